import { type Deployment, watches } from '../core/deployment.ts';
import { ownersIn } from '../core/ownership.ts';
import { isAllowed } from '../core/path.ts';
import type { ParameterRequest, PoolRequest } from '../core/request.ts';
import type { Parameters } from './ports.ts';

/**
 * The passes that put right what somebody edited in a parameter: one for each place that its owner tags give to a
 * client. The tags only say where to look; whether the client still has the place is read from its pool, in whosever
 * name the tag was written. A parameter that is gone, or not ours to write, needs none.
 */
export async function restorations(
  { parameter, at }: ParameterRequest,
  parameters: Pick<Parameters, 'tags'>,
  deployment: Deployment,
): Promise<readonly PoolRequest[]> {
  if (!deployment.targets.some(({ prefix }) => parameter.startsWith(prefix))) return [];
  const tags = (await parameters.tags(parameter)) ?? new Map<string, string>();
  return ownersIn(tags)
    .filter(({ owner: { userPoolId } }) => watches(deployment, userPoolId))
    .filter(({ owner: { userPoolId } }) => isAllowed(parameter, userPoolId, deployment.targets))
    .map(({ place, owner: { userPoolId, clientId } }) => ({
      kind: 'pool',
      userPoolId,
      scope: 'clients',
      clientIds: [clientId],
      at,
      settled: false,
      restoring: [{ parameter, place, clientId }],
    }));
}
