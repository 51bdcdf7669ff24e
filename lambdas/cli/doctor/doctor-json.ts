import { jsonLine } from '../json-line.ts';
import { countOf, type Judgement } from './checks.ts';

/** One line a verdict: `code` is the check, `message`, `why` and `next` say it in words. The last line counts. */
export function* doctorLines(judgements: readonly Judgement[]): Generator<string> {
  for (const { check, verdicts } of judgements) {
    for (const { severity, message, fix, userPoolId, parameter } of verdicts) {
      const well = severity === 'ok';
      yield jsonLine({
        userPoolId,
        code: check.name,
        parameter,
        severity,
        message,
        ...(!well && { why: check.why }),
        next: fix,
      });
    }
  }
  const counts = {
    ok: countOf(judgements, 'ok'),
    warn: countOf(judgements, 'warn'),
    bad: countOf(judgements, 'bad'),
    unknown: countOf(judgements, 'unknown'),
  };
  yield jsonLine({ code: 'doctor', counts });
}
