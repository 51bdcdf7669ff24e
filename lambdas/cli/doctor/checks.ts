import { deploymentChecks } from './deployment-checks.ts';
import { eventChecks } from './event-checks.ts';
import type { Facts } from './facts.ts';
import { parameterChecks } from './parameter-checks.ts';
import { poolChecks } from './pool-checks.ts';
import { sweepChecks } from './sweep-checks.ts';
import type { Check, Severity, Verdict } from './verdict.ts';

/** All checks, in the order in which they are told. */
export const checks: Readonly<Record<string, readonly Check[]>> = {
  Deployment: deploymentChecks,
  Sweeps: sweepChecks,
  Events: eventChecks,
  'User pools': poolChecks,
  Parameters: parameterChecks,
};

/** What one check said. */
export interface Judgement {
  readonly subject: string;
  readonly check: Check;
  readonly verdicts: readonly Verdict[];
}

/** What all checks say; a thing said twice by one of them is said once. */
export function judgeAll(facts: Facts): readonly Judgement[] {
  const { region } = facts.configuration.deployment;
  return Object.entries(checks).flatMap(([subject, ofSubject]) =>
    ofSubject.map((check) => ({
      subject,
      check,
      verdicts: once(check.judge(facts).map((verdict) => inRegion(verdict, region))),
    })),
  );
}

/** Commands of AWS's are told with the region: the person may have chosen another one for this command alone. */
function inRegion(verdict: Verdict, region: string): Verdict {
  const fix = verdict.fix?.replace(/\baws (?=[a-z-]+ [a-z]+-[a-z-]+ )/g, `aws --region ${region} `);
  return { ...verdict, ...(fix !== undefined && { fix }) };
}

function once(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...new Map(verdicts.map((verdict) => [JSON.stringify(verdict), verdict])).values()];
}

export function countOf(judgements: readonly Judgement[], severity: Severity): number {
  return judgements.flatMap(({ verdicts }) => verdicts).filter((verdict) => verdict.severity === severity).length;
}
