import type { Clock } from '../pass/ports.ts';

/** By how much a share grows with what lies idle beside it: 1 or 2. */
export interface Idle {
  /** The event lane's half of everything. */
  readonly events: number;
  /** The quarter of the other invocation of the sweep lane. */
  readonly sweeps: number;
}

const nothing: Idle = { events: 1, sweeps: 1 };

/**
 * How long after it was sent a message is begun with, in milliseconds. A census counts for a second less, and what is
 * gained by it counts a second later: so in no second do both use one share, the one who has it and the one who had it
 * lent.
 */
export const grace = 5000;
const second = 1000;

/**
 * Who lies idle, counted in the queues by who needs more than its share: whoever has no message has no work. No lock is
 * needed, since nobody begins with a message before everybody who lives on its share must have counted anew.
 */
export class Census {
  readonly #clock: Clock;
  readonly #count: () => Promise<Idle>;
  #before = nothing;
  #found = nothing;
  #asked = Number.NEGATIVE_INFINITY;
  #answered = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  /** `count` looks into the queues. When it fails, nothing is taken to be idle. */
  constructor(clock: Clock, count: () => Promise<Idle>) {
    this.#clock = clock;
    this.#count = count;
  }

  /** What may be used now. */
  async idle(): Promise<Idle> {
    if (this.#clock.now() >= this.#asked + grace - second) {
      this.#asking ??= this.#ask();
      await this.#asking;
    }
    const { events, sweeps } = this.#before;
    return this.#clock.now() >= this.#answered + second
      ? this.#found
      : { events: Math.min(events, this.#found.events), sweeps: Math.min(sweeps, this.#found.sweeps) };
  }

  async #ask(): Promise<void> {
    const asked = this.#clock.now();
    const found = await this.#count().catch(() => nothing);
    // Who came since the last census has not begun yet; since an older one it may have come and gone.
    this.#before = asked < this.#asked + grace ? this.#found : nothing;
    this.#found = found;
    this.#asked = asked;
    this.#answered = this.#clock.now();
    this.#asking = undefined;
  }
}
