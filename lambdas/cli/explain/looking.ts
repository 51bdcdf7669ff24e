import pMap from 'p-map';
import type { Claim } from '../../core/claim.ts';
import { claimsOf } from '../../core/claim.ts';
import { type Declaration, parseDeclarations } from '../../core/declaration.ts';
import { CallError, type Failure, isBlock } from '../../core/findings.ts';
import type { PoolOwnings, Tags } from '../../core/ownership.ts';
import type { ClientSummary, UserPool } from '../../core/user-pool.ts';
import type { UserPools } from '../../pass/ports.ts';
import { type Pass, passOver } from '../own-pass.ts';
import type { Session } from '../session.ts';

/** Pools at once; how fast calls start is the pace's affair. */
const concurrency = 4;

/** A pool as an explanation sees it: what it declares, its regular clients, and what the tags mean for all of them. */
export interface PoolSight {
  readonly pool: UserPool;
  readonly clients: readonly ClientSummary[];
  readonly declarations: readonly Declaration[];
  readonly claims: readonly Claim[];
}

/** Undefined: there is no such pool. Two calls, and one more for every 60 clients. */
export async function lookAtPool(
  { deployment, parts }: Session,
  pools: UserPools,
  userPoolId: string,
): Promise<PoolSight | undefined> {
  parts.signal.throwIfAborted();
  const pool = await pools.pool(userPoolId);
  if (pool === undefined) return undefined;
  const clients = await pools.clients(userPoolId);
  const declarations = parseDeclarations(pool.tags, deployment.tagPrefix);
  const claims = clients.flatMap((client) => claimsOf(client, declarations, pool, deployment).claims);
  return { pool, clients, declarations, claims };
}

/** What a pass over these clients decides; nothing of it is carried out. */
export async function passOverClients(
  session: Session,
  pools: UserPools,
  userPoolId: string,
  clientIds: readonly string[],
  ownings: PoolOwnings | undefined,
): Promise<Pass> {
  const { clock, signal } = session.parts;
  signal.throwIfAborted();
  const at = new Date(clock.now()).toISOString();
  const common = { kind: 'pool', userPoolId, at, settled: false } as const;
  return passOver(session, { ...common, scope: 'clients', clientIds, narrow: true, ...ownings }, { pools });
}

/** What was asked, or why it could not be had. */
export async function orFailure<Seen>(look: () => Promise<Seen>): Promise<Seen | Failure> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof CallError && !isBlock(error.finding)) return error.finding;
    throw error;
  }
}

/** The tags of a parameter; none where there is no parameter. */
export async function tagsOf({ parameters }: Session, name: string): Promise<Tags | Failure> {
  return orFailure(async () => (await parameters.tags(name)) ?? new Map<string, string>());
}

/** Looks at each pool; says on a terminal how far it is. What is refused of one stops no other. */
export async function lookAtEach<Seen>(
  { terminal, parts }: Session,
  userPoolIds: readonly string[],
  look: (userPoolId: string) => Promise<Seen>,
): Promise<readonly (readonly [userPoolId: string, seen: Seen | Failure])[]> {
  let done = 0;
  return pMap(
    userPoolIds,
    async (userPoolId) => {
      parts.signal.throwIfAborted();
      const seen = await orFailure(() => look(userPoolId));
      done += 1;
      terminal.status(`looked at ${done}/${userPoolIds.length} pools`);
      return [userPoolId, seen] as const;
    },
    { concurrency },
  );
}
