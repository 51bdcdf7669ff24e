import { type Finding, type FindingCode, sentence } from './findings.ts';
import type { Outcome } from './report.ts';

/**
 * What is said of an outcome. The fields are a contract (docs/architecture.md): the function's log and the command
 * line's `--json` have the same ones.
 */
export interface LogLine extends Pick<Outcome, 'action' | 'code' | 'reasons'> {
  readonly clientId: string | undefined;
  readonly clientName: string | undefined;
  readonly parameter: string | undefined;
  readonly place: string | undefined;
  readonly notes: readonly FindingCode[];
}

export function lineOf({ action, code, clientId, clientName, parameter, place, reasons, notes }: Outcome): LogLine {
  return { code, clientId, clientName, parameter, place, action, reasons, notes: notes.map((note) => note.code) };
}

/** The sentences: why it is as it is and what to do; where there is nothing to explain, the code. */
export function wordsOf({ finding, notes, place, parameter, code }: Outcome): string {
  const findings: readonly Finding[] = finding ? [finding] : notes;
  return findings.map(sentence).join(' ') || `${place} of ${parameter}: ${code}`;
}
