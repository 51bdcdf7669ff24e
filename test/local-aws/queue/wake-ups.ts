/**
 * Tells a queue's consumers when a message may have become receivable. A hidden message of a queue with consumers keeps
 * the clock busy, for it will be delivered again; one of a queue that nobody reads does not.
 */
import type { AwsClock } from '../clock.ts';
import type { Message } from './message.ts';

export class WakeUps {
  readonly #clock: AwsClock;
  readonly #what: string;
  readonly #consumers = new Set<() => void>();
  readonly #timers = new Map<Message, () => void>();

  /** `what` names the queue when the clock says what it waits for. */
  constructor(clock: AwsClock, what: string) {
    this.#clock = clock;
    this.#what = what;
  }

  add(consumer: () => void, messages: readonly Message[]): () => void {
    this.#consumers.add(consumer);
    for (const message of messages) this.plan(message);
    return () => {
      this.#consumers.delete(consumer);
      if (this.#consumers.size === 0) for (const message of [...this.#timers.keys()]) this.forget(message);
    };
  }

  /** At once for a visible message, otherwise when its time comes; replaces what was planned for it. */
  plan(message: Message): void {
    this.forget(message);
    if (this.#consumers.size === 0) return;
    if (message.visibleAt <= this.#clock.now()) {
      this.announce();
      return;
    }
    const wake = (): void => {
      this.#timers.delete(message);
      this.announce();
    };
    this.#timers.set(message, this.#clock.at(message.visibleAt, wake, { what: `a hidden message of ${this.#what}` }));
  }

  forget(message: Message): void {
    this.#timers.get(message)?.();
    this.#timers.delete(message);
  }

  announce(): void {
    for (const consumer of [...this.#consumers]) consumer();
  }
}
