import type { PassReport } from '../core/report.ts';
import type { PoolRequest } from '../core/request.ts';
import { type PassContext, reconcile, type Sighting } from '../pass/pass.ts';
import type { Session } from './session.ts';

/** A pass that ran in this process; `sighting` is what it saw and planned, where it came so far. */
export interface Pass {
  readonly report: PassReport;
  readonly sighting: Sighting | undefined;
}

/** Runs one. It writes nothing where nothing consents. */
export async function passOver(
  session: Session,
  request: PoolRequest,
  {
    pools = session.pools,
    parameters = session.parameters,
    consents = () => false,
  }: Partial<Pick<PassContext, 'pools' | 'parameters' | 'consents'>> = {},
): Promise<Pass> {
  let sighting: Sighting | undefined;
  const report = await reconcile(request, {
    pools,
    parameters,
    deployment: session.deployment,
    consents(seen) {
      sighting = seen;
      return consents(seen);
    },
    inTurn: (look) => look(),
  });
  return { report, sighting };
}
