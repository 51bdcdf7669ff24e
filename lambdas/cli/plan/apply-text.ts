import { sentence } from '../../core/findings.ts';
import { isWritten } from '../../core/inventory.ts';
import { wordsOf } from '../../core/log-line.ts';
import type { Outcome } from '../../core/report.ts';
import { counted } from '../counted.ts';
import { outcomeLine } from '../json-line.ts';
import type { Session } from '../session.ts';
import type { PoolSurvey } from '../survey.ts';
import { printable, type Terminal, wrap } from '../terminal.ts';
import { type Forecast, isChange, keyOf } from './forecast.ts';

/** What carrying out a plan came to. */
export interface CarriedOut {
  readonly surveys: readonly PoolSurvey[];
  /** Changes that were left alone, by their keys. */
  readonly moved: ReadonlyMap<string, Moved>;
}

/** What is no longer as it was shown: the change itself, or another one that its pool's pass would make beside it. */
export type Moved = 'itself' | 'beside';

const movedTexts: Readonly<Record<Moved, string>> = {
  itself: 'changed since it was shown: left alone',
  beside: 'left alone, since something else of its pool changed since it was shown',
};

/** Says what became of each change that was shown; answers whether all were made. */
export function tellOutcomes(
  { terminal, parts }: Session,
  forecast: Forecast,
  { surveys, moved }: CarriedOut,
  json: boolean,
): boolean {
  const changes = forecast.pools.flatMap(({ userPoolId, targets }) =>
    targets.filter(isChange).map(({ outcome }) => ({ userPoolId, outcome })),
  );
  const due = new Map(changes.map(({ outcome }) => [keyOf(outcome), outcome]));
  const isDone = (outcome: Outcome): boolean => !moved.has(keyOf(outcome)) && isMade(outcome);
  const concerned = surveys
    .flatMap(({ userPoolId, passes }) =>
      passes.flatMap(({ report }) => report.outcomes.map((outcome) => ({ userPoolId, outcome }))),
    )
    .filter(({ outcome }) => due.has(keyOf(outcome)) || outcome.action === 'failed');
  const told = new Set(concerned.map(({ outcome }) => keyOf(outcome)));
  const missing = changes.filter(({ outcome }) => !told.has(keyOf(outcome)));
  for (const { userPoolId, outcome } of [...concerned, ...missing]) {
    const shown = due.get(keyOf(outcome));
    if (json) terminal.print(outcomeLine(userPoolId, outcome));
    else if (isDone(outcome)) printDone(outcome, shown, terminal);
    else printLeft(outcome, whyLeft(outcome, shown === outcome, moved, parts.signal), terminal);
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

/** Of what only wanted its owner tags: that they were not refused. */
function isMade(outcome: Outcome): boolean {
  const isTagged = outcome.action === 'none' && outcome.notes.every(({ code }) => code !== 'owner-untagged');
  return isWritten(outcome) || isTagged;
}

/** With the notes that the plan could not show, since writing brought them. */
function printDone(outcome: Outcome, shown: Outcome | undefined, terminal: Terminal): void {
  const { action, code } = outcome;
  const byOthers = shown?.action === 'none' ? 'tagged' : 'in sync by now';
  const word = action === 'none' ? byOthers : code;
  terminal.print(`  ${terminal.paint('green', '✓')} ${subjectOf(outcome)}  ${word}`);
  const known = new Set(shown?.notes.map(sentence));
  for (const note of outcome.notes.map(sentence).filter((text) => !known.has(text))) explain(note, terminal);
}

function printLeft(outcome: Outcome, why: string | undefined, terminal: Terminal): void {
  const word = why ?? (outcome.action === 'none' ? 'not tagged' : outcome.code);
  terminal.print(`  ${terminal.paint('red', '✗')} ${subjectOf(outcome)}  ${word}`.trimEnd());
  if (why === undefined) explain(wordsOf(outcome), terminal);
}

function explain(text: string, terminal: Terminal): void {
  const indent = '      ';
  const width = terminal.width === undefined ? undefined : terminal.width - indent.length;
  for (const line of wrap(printable(text), width)) terminal.print(indent + line);
}

/** Undefined: the outcome's own sentence says it. `missing`: no pass came to it. */
function whyLeft(
  outcome: Outcome,
  missing: boolean,
  moved: CarriedOut['moved'],
  signal: AbortSignal,
): string | undefined {
  const what = moved.get(keyOf(outcome));
  if (what !== undefined) return movedTexts[what];
  if (signal.aborted && (missing || outcome.code === 'out-of-time')) return 'not begun';
  return missing ? 'not found again: left alone' : undefined;
}

function subjectOf({ clientName, parameter, place }: Outcome): string {
  return [clientName && printable(clientName), parameter, place].filter((part) => part !== undefined).join('  ');
}
