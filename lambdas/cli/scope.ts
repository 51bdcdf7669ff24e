import { watches } from '../core/deployment.ts';
import { type Block, CallError, type Failure } from '../core/findings.ts';
import type { PoolOwnings } from '../core/ownership.ts';
import type { PoolRequest } from '../core/request.ts';
import { CommandError } from './command-error.ts';
import type { Session } from './session.ts';

/** What a command looks at: everything that a sweep would, or less. */
export interface Scope {
  /** Only this pool. */
  readonly pool?: string | undefined;
  /** Only clients of this id or exact name. */
  readonly client?: string | undefined;
  /** Look at what a change of the pool's tags makes the function look at, which is less than what a sweep does. */
  readonly retagged?: boolean;
}

/** As a sweep finds them. */
export async function declaringPools(
  { index, deployment }: Session,
  owned: ReadonlyMap<string, PoolOwnings>,
): Promise<readonly string[]> {
  const tagged = await index.taggedPools(deployment.tagPrefix);
  const owning = [...owned].filter(([, { owned }]) => owned.length > 0).map(([userPoolId]) => userPoolId);
  return [...new Set([...tagged, ...owning])].filter((userPoolId) => watches(deployment, userPoolId)).sort();
}

/** Undefined: the pool has no such client. A failure to tell is this pool's, and stops no other. */
export async function requestFor(
  { pools, deployment, parts }: Session,
  userPoolId: string,
  { client, retagged = false }: Scope,
  ownings: PoolOwnings = { owned: [], foreign: [] },
): Promise<PoolRequest | Failure | Block | undefined> {
  if (!watches(deployment, userPoolId)) {
    throw new CommandError(
      `The deployment ${deployment.name} does not look at pool ${userPoolId}: its userPools are ${deployment.userPools?.join(', ')}.`,
    );
  }
  const at = new Date(parts.clock.now()).toISOString();
  const common = { kind: 'pool', userPoolId, at, settled: false, ...ownings } as const;
  if (client === undefined) return { ...common, scope: 'pool', clientIds: [], ...(!retagged && { sweep: at }) };
  try {
    if ((await pools.pool(userPoolId)) === undefined) return undefined;
    const clientIds = (await pools.clients(userPoolId))
      .filter(({ id, name }) => id === client || name === client)
      .map(({ id }) => id);
    return clientIds.length === 0 ? undefined : { ...common, scope: 'clients', clientIds, narrow: true };
  } catch (error) {
    if (error instanceof CallError) return error.finding;
    throw error;
  }
}

/** Why nothing was found to look at. */
export function nothingFound({ pool, client }: Scope, pools: number, region: string): CommandError {
  if (client === undefined)
    return new CommandError(`There is no user pool ${pool} in ${region}.`, 'Check the id, or say --region.');
  const where = pool === undefined ? `any of the ${pools} pools that declare something` : `pool ${pool}`;
  return new CommandError(
    `No regular app client of ${where} has the id or the exact name ${JSON.stringify(client)}.`,
    'Names are case-sensitive. Clients that registered themselves at a pool’s domain are never synchronised.',
  );
}
