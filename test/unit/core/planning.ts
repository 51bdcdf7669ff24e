import type { Claim } from '../../../lambdas/core/claim.ts';
import { type Situation, wantsOf } from '../../../lambdas/core/credentials.ts';
import type { ParameterMetadata, ParameterSight } from '../../../lambdas/core/parameter.ts';
import { type ParameterPlan, planParameter, type TargetPlan, type WantedTarget } from '../../../lambdas/core/plan.ts';
import { storedIn, viewPlace } from '../../../lambdas/core/view.ts';
import { claim, client, endpoint, poolId } from './builders.ts';

/** What tests of plans share: what a claim wants of a parameter as it is, and the plan that comes of it. */
export const parameter = '/apis/orders';
export const standard: ParameterMetadata = { tier: 'Standard', keyId: 'alias/aws/ssm' };

/** What is wanted of the parameter for this claim: everything of a described client, unless the difference says else. */
export function wanted(sight: ParameterSight, made: Claim, difference: Partial<Situation> = {}): WantedTarget {
  const view = viewPlace(made, sight);
  const situation: Situation = {
    client: made.client,
    pool: { id: poolId },
    endpoints: [endpoint],
    stored: storedIn(view),
    described: client(made.client.name),
    ...difference,
  };
  return { claim: made, view, wants: view.kind === 'stopped' ? {} : wantsOf(situation) };
}

export function planned(
  sight: ParameterSight,
  targets: readonly WantedTarget[],
  metadata: Parameters<typeof planParameter>[3] = standard,
): ParameterPlan {
  const plan = planParameter(parameter, targets, sight, metadata);
  if (plan === 'needs-metadata') throw new Error('metadata was given');
  return plan;
}

/** The plan for the usual claim alone. */
export function plannedOne(
  sight: ParameterSight,
  difference: Partial<Situation> = {},
  made = claim('orders'),
): { target: TargetPlan | undefined; write: ParameterPlan['write'] } {
  const { targets, write } = planned(sight, [wanted(sight, made, difference)]);
  return { target: targets[0], write };
}
