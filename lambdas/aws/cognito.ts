import {
  type ClientSecretDescriptorType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Secret } from '../core/secret.ts';
import type { Client, ClientSummary, UserPool } from '../core/user-pool.ts';
import type { UserPools } from '../pass/ports.ts';
import type { Caller } from './caller.ts';

const gone = ['ResourceNotFoundException'];

/** Reads user pools and their clients. */
export class Cognito implements UserPools {
  readonly #client: CognitoIdentityProviderClient;
  readonly #caller: Caller;

  constructor(client: CognitoIdentityProviderClient, caller: Caller) {
    this.#client = client;
    this.#caller = caller;
  }

  async pool(userPoolId: string): Promise<UserPool | undefined> {
    const answer = await this.#caller.call(
      { operation: 'DescribeUserPool', pace: 'pool-read', userPoolId, answers: gone },
      (options) => this.#client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }), options),
    );
    const pool = answer?.UserPool;
    if (pool === undefined) return undefined;
    return {
      id: userPoolId,
      name: pool.Name ?? '',
      arn: pool.Arn ?? '',
      tags: pool.UserPoolTags ?? {},
      ...(pool.Domain && { domainPrefix: pool.Domain }),
      ...(pool.CustomDomain && { customDomain: pool.CustomDomain }),
    };
  }

  /**
   * A page can be empty while it carries a token: dynamic clients are filtered out after paging. A pool that goes while
   * it is listed is a failure, for half a listing is none.
   */
  async clients(userPoolId: string): Promise<readonly ClientSummary[]> {
    const clients: ClientSummary[] = [];
    let token: string | undefined;
    do {
      const page = await this.#caller.call(
        { operation: 'ListUserPoolClients', pace: 'client-read', userPoolId },
        (options) =>
          this.#client.send(
            new ListUserPoolClientsCommand({
              UserPoolId: userPoolId,
              MaxResults: 60,
              ClientType: 'REGULAR',
              NextToken: token,
            }),
            options,
          ),
      );
      for (const { ClientId, ClientName } of page?.UserPoolClients ?? []) {
        if (ClientId !== undefined) clients.push({ id: ClientId, name: ClientName ?? '' });
      }
      token = page?.NextToken;
    } while (token !== undefined);
    return clients.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  async client(userPoolId: string, clientId: string): Promise<Client | undefined> {
    const answer = await this.#caller.call(
      { operation: 'DescribeUserPoolClient', pace: 'client-read', userPoolId, answers: gone },
      (options) =>
        this.#client.send(new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }), options),
    );
    const client = answer?.UserPoolClient;
    if (client === undefined) return undefined;
    return {
      id: clientId,
      name: client.ClientName ?? '',
      dynamic: client.ClientType === 'DCR',
      ...(client.ClientSecret && { secret: new Secret(client.ClientSecret) }),
    };
  }

  async secretCount(userPoolId: string, clientId: string): Promise<number> {
    return (await this.secretIds(userPoolId, clientId)).length;
  }

  /** Ids of a client's secrets, the newest last. Values are never listed. */
  async secretIds(userPoolId: string, clientId: string): Promise<readonly string[]> {
    const secrets: ClientSecretDescriptorType[] = [];
    let token: string | undefined;
    do {
      const page = await this.#caller.call(
        { operation: 'ListUserPoolClientSecrets', pace: 'client-read', userPoolId },
        (options) =>
          this.#client.send(
            new ListUserPoolClientSecretsCommand({ UserPoolId: userPoolId, ClientId: clientId, NextToken: token }),
            options,
          ),
      );
      secrets.push(...(page?.ClientSecrets ?? []));
      token = page?.NextToken;
    } while (token !== undefined);
    const madeAt = ({ ClientSecretCreateDate }: ClientSecretDescriptorType): number =>
      ClientSecretCreateDate?.getTime() ?? 0;
    return secrets.sort((one, other) => madeAt(one) - madeAt(other)).map(({ ClientSecretId }) => ClientSecretId ?? '');
  }
}
