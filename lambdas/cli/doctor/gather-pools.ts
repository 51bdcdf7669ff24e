import pMap from 'p-map';
import { watches } from '../../core/deployment.ts';
import { type Finding, isRejection } from '../../core/findings.ts';
import { byteLength, type ParameterSight } from '../../core/parameter.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { counted } from '../counted.ts';
import { withPool } from '../given-pool.ts';
import { passOver } from '../own-pass.ts';
import type { Session } from '../session.ts';
import { attempt } from './attempt.ts';
import type { Fact, Facts, PoolClaims, SeenParameter, SeenPool } from './facts.ts';

/** Pools at once; how fast calls start is the pace's affair. */
const concurrency = 4;

/** The pools that declare something, and the parameters that their clients claim. */
export async function gatherPools(session: Session): Promise<Pick<Facts, 'pools' | 'parameters' | 'metadata'>> {
  const { index, deployment, terminal } = session;
  const tagged = await attempt(() => index.taggedPools(deployment.tagPrefix));
  if ('unreadable' in tagged) return { pools: tagged, parameters: [], metadata: tagged };
  const ids = tagged.value.filter((userPoolId) => watches(deployment, userPoolId));
  let done = 0;
  const looked = await pMap(
    ids,
    async (userPoolId) => {
      session.parts.signal.throwIfAborted();
      const seen = await lookAtPool(session, userPoolId);
      done += 1;
      terminal.status(`looked at ${done} of ${counted(ids.length, 'pool')}`);
      return seen;
    },
    { concurrency },
  );
  const sights = new Map(looked.flatMap(({ sights }) => [...sights]));
  const present = [...sights].flatMap(([name, { kind }]) => (kind === 'absent' ? [] : [name]));
  return {
    pools: { value: looked.map(({ seen }) => seen) },
    parameters: present.map((name) => ({ name, bytes: bytesOf(sights.get(name)) })),
    metadata: await attempt(() => session.parameters.metadata(present)),
  };
}

/** As a pass for an event about the pool sees it: nobody is described but those whose place is new to them. */
async function lookAtPool(
  session: Session,
  userPoolId: string,
): Promise<{ seen: SeenPool; sights: ReadonlyMap<string, ParameterSight> }> {
  const pool = await attempt(() => session.pools.pool(userPoolId));
  const none = new Map<string, ParameterSight>();
  if ('unreadable' in pool) return { seen: { userPoolId, pool, claims: pool }, sights: none };
  const { value } = pool;
  if (value === undefined) return { seen: { userPoolId, pool, claims: { value: noClaims } }, sights: none };
  const { claims, sights } = await lookAtClaims(session, value);
  return { seen: { userPoolId, pool, claims }, sights };
}

const noClaims: PoolClaims = { count: 0, lost: [], failures: [] };

async function lookAtClaims(
  session: Session,
  pool: UserPool,
): Promise<{ claims: Fact<PoolClaims>; sights: ReadonlyMap<string, ParameterSight> }> {
  const at = new Date(session.parts.clock.now()).toISOString();
  const request = { kind: 'pool', userPoolId: pool.id, scope: 'pool', clientIds: [], at, settled: false } as const;
  const { sighting, report } = await passOver(session, request, { pools: withPool(session.pools, pool) });
  if (sighting === undefined) {
    const finding = report.outcomes[0]?.finding;
    const claims = finding && 'operation' in finding ? { unreadable: finding } : { value: noClaims };
    return { claims, sights: new Map() };
  }
  const { plan, world } = sighting;
  const given = plan.parameters.flatMap(({ targets }) => targets);
  const value: PoolClaims = {
    count: given.length + plan.lost.length,
    lost: plan.lost.flatMap(({ finding }): Finding[] => (finding && isRejection(finding) ? [finding] : [])),
    failures: plan.failures,
  };
  return { claims: { value }, sights: world.parameters };
}

/** Only how long it is. */
function bytesOf(sight: ParameterSight | undefined): SeenParameter['bytes'] {
  if (sight?.kind === 'unreadable') return { unreadable: sight.finding };
  return { value: sight?.kind === 'present' ? byteLength(sight.parameter.value.reveal()) : 0 };
}
