/** The machine's time, for an AWS that people use. */
import { systemClock } from '../../lambdas/aws/system-clock.ts';
import type { AwsClock } from './clock.ts';

/** `setTimeout` takes no more than 2^31 - 1 milliseconds, 24.8 days; a message may be kept for longer. */
const longest = 2_147_483_647;

export class RealClock implements AwsClock {
  readonly #timers = new Set<NodeJS.Timeout>();

  now(): number {
    return systemClock.now();
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(milliseconds, signal);
  }

  at(time: number, run: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = Math.max(0, time - this.now());
      const act = (): void => {
        this.#timers.delete(timer);
        if (left > longest) wait();
        else run();
      };
      timer = setTimeout(act, Math.min(left, longest));
      this.#timers.add(timer);
    };
    wait();
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  touch(): void {}

  occupy<Result>(work: Promise<Result>): Promise<Result> {
    return work;
  }

  accompany<Result>(work: Promise<Result>): Promise<Result> {
    return work;
  }

  /** Nothing happens any more. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
