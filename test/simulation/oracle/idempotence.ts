/** Invariant 2: the sweep after the one that put everything right changes nothing. */
import type { Evidence, Violation } from './oracle.ts';

export function judgeIdempotence({ chronicle, milestones, hasRested }: Evidence): readonly Violation[] {
  if (!hasRested)
    return [{ invariant: 'idempotence', found: 'it writes and writes, though nobody else does anything' }];
  return chronicle.calls
    .filter(({ order, deployment }) => deployment !== undefined && order >= milestones.swept)
    .filter(
      ({ operation, errorCode }) =>
        errorCode === undefined && (operation === 'PutParameter' || operation === 'AddTagsToResource'),
    )
    .map(({ operation, input, deployment }) => ({
      invariant: 'idempotence',
      found: `${deployment} still calls ${operation} for ${String(input.Name ?? input.ResourceId)}, a sweep after the one that had to put everything right`,
    }));
}
