import { lineOf, wordsOf } from '../core/log-line.ts';
import type { Outcome } from '../core/report.ts';

/** A line of JSON as the log has it; the trigger tells it from the function's. */
export function jsonLine(fields: object): string {
  return JSON.stringify({ v: 1, trigger: 'person', ...fields });
}

/** An outcome, as the function would log it; `more` is what only a person is told. */
export function outcomeLine(userPoolId: string | undefined, outcome: Outcome, more: object = {}): string {
  return jsonLine({ userPoolId, ...lineOf(outcome), message: wordsOf(outcome), ...more });
}
