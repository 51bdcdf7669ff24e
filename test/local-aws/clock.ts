/** What this AWS takes its time from: a clock that tests move by hand, or the machine's. */
import type { Clock } from '../../lambdas/pass/ports.ts';

export interface TimerOptions {
  /** A background timer (a recurring schedule) runs when its time comes but is no work that anybody waits for. */
  readonly background?: boolean;
  /** What waits, for the message when the world does not come to rest. */
  readonly what?: string;
}

export interface AwsClock extends Clock {
  /** Runs `run` when the clock reaches `time`; at the same time: in the order of these calls. Returns what cancels it. */
  at(time: number, run: () => void, options?: TimerOptions): () => void;
  /** Says that something just happened. */
  touch(): void;
  /** For work that truly leaves the event loop (a real timer, a file): the clock does not move on before it ends. */
  occupy<Result>(work: Promise<Result>): Promise<Result>;
  /**
   * For the work of another process, which has a time of its own: while it works, time goes on as fast as there, which
   * is `speed` times the machine's.
   */
  accompany<Result>(work: Promise<Result>, speed: number): Promise<Result>;
}
