import pMap from 'p-map';
import { decide, type PassPlan } from '../core/decision.ts';
import { type Deployment, watches } from '../core/deployment.ts';
import { CallError } from '../core/findings.ts';
import type { ParameterPlan } from '../core/plan.ts';
import { type Applied, failed, outcomesOf, type PassReport } from '../core/report.ts';
import type { PoolRequest } from '../core/request.ts';
import type { World } from '../core/world.ts';
import { apply } from './apply.ts';
import { observe } from './observe.ts';
import type { Parameters, UserPools } from './ports.ts';

/** What a pass works with. `report` plans and writes nothing. */
export interface PassContext {
  readonly pools: UserPools;
  readonly parameters: Parameters;
  readonly deployment: Deployment;
  readonly mode: 'apply' | 'report';
}

/** Writes under way at once. */
const concurrency = 4;

/**
 * One pass over one pool, or over some of its clients: observe → decide → apply → report. Level-triggered: the request
 * says where to look, everything else is read. Never throws for what AWS answers; that is in the report.
 */
export async function reconcile(request: PoolRequest, context: PassContext): Promise<PassReport> {
  const report = { request, state: 'done', outcomes: [], deferred: [] } as const;
  if (!watches(context.deployment, request.userPoolId)) return { ...report, state: 'ignored' };
  try {
    const pool = await context.pools.pool(request.userPoolId);
    if (pool === undefined) return { ...report, state: 'ignored' };
    const plan = await planPass(request, { ...unseen, pool }, context);
    const applied = context.mode === 'apply' ? await applyPlan(plan, context.parameters) : new Map();
    return { ...report, outcomes: outcomesOf(plan, applied), deferred: plan.deferred };
  } catch (error) {
    if (error instanceof CallError) return { ...report, outcomes: [failed(error.finding)] };
    throw error;
  }
}

const unseen: Omit<World, 'pool'> = {
  listed: undefined,
  described: new Map(),
  secretCounts: new Map(),
  parameters: new Map(),
  metadata: new Map(),
};

/** Looks at what the decision needs until it needs nothing. Every round adds to a finite world, so this ends. */
async function planPass(
  request: PoolRequest,
  start: World,
  { pools, parameters, deployment }: PassContext,
): Promise<PassPlan> {
  let world = start;
  for (;;) {
    const decision = decide(request, world, deployment);
    if (decision.kind === 'plan') return decision.plan;
    world = await observe(decision.needs, world, pools, parameters);
  }
}

async function applyPlan(plan: PassPlan, parameters: Parameters): Promise<ReadonlyMap<ParameterPlan, Applied>> {
  const results = await pMap(
    plan.parameters.filter(({ write }) => write !== undefined),
    async (planned): Promise<[ParameterPlan, Applied]> => [
      planned,
      planned.write ? await apply(planned.parameter, planned.write, parameters) : 'not-applied',
    ],
    { concurrency },
  );
  return new Map(results);
}
