/** What can go wrong with a call, chosen by tests call by call: before its effect or after it. */
import type { AwsClock } from './clock.ts';
import { currentExecution, executionOf } from './execution.ts';
import type { AwsError, Call, Json } from './service.ts';

export type Fault =
  /** AWS refuses, throttles or breaks (`status` 500 and above). */
  | { readonly kind: 'error'; readonly error: AwsError }
  /** No answer comes; the caller gives up `milliseconds` later (0 when left out). */
  | { readonly kind: 'time-out'; readonly milliseconds?: number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The Lambda run that made the call dies on the spot. */
  | { readonly kind: 'crash' };

export interface CallUnderWay extends Call {
  readonly service: string;
  readonly input: Json;
  /** In `after`: the error it ended with, if any. */
  readonly errorCode?: string;
  /** In `after`: what it answers, unless it ended with an error. */
  readonly result?: Json;
}

/** May also act by itself, as another writer at that very moment. */
type Hook = (call: CallUnderWay) => Fault | undefined | Promise<Fault | undefined>;

export interface Interference {
  readonly before?: Hook;
  readonly after?: Hook;
}

/** The connection broke: whether the call had its effect, the caller cannot know. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The meddlers of one AWS, in the order they came. */
export class Interferences {
  readonly #clock: AwsClock;
  readonly #all = new Set<Interference>();

  constructor(clock: AwsClock) {
    this.#clock = clock;
  }

  /** Returns what ends it. */
  add(interference: Interference): () => void {
    this.#all.add(interference);
    return () => {
      this.#all.delete(interference);
    };
  }

  /** Asks each meddler in turn and does what it says; throws what the caller shall see. */
  async strike(moment: keyof Interference, call: CallUnderWay): Promise<void> {
    for (const interference of [...this.#all]) {
      const fault = await interference[moment]?.(call);
      if (fault) await this.#apply(fault, call);
    }
  }

  async #apply(fault: Fault, call: CallUnderWay): Promise<void> {
    switch (fault.kind) {
      case 'error':
        throw fault.error;
      case 'time-out':
        if (fault.milliseconds !== undefined) await this.#clock.sleep(fault.milliseconds);
        throw new NoAnswer('the request timed out');
      case 'delay':
        return this.#clock.sleep(fault.milliseconds);
      case 'crash': {
        const execution = executionOf(call.caller.accessKeyId);
        if (execution === undefined) throw new Error('only a call from within a Lambda function can crash it');
        execution.kill('Runtime exited with error: signal: killed');
        // The dispatcher lets the dead go no further; of another process's call there is nobody left to answer.
        if (currentExecution() === undefined) throw new NoAnswer('the caller was killed');
        return;
      }
      default:
        return fault satisfies never;
    }
  }
}
