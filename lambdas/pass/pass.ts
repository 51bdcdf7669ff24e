import { decide, type PassPlan } from '../core/decision.ts';
import { type Deployment, watches } from '../core/deployment.ts';
import { CallError } from '../core/findings.ts';
import { orphansOf, unclaimed, unreadable } from '../core/orphan.ts';
import type { ParameterPlan } from '../core/plan.ts';
import { failed, type Outcome, orphaned, outcomesOf, type PassReport } from '../core/report.ts';
import type { PoolRequest } from '../core/request.ts';
import { unseenWorld, type World } from '../core/world.ts';
import { observe } from './observe.ts';
import type { Parameters, UserPools } from './ports.ts';
import {
  applyRound,
  clientsIn,
  coveredIn,
  coveringIn,
  givenUp,
  mergeRounds,
  movedIn,
  planAgain,
  type Round,
  refusedIn,
} from './rounds.ts';

/** What a pass has come to before it writes anything: what it saw, and what it would do. */
export interface Sighting {
  readonly world: World;
  readonly plan: PassPlan;
}

/** What a pass works with. */
export interface PassContext {
  readonly pools: UserPools;
  readonly parameters: Parameters;
  readonly deployment: Deployment;
  /** Whether the plan is to be carried out; else it is only reported. Asked once a pass. */
  consents(sighting: Sighting): boolean;
  /** Runs `look` when it is this pass's turn; passes that have looked go on beside it. */
  inTurn<Seen>(look: () => Promise<Seen>): Promise<Seen>;
}

/** How often a parameter that others keep writing is looked at before the message is handed back. */
const mostLooks = 3;

/**
 * One pass over one pool, or over some of its clients: observe → decide → apply → report. Level-triggered: the request
 * says where to look, everything else is read. Never throws for what AWS answers; that is in the report.
 */
export async function reconcile(request: PoolRequest, context: PassContext): Promise<PassReport> {
  const report = { request, state: 'done', outcomes: [], deferred: [], unowned: new Set<string>() } as const;
  if (!watches(context.deployment, request.userPoolId)) return { ...report, state: 'ignored' };
  try {
    const sighting = await context.inTurn(async () => {
      const pool = await context.pools.pool(request.userPoolId);
      return pool && planPass(request, unseenWorld(pool), context);
    });
    if (sighting === undefined) return { ...report, state: 'ignored', outcomes: await leftBehind(request, context) };
    const { plan } = sighting;
    const { unowned } = plan;
    if (!context.consents(sighting))
      return { ...report, outcomes: outcomesOf(plan, new Map()), deferred: plan.deferred, unowned };
    let round = await applyRound(plan, context.parameters);
    for (let looks = 1; looks < mostLooks; looks++) round = await lookAgain(request, movedIn(round), round, context);
    // What the last of them went over is put back all the same. Such a write goes over nothing more.
    round = await lookAgain(request, coveringIn(round), round, context);
    const applied = new Map([...round.results].map(([planned, { applied }]) => [planned, applied]));
    return { ...report, outcomes: outcomesOf(round.plan, applied), deferred: round.plan.deferred, unowned };
  } catch (error) {
    if (error instanceof CallError) return { ...report, outcomes: [failed(error.finding)] };
    throw error;
  }
}

/** What a pool that is gone left in parameters. */
async function leftBehind(
  { userPoolId, owned = [] }: PoolRequest,
  { parameters, deployment }: PassContext,
): Promise<readonly Outcome[]> {
  const left = unclaimed(owned, [], deployment);
  const names = [...new Set(left.map(({ parameter }) => parameter))];
  const sights = names.length > 0 ? await parameters.read(names) : new Map();
  const gone = { userPoolId, listed: undefined, declarations: [], claims: [], rejected: [] };
  return [...orphansOf(left, sights, gone).map(orphaned), ...unreadable(left, sights).map(failed)];
}

/** Looks at what the decision needs until it needs nothing. Every round adds to a finite world, so this ends. */
async function planPass(
  request: PoolRequest,
  start: World,
  { pools, parameters, deployment }: PassContext,
): Promise<Sighting> {
  let world = start;
  for (;;) {
    const decision = decide(request, world, deployment);
    if (decision.kind === 'plan') return { world, plan: decision.plan };
    world = await observe(decision.needs, world, pools, parameters);
  }
}

/**
 * Looks again at what somebody else wrote between our look and our write, at both sides of it, and decides again: the
 * clients concerned are a small pass of their own. What the write went over is what it sees of the parameter.
 */
async function lookAgain(
  request: PoolRequest,
  moved: readonly ParameterPlan[],
  round: Round,
  context: PassContext,
): Promise<Round> {
  if (moved.length === 0) return round;
  const covered = coveredIn(round);
  const clientIds = clientsIn(moved);
  const { sweep, owned, foreign, unowned, ...clients } = request;
  const narrowed: PoolRequest = { ...clients, scope: 'clients', clientIds, settled: false };
  try {
    const pool = await context.pools.pool(request.userPoolId);
    const seen = {
      parameters: new Map([...covered].map(([name, { sight }]) => [name, sight])),
      metadata: new Map([...covered].map(([name, { metadata }]) => [name, metadata])),
      // A place that cannot be marked is not taken: what its tags say is taken for not to be had.
      tags: refusedIn(round),
    };
    const again =
      pool && clientIds.length > 0 ? await planPass(narrowed, { ...unseenWorld(pool), ...seen }, context) : undefined;
    return mergeRounds(round, await applyRound(planAgain(moved, again?.plan, covered), context.parameters, covered));
  } catch (error) {
    return givenUp(moved, round, error);
  }
}
