import { type Finding, sentence } from '../../core/findings.ts';
import type { Outcome } from '../../core/report.ts';
import { standingOf } from './standing.ts';

/** Something to be told once, of however many outcomes it is the reason. */
export interface Remark {
  readonly userPoolId: string;
  readonly poolName: string | undefined;
  readonly code: Finding['code'];
  /** What was found, and what to do. */
  readonly sentence: string;
  /** Whom it is about, where it is about one client only. */
  readonly clientName: string | undefined;
  readonly count: number;
}

interface OfPool {
  readonly userPoolId: string;
  readonly poolName: string | undefined;
  readonly outcome: Outcome;
}

/** Why each of those that need a person does. */
export function needing(outcomes: readonly OfPool[]): readonly Remark[] {
  return remarks(
    outcomes
      .filter(({ outcome }) => standingOf(outcome) === 'needs a person')
      .map((one) => ({ ...one, findings: one.outcome.finding ? [one.outcome.finding] : [] })),
  );
}

/** What is worth knowing of those that do not. */
export function noted(outcomes: readonly OfPool[]): readonly Remark[] {
  return remarks(
    outcomes
      .filter(({ outcome }) => standingOf(outcome) !== 'needs a person')
      .map((one) => ({ ...one, findings: one.outcome.notes })),
  );
}

function remarks(found: readonly (OfPool & { readonly findings: readonly Finding[] })[]): readonly Remark[] {
  const each = found.flatMap(({ userPoolId, poolName, outcome, findings }) =>
    findings.map((finding) => ({
      userPoolId,
      poolName,
      code: finding.code,
      sentence: sentence(finding),
      clientName: outcome.clientName,
    })),
  );
  const groups = Map.groupBy(each, (remark) => `${remark.userPoolId} ${remark.sentence}`).values();
  return [...groups].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const alone = group.every(({ clientName }) => clientName === first.clientName);
    return [{ ...first, clientName: alone ? first.clientName : undefined, count: group.length }];
  });
}
