import { jsonLine, outcomeLine } from '../json-line.ts';
import type { Overview } from './overview.ts';
import { percentInSync } from './standing.ts';

/**
 * The status as lines of JSON: one a target, as the function would log it; after those of a pool one of code `pool`
 * with its counts; the last one, of code `status`, has the counts of all. `changedAt`: when a parameter was last written.
 */
export function* overviewLines({ pools, tally, tagsDue, at, region, deployment }: Overview): Generator<string> {
  for (const { userPoolId, name, gone, targets, tally, changedAt } of pools) {
    for (const { outcome, changedAt } of targets) {
      yield outcomeLine(userPoolId, outcome, { changedAt });
    }
    yield jsonLine({ code: 'pool', userPoolId, name, gone, counts: tally.inventory, changedAt });
  }
  const percent = percentInSync(tally);
  const counts = tally.inventory;
  yield jsonLine({
    code: 'status',
    deployment,
    region,
    at,
    pools: pools.length,
    percent,
    tagsDue,
    counts,
  });
}
