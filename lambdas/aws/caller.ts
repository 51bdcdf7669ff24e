import { CallError } from '../core/findings.ts';
import { type CalledWith, classify, errorName } from './errors.ts';
import type { OperationClass, Pace } from './pace.ts';

/** What a call is about, for its pace and for what is said when it fails. */
export interface About extends Pick<CalledWith, 'operation' | 'parameter'> {
  readonly pace: OperationClass;
  /** The pool of a Cognito call. */
  readonly userPoolId?: string;
  /** Errors of these names are an answer, `undefined`, and no failure. */
  readonly answers?: readonly string[];
}

/** Every call to AWS goes through here: paced, counted, stopped at the signal, its errors turned into findings. */
export class Caller {
  readonly #pace: Pace;
  readonly #signal: AbortSignal | undefined;
  readonly #count: (operation: string) => void;

  constructor(pace: Pace, count: (operation: string) => void, signal?: AbortSignal) {
    this.#pace = pace;
    this.#count = count;
    this.#signal = signal;
  }

  /** The answer; throws a `CallError` with the finding when there is none. */
  async call<Answer extends { readonly $metadata: { readonly attempts?: number | undefined } }>(
    about: About,
    send: (options: { abortSignal?: AbortSignal }) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const { operation, userPoolId } = about;
    const signal = this.#signal;
    try {
      await this.#pace.turn(about.pace, userPoolId === undefined ? undefined : { operation, userPoolId }, signal);
      signal?.throwIfAborted();
      this.#count(operation);
      const answer = await send(signal ? { abortSignal: signal } : {});
      if ((answer.$metadata.attempts ?? 1) > 1) this.#pace.putOff(about.pace);
      return answer;
    } catch (error) {
      if (about.answers?.includes(errorName(error))) return undefined;
      throw new CallError(classify(error, { ...about, signal }));
    }
  }
}
