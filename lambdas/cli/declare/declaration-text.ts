import type { UserPool } from '../../core/user-pool.ts';
import { jsonLine } from '../json-line.ts';
import { forecastLines } from '../plan/plan-json.ts';
import { printForecast } from '../plan/plan-text.ts';
import type { Session } from '../session.ts';
import { cloudFormation } from '../template.ts';
import { printable, type Style, type Terminal } from '../terminal.ts';
import type { Consequence, Ended } from './consequence.ts';

/** A tag of a user pool before and after; undefined: there is none. */
export interface TagChange {
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The tags that change, then what that changes in the plan. */
export function printConsequence(
  changes: readonly TagChange[],
  { forecast, ended }: Consequence,
  terminal: Terminal,
): void {
  terminal.print(terminal.paint('bold', changes.length === 1 ? 'The tag' : 'The tags'));
  for (const change of changes) {
    const [mark, style] = markOf(change);
    const values = [...new Set([change.before, change.after])].filter((value) => value !== undefined).map(printable);
    terminal.print(`  ${terminal.paint(style, mark)} ${printable(change.key)} = ${values.join('  →  ')}`);
  }
  terminal.print();
  const [pool] = forecast.pools;
  if (pool && pool.targets.length > 0) printForecast(forecast, terminal, false);
  else if (ended.length === 0) terminal.print('It changes nothing in the plan.');
  if (ended.length === 0) return;
  terminal.print(terminal.paint('bold', 'No longer declared'));
  for (const one of ended) {
    const { clientName, clientId = '', parameter = '', place = '' } = one.target.outcome;
    terminal.print(`  - ${printable(clientName ?? clientId)}  ${parameter}  ${place}  ${fateOf(one)}`);
  }
  terminal.print();
}

function markOf({ before, after }: TagChange): readonly [mark: string, style: Style] {
  if (before === after) return ['=', 'dim'];
  if (before === undefined) return ['+', 'green'];
  return after === undefined ? ['-', 'red'] : ['~', 'yellow'];
}

/** What becomes of a target that nothing declares any more. */
function fateOf({ target, successor }: Ended): string {
  const { action } = target.outcome;
  if (action === 'rejected') return 'was not given to it';
  if (successor) return `goes to ${printable(successor.outcome.clientName ?? '')}`;
  if (action === 'none' || action === 'update') return 'what is written stays, and is not kept right';
  return action === 'create' || action === 'waiting' ? 'is not created' : 'nothing is written';
}

/** How to accept what is left behind. */
export function releasesOf({ forecast, ended }: Consequence): readonly string[] {
  const orphans = forecast.pools
    .flatMap(({ targets }) => targets)
    .filter(({ outcome }) => outcome.action === 'orphaned');
  const left = ended.filter((one) => !one.successor && ['none', 'update'].includes(one.target.outcome.action));
  return [...orphans, ...left.map(({ target }) => target)].map(
    ({ outcome: { parameter, place } }) => `cognito-ssm-sync release ${parameter} --place ${place}`,
  );
}

/** The same as lines of JSON, then a line of code `declared` or `undeclared` with the tags as they are now. */
export function* consequenceLines(
  changes: readonly TagChange[],
  { forecast, ended }: Consequence,
  userPoolId: string,
): Generator<string> {
  yield* forecastLines(forecast);
  yield jsonLine({
    code: changes.some(({ after }) => after !== undefined) ? 'declared' : 'undeclared',
    userPoolId,
    tags: changes,
    ended: ended.map(
      ({
        target: {
          outcome: { clientId, parameter, place },
        },
      }) => ({ clientId, parameter, place }),
    ),
  });
}

/** Says who else writes the pool's tags, as far as it shows. */
export function warnOfInfrastructure({ tags }: UserPool, changes: readonly TagChange[], terminal: Terminal): void {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack === undefined) return;
  const logicalId = tags['aws:cloudformation:logical-id'] ?? 'UserPool';
  const wanted = changes.flatMap(({ key, after }) => (after === undefined ? [] : [[key, after] as const]));
  terminal.say(
    terminal.paint('yellow', `CloudFormation made this pool (stack ${printable(stack)}, ${printable(logicalId)}).`),
  );
  if (wanted.length === 0) {
    terminal.say('If the tag stands in its template, a next update of the stack brings it back: remove it there, too.');
    return;
  }
  terminal.say('A next update of the stack may take the tag away again. Put it into the template instead:');
  terminal.say('');
  for (const line of cloudFormation(logicalId, Object.fromEntries(wanted)).split('\n'))
    terminal.say(`  ${printable(line)}`);
  terminal.say('');
}

/** When the change takes effect. */
export function sayWhen({ terminal, found }: Session, apply: string): void {
  if (found.arn === undefined)
    terminal.say(`Nothing is deployed here that would act on it. Carry it out with: ${apply}`);
  else if (found.configuration.mode === 'report')
    terminal.say(`The deployment only reports (MODE=report). Carry it out with: ${apply}`);
  else
    terminal.say(
      `The function acts on it when CloudTrail has told it, usually within minutes, and by its next sweep at the latest. At once: ${apply}`,
    );
}
