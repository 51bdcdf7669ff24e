/** App clients. An update replaces everything but the id, the secrets and, when none is given, the name. */
import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import {
  type ClientSettings,
  clientOnly,
  createClient,
  listClients,
  settingsIn,
  updateClient,
} from './client-shapes.ts';
import { type Client, clientIn, type Directory, invalid, type Operations, operation, poolIn } from './directory.ts';
import { addClient } from './new-client.ts';
import { checkSettings } from './oauth.ts';
import { pageOf } from './paging.ts';
import { describedSecret } from './secrets.ts';
import { type Wire, wireDate } from './wire.ts';

export function clientOperations(directory: Directory): Operations {
  return {
    reads: {
      DescribeUserPoolClient: operation(clientOnly, (request) => {
        const client = clientIn(directory, request.UserPoolId, request.ClientId);
        return { UserPoolClient: describedClient(directory, request.UserPoolId, client) };
      }),
      // The type is looked at after the page is cut, so a page can be short or empty and still carry a token.
      ListUserPoolClients: operation(listClients, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        const page = pageOf(pool.clients, request.MaxResults ?? 60, request.NextToken);
        const wanted = page.members.filter(({ type }) => type === (request.ClientType ?? type));
        return {
          UserPoolClients: wanted.map(({ id, name }) => ({ ClientId: id, UserPoolId: pool.id, ClientName: name })),
          ...(page.nextToken && { NextToken: page.nextToken }),
        };
      }),
    },
    writes: {
      CreateUserPoolClient: operation(createClient, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        if (request.GenerateSecret === true && request.ClientSecret !== undefined) {
          throw invalid('GenerateSecret and ClientSecret cannot be specified together.');
        }
        const confidential = request.GenerateSecret === true || request.ClientSecret !== undefined;
        const settings = settingsIn(request);
        checkSettings(pool, settings, { type: 'REGULAR', confidential });
        const secret = confidential ? { value: request.ClientSecret } : undefined;
        const client = addClient(directory, pool, { type: 'REGULAR', name: request.ClientName, settings, secret });
        return { UserPoolClient: describedClient(directory, pool.id, client) };
      }),
      UpdateUserPoolClient: operation(updateClient, (request) => {
        const client = clientIn(directory, request.UserPoolId, request.ClientId);
        const settings = settingsIn(request);
        const { type, secrets } = client;
        checkSettings(poolIn(directory, request.UserPoolId), settings, { type, confidential: secrets.length > 0 });
        client.settings = settings;
        client.name = request.ClientName ?? client.name;
        client.modifiedAt = directory.now();
        return { UserPoolClient: describedClient(directory, request.UserPoolId, client) };
      }),
      DeleteUserPoolClient: operation(clientOnly, (request) => {
        const client = clientIn(directory, request.UserPoolId, request.ClientId);
        poolIn(directory, request.UserPoolId).clients.delete(client.id);
        return {};
      }),
    },
  };
}

/** The model's enum lacks a flow that its documentation names, see `client-shapes.ts`. */
type DescribedClient = Omit<Wire<UserPoolClientType>, 'ExplicitAuthFlows'> & Pick<ClientSettings, 'ExplicitAuthFlows'>;

function describedClient(directory: Directory, poolId: string, client: Client): DescribedClient {
  const secret = describedSecret(client, directory.switches.describedSecret);
  return {
    RefreshTokenValidity: 30,
    TokenValidityUnits: {},
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: 3,
    ...client.settings,
    UserPoolId: poolId,
    ClientId: client.id,
    ClientName: client.name,
    ClientType: client.type,
    CreationDate: wireDate(client.createdAt),
    LastModifiedDate: wireDate(client.modifiedAt),
    ...(secret && { ClientSecret: secret.value }),
  };
}
