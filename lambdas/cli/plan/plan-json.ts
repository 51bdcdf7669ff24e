import { jsonLine, outcomeLine } from '../json-line.ts';
import { type Forecast, isChange } from './forecast.ts';

/**
 * The plan as lines of JSON: one a target, as the function would log it, with `trigger` = `person`; `changes`,
 * `version` and `tags` besides. The last line, of code `plan`, has the counts.
 */
export function* forecastLines({ pools, inventory, changes }: Forecast): Generator<string> {
  for (const { userPoolId, targets } of pools) {
    for (const target of targets) {
      const { outcome, comparison, version, tags } = target;
      yield outcomeLine(userPoolId, outcome, {
        ...(version !== undefined && { version }),
        // What is blocked or waits would change, and does not.
        changes: isChange(target) ? comparison.filter(({ change }) => change !== 'same') : [],
        tags,
      });
    }
  }
  yield jsonLine({ code: 'plan', pools: pools.length, changes, counts: inventory });
}
