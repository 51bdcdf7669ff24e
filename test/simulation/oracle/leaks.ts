/** Invariant 6: every secret of the world was looked for in every log, metric, message, error and answer. */
import type { Evidence, Violation } from './oracle.ts';

export function judgeLeaks({ leaks }: Evidence): readonly Violation[] {
  return leaks.map(({ where, form }) => ({ invariant: 'no leak', found: `a secret stands in the ${where}, ${form}` }));
}
