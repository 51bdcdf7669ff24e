/** How app clients come to be: made through the API, or registered by a stranger at the pool's domain. */
import { AwsError } from '../service.ts';
import { type ClientSettings, createClient } from './client-shapes.ts';
import { type Client, type Directory, type Pool, poolIn } from './directory.ts';
import { checkSettings } from './oauth.ts';
import { mintSecret } from './secrets.ts';
import { readRequest } from './shape.ts';

/** What a stranger registers: the name and the settings are theirs. */
export interface Registration {
  readonly name: string;
  readonly settings: ClientSettings;
  /** False: a public client. */
  readonly confidential: boolean;
}

/**
 * What the pool's registration endpoint makes. No API call, so no trail; the constraints are those of one.
 * @throws AwsError as `CreateUserPoolClient` would
 */
export function registerClient(
  directory: Directory,
  poolId: string,
  { name, settings, confidential }: Registration,
): Client {
  const pool = poolIn(directory, poolId);
  const request = readRequest(createClient, { UserPoolId: poolId, ClientName: name, ...settings });
  checkSettings(pool, settings, { type: 'DCR', confidential });
  const secret = confidential ? { value: undefined } : undefined;
  return addClient(directory, pool, { type: 'DCR', name: request.ClientName, settings, secret });
}

interface NewClient {
  readonly type: Client['type'];
  readonly name: string;
  readonly settings: ClientSettings;
  /** Undefined: a public client. With an undefined value: one is generated. */
  readonly secret: { readonly value: string | undefined } | undefined;
}

/** @throws AwsError `LimitExceededException` when the pool is full */
export function addClient(directory: Directory, pool: Pool, { type, name, settings, secret }: NewClient): Client {
  const most = directory.limits.clientsPerPool;
  if (pool.clients.size >= most) {
    throw new AwsError('LimitExceededException', `Maximum number of user pool clients reached: ${most}`);
  }
  const at = directory.now();
  const client: Client = {
    id: unusedId(directory, pool),
    type,
    name,
    settings,
    secrets: [],
    newestSecretTime: 0,
    createdAt: at,
    modifiedAt: at,
  };
  if (secret !== undefined) client.originalSecretId = mintSecret(directory, client, secret.value).id;
  pool.clients.set(client.id, client);
  return client;
}

function unusedId(directory: Directory, pool: Pool): string {
  const id = directory.identifiers.clientId();
  return pool.clients.has(id) ? unusedId(directory, pool) : id;
}
