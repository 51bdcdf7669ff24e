import type { CallUnderWay, Fault } from '../local-aws/faults.ts';
import { AwsError } from '../local-aws/service.ts';
import type { World } from '../world.ts';

/** Whose calls go wrong, how often and when. */
export interface Choice {
  readonly operation: string;
  /** How many of the calls; all when left out. */
  readonly times?: number;
  /** Only calls that name this anywhere, e.g. a pool's id. */
  readonly about?: string;
  /** `after`: the call has its effect first. */
  readonly when?: 'before' | 'after';
}

/** Does this at the reconciler's own calls; nobody else's are touched. Returns what ends it. */
export function atCalls(
  world: World,
  { operation, times = Number.POSITIVE_INFINITY, about = '', when = 'before' }: Choice,
  act: (call: CallUnderWay) => Fault | Promise<undefined>,
): () => void {
  let left = times;
  return world.aws.dispatcher.interfere({
    [when]: (call: CallUnderWay) => {
      const chosen =
        call.operation === operation &&
        call.caller.arn === world.aws.callers.reconciler.arn &&
        JSON.stringify(call.input).includes(about);
      if (!chosen || left === 0) return undefined;
      left -= 1;
      return act(call);
    },
  });
}

/** Makes calls end in AWS's error of this code; from status 500 on the SDK retries it. */
export function refuse(world: World, choice: Choice, code: string, status = 400): () => void {
  return atCalls(world, choice, () => ({ kind: 'error', error: new AwsError(code, 'As the test wants it.', status) }));
}
