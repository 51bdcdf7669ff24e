/**
 * The secrets of an app client: one or two of them, never none again once there was one. Their values are shown at
 * three moments only: when the client is made, when Cognito generates a second one, and by `DescribeUserPoolClient`
 * as far as the switch `describedSecret` says.
 */
import type { ClientSecretDescriptorType } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../service.ts';
import type { Switches } from '../switches.ts';
import { addSecret, deleteSecret, listSecrets } from './client-shapes.ts';
import {
  type Client,
  type ClientSecret,
  clientIn,
  type Directory,
  invalid,
  type Operations,
  operation,
} from './directory.ts';
import { type Wire, wireDate } from './wire.ts';

export function secretOperations(directory: Directory): Operations {
  return {
    reads: {
      ListUserPoolClientSecrets: operation(listSecrets, (request) => {
        const client = regularClient(directory, request.UserPoolId, request.ClientId);
        return { ClientSecrets: client.secrets.map(descriptor) };
      }),
    },
    writes: {
      AddUserPoolClientSecret: operation(addSecret, (request) => {
        const client = regularClient(directory, request.UserPoolId, request.ClientId);
        if (client.secrets.length === 0) throw invalid('A secret cannot be added to a client that has none.');
        if (client.secrets.length >= 2) {
          throw new AwsError('LimitExceededException', 'Maximum number of client secrets reached: 2');
        }
        const secret = mintSecret(directory, client, request.ClientSecret);
        const generated = request.ClientSecret === undefined && { ClientSecretValue: secret.value };
        return { ClientSecretDescriptor: { ...descriptor(secret), ...generated } };
      }),
      DeleteUserPoolClientSecret: operation(deleteSecret, (request) => {
        const client = regularClient(directory, request.UserPoolId, request.ClientId);
        if (!client.secrets.some(({ id }) => id === request.ClientSecretId)) {
          throw new AwsError('ResourceNotFoundException', 'Client secret does not exist.');
        }
        if (client.secrets.length === 1) throw invalid('The last secret of a client cannot be deleted.');
        client.secrets = client.secrets.filter(({ id }) => id !== request.ClientSecretId);
        return {};
      }),
    },
  };
}

/**
 * A new secret of the client: `value`, or a generated one. Ids are `<client-id>--<epoch milliseconds>`; two made in the
 * same millisecond differ by one.
 */
export function mintSecret(directory: Directory, client: Client, value: string | undefined): ClientSecret {
  const at = directory.now();
  client.newestSecretTime = Math.max(at, client.newestSecretTime + 1);
  const secret = {
    id: `${client.id}--${client.newestSecretTime}`,
    value: value ?? directory.identifiers.clientSecret(),
    createdAt: at,
  };
  client.secrets = [...client.secrets, secret];
  directory.minted.add(secret.value);
  return secret;
}

/**
 * | reading | original alone | original + added | added alone |
 * |---|---|---|---|
 * | original-then-absent | original | original | none |
 * | original-then-promoted | original | original | added |
 * | newest | original | added | added |
 */
export function describedSecret(client: Client, reading: Switches['describedSecret']): ClientSecret | undefined {
  const original = client.secrets.find(({ id }) => id === client.originalSecretId);
  switch (reading) {
    case 'original-then-absent':
      return original;
    case 'original-then-promoted':
      return original ?? client.secrets[0];
    case 'newest':
      return client.secrets.at(-1);
    default:
      return reading satisfies never;
  }
}

/** @throws AwsError `InvalidParameterException` for clients that registered themselves */
function regularClient(directory: Directory, poolId: string, clientId: string): Client {
  const client = clientIn(directory, poolId, clientId);
  if (client.type === 'DCR') {
    throw invalid('Client secret operations are not supported for dynamically registered clients.');
  }
  return client;
}

function descriptor(secret: ClientSecret): Wire<ClientSecretDescriptorType> {
  return { ClientSecretId: secret.id, ClientSecretCreateDate: wireDate(secret.createdAt) };
}
