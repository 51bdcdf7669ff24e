import { watches } from '../../core/deployment.ts';
import type { Failure } from '../../core/findings.ts';
import type { PoolOwnings } from '../../core/ownership.ts';
import { type ClientSummary, isClientId } from '../../core/user-pool.ts';
import { isFailure } from '../../core/world.ts';
import { CommandError } from '../command-error.ts';
import { declaringPools } from '../scope.ts';
import type { PoolsSeenOnce } from '../seen-once.ts';
import type { Session } from '../session.ts';
import { lookAtEach, lookAtPool, type PoolSight } from './looking.ts';
import { nearName } from './near-name.ts';

/** A client that was asked for, in its pool. */
export interface FoundClient {
  readonly sight: PoolSight;
  readonly client: ClientSummary;
  readonly dynamic: boolean;
}

/** What was found, and what could not be looked at. */
export interface Search<Found> {
  readonly found: readonly Found[];
  readonly unseen: readonly { readonly userPoolId: string; readonly failure: Failure }[];
}

/** The one pool, or all that declare something. @throws CommandError */
export async function poolsToSearch(
  session: Session,
  pool: string | undefined,
  owned: ReadonlyMap<string, PoolOwnings>,
): Promise<readonly string[]> {
  const { deployment } = session;
  if (pool === undefined) return declaringPools(session, owned);
  if (watches(deployment, pool)) return [pool];
  throw new CommandError(
    `The deployment ${deployment.name} does not look at pool ${pool}: its userPools are ${deployment.userPools?.join(', ')}.`,
    'Name another deployment with --deployment.',
  );
}

/** Clients of this id or exact name. @throws CommandError where there is none, with the nearest name there is. */
export async function searchClients(
  session: Session,
  pools: PoolsSeenOnce,
  ids: readonly string[],
  wanted: string,
): Promise<Search<FoundClient>> {
  const looks = await lookAtEach(session, ids, (id) => lookAtPool(session, pools, id));
  const unseen = looks.flatMap(([userPoolId, seen]) => (isFailure(seen) ? [{ userPoolId, failure: seen }] : []));
  const sights = looks.flatMap(([, seen]) => (seen === undefined || isFailure(seen) ? [] : [seen]));
  const regular = sights.flatMap((sight) =>
    sight.clients
      .filter(({ id, name }) => id === wanted || name === wanted)
      .map((client): FoundClient => ({ sight, client, dynamic: false })),
  );
  const found = regular.length > 0 ? regular : await searchDynamic(session, pools, sights, wanted);
  if (found.length > 0 || unseen.length > 0) return { found, unseen };
  throw notFound(wanted, sights, ids);
}

/** Clients that registered themselves are not listed; by its id one can be described. */
async function searchDynamic(
  session: Session,
  pools: PoolsSeenOnce,
  sights: readonly PoolSight[],
  wanted: string,
): Promise<readonly FoundClient[]> {
  if (!isClientId(wanted) || wanted.length < 20) return [];
  const found = await lookAtEach(
    session,
    sights.map(({ pool }) => pool.id),
    (id) => pools.client(id, wanted),
  );
  return found.flatMap(([userPoolId, client]): readonly FoundClient[] => {
    const sight = sights.find(({ pool }) => pool.id === userPoolId);
    if (sight === undefined || client === undefined || isFailure(client)) return [];
    return [{ sight, client: { id: client.id, name: client.name }, dynamic: client.dynamic }];
  });
}

function notFound(wanted: string, sights: readonly PoolSight[], ids: readonly string[]): CommandError {
  const [only] = ids;
  if (only === undefined) {
    return new CommandError(
      `No pool of the region declares anything, so ${JSON.stringify(wanted)} was looked for nowhere.`,
      'Name its pool with --pool, or tag one (docs/tags.md).',
    );
  }
  const where = ids.length === 1 ? `pool ${only}` : `any of the ${ids.length} pools that declare something`;
  if (ids.length === 1 && sights.length === 0)
    return new CommandError(
      `There is no user pool ${only}.`,
      'aws cognito-idp list-user-pools --max-results 60 lists those there are.',
    );
  const names = sights.flatMap(({ clients }) => clients.map(({ name }) => name));
  const near =
    nearName(wanted, names) ??
    nearName(
      wanted,
      sights.flatMap(({ clients }) => clients.map(({ id }) => id)),
    );
  return new CommandError(
    `No app client of ${where} has the id or the exact name ${JSON.stringify(wanted)}.`,
    near === undefined
      ? 'Capitals count. A pool that declares nothing is looked at when it is named with --pool. A parameter begins with a slash.'
      : `Did you mean ${JSON.stringify(near)}? Capitals count.`,
  );
}
