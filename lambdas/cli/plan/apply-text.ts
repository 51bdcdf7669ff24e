import { isWritten } from '../../core/inventory.ts';
import { wordsOf } from '../../core/log-line.ts';
import type { Outcome } from '../../core/report.ts';
import { counted } from '../counted.ts';
import { outcomeLine } from '../json-line.ts';
import type { Session } from '../session.ts';
import type { PoolSurvey } from '../survey.ts';
import { printable, type Terminal } from '../terminal.ts';
import { type Forecast, isChange, keyOf } from './forecast.ts';

/** What carrying out a plan came to. */
export interface CarriedOut {
  readonly surveys: readonly PoolSurvey[];
  /** Keys of changes that were left alone: what they rest on is no longer as it was shown. */
  readonly moved: ReadonlySet<string>;
}

/** Says what became of each change that was shown; answers whether all were made. */
export function tellOutcomes(
  { terminal, parts }: Session,
  forecast: Forecast,
  { surveys, moved }: CarriedOut,
  json: boolean,
): boolean {
  const due = new Set(forecast.pools.flatMap(({ targets }) => targets.filter(isChange).map((t) => keyOf(t.outcome))));
  const isDone = (outcome: Outcome): boolean =>
    (isWritten(outcome) || outcome.action === 'none') && !moved.has(keyOf(outcome));
  const concerned = surveys
    .flatMap(({ userPoolId, passes }) =>
      passes.flatMap(({ report }) => report.outcomes.map((outcome) => ({ userPoolId, outcome }))),
    )
    .filter(({ outcome }) => due.has(keyOf(outcome)) || outcome.action === 'failed');
  for (const { userPoolId, outcome } of concerned) {
    if (json) terminal.print(outcomeLine(userPoolId, outcome));
    else if (isDone(outcome)) printDone(outcome, terminal);
    else printLeft(outcome, whyLeft(outcome, moved, parts.signal), terminal);
  }
  const done = concerned.filter(({ outcome }) => isDone(outcome)).length;
  const all = done === forecast.changes;
  const words = all
    ? `${counted(done, 'change')} written.`
    : `${done} of ${counted(forecast.changes, 'change')} written.`;
  if (!json) terminal.print(terminal.paint('bold', words));
  if (!all) terminal.say('What is left: cognito-ssm-sync plan');
  return all;
}

function printDone(outcome: Outcome, terminal: Terminal): void {
  const { action, code, notes } = outcome;
  terminal.print(`  ${terminal.paint('green', '✓')} ${subjectOf(outcome)}  ${action === 'none' ? 'tagged' : code}`);
  if (notes.length > 0) terminal.print(`      ${wordsOf(outcome)}`);
}

function printLeft(outcome: Outcome, why: string | undefined, terminal: Terminal): void {
  terminal.print(`  ${terminal.paint('red', '✗')} ${subjectOf(outcome)}  ${why ?? outcome.code}`);
  if (why === undefined) terminal.print(`      ${wordsOf(outcome)}`);
}

/** Undefined: the outcome's own sentence says it. */
function whyLeft(outcome: Outcome, moved: CarriedOut['moved'], signal: AbortSignal): string | undefined {
  if (moved.has(keyOf(outcome))) return 'changed since it was shown: left alone';
  return signal.aborted && outcome.code === 'out-of-time' ? 'not begun' : undefined;
}

function subjectOf({ clientName, parameter, place }: Outcome): string {
  return [clientName && printable(clientName), parameter, place].filter((part) => part !== undefined).join('  ');
}
