/**
 * Time as the tests move it. Nothing here waits in real time: a sleep ends when the clock is moved past it. After every
 * timer everything asynchronous that it set off is let finish first, so an advanced hour holds all that happens within
 * it, in the same order on every run.
 */
import { setTimeout as realTime, setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import type { AwsClock, TimerOptions } from './clock.ts';

interface Timer {
  readonly time: number;
  readonly background: boolean;
  readonly what: string;
  readonly run: () => void;
}

/** SQS's longest visibility time-out: whatever is under way moves on within it. */
const twelveHours = 12 * 3_600_000;
/** Promise chains end within one turn of the event loop; the others are for code that uses `setImmediate` itself. */
const quietTurns = 3;
/** Milliseconds of the machine's time that another process is given at once. */
const slice = 5;

export class VirtualClock implements AwsClock {
  #now: number;
  /** In the order they were planned. */
  #timers: readonly Timer[] = [];
  #activity = 0;
  #occupied = 0;
  #onFree: (() => void)[] = [];
  /** How much work of other processes it goes along with, and what ends that. */
  #companions = 0;
  #alone = new AbortController();
  #moving = false;

  /** Starts at `start`, milliseconds since the epoch. */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = (): void => {
        cancel();
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const cancel = this.at(this.#now + milliseconds, wake, { what: `a sleep of ${milliseconds} ms` });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  at(time: number, run: () => void, { background = false, what = 'a timer' }: TimerOptions = {}): () => void {
    const timer: Timer = { time: Math.max(time, this.#now), background, what, run };
    this.#timers = [...this.#timers, timer];
    this.touch();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Makes `settle` look once more. */
  touch(): void {
    this.#activity += 1;
  }

  /** Settling waits for it. */
  async occupy<Result>(work: Promise<Result>): Promise<Result> {
    this.#occupied += 1;
    try {
      return await work;
    } finally {
      this.#occupied -= 1;
      this.touch();
      if (this.#occupied === 0) for (const resume of this.#onFree.splice(0)) resume();
    }
  }

  /** Its calls may need time to pass (a quota, a delay), so the clock is not held: it is moved along. */
  async accompany<Result>(work: Promise<Result>, speed: number): Promise<Result> {
    this.#companions += 1;
    if (this.#companions === 1) void this.#moveAlong(speed, this.#alone.signal);
    try {
      return await work;
    } finally {
      this.#companions -= 1;
      if (this.#companions === 0) {
        this.#alone.abort();
        this.#alone = new AbortController();
      }
      this.touch();
    }
  }

  async #moveAlong(speed: number, alone: AbortSignal): Promise<void> {
    try {
      while (!alone.aborted) {
        const began = performance.now();
        await this.occupy(realTime(slice, undefined, { signal: alone }));
        await this.sleep(Math.round(speed * (performance.now() - began)), alone);
      }
    } catch (error) {
      if (!alone.aborted) throw error;
    }
  }

  /** Lets everything finish that needs no time to pass. */
  settle(): Promise<void> {
    return this.advance(0);
  }

  /** Moves time on, stopping at every timer that is due on the way. */
  advance(milliseconds: number): Promise<void> {
    return this.#move(async () => {
      const end = this.#now + milliseconds;
      await this.#drain();
      while (await this.#step(end)) {}
      this.#now = end;
    });
  }

  /**
   * Moves time on until nothing is under way: no sleep, no delayed delivery, no hidden message that a function will get
   * again. Schedules fire if time passes them, but nobody waits for them. Throws when work is left after the limit.
   */
  runUntilIdle(limitMilliseconds: number = twelveHours): Promise<void> {
    return this.#move(async () => {
      const end = this.#now + limitMilliseconds;
      await this.#drain();
      while (this.#timers.some(({ background }) => !background)) {
        if (!(await this.#step(end)))
          throw new Error(`still under way after ${limitMilliseconds} ms: ${this.#waiting()}`);
      }
    });
  }

  /** Moves time on just as far as `promise` needs to settle, and answers as it does. Throws when time cannot settle it. */
  async finish<Result>(promise: Promise<Result>, limitMilliseconds: number = twelveHours): Promise<Result> {
    let settled = false;
    const note = (): void => {
      settled = true;
    };
    promise.then(note, note);
    await this.#move(async () => {
      const end = this.#now + limitMilliseconds;
      await this.#drain();
      while (!settled) {
        if (!(await this.#step(end))) throw new Error(`not settled within ${limitMilliseconds} ms: ${this.#waiting()}`);
      }
    });
    return promise;
  }

  /** Runs the next timer due by `end`; false when there is none. */
  async #step(end: number): Promise<boolean> {
    const due = this.#timers.filter(({ time }) => time <= end);
    const [first, ...others] = due;
    if (first === undefined) return false;
    const next = others.reduce((one, other) => (other.time < one.time ? other : one), first);
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#now = next.time;
    next.run();
    await this.#drain();
    return true;
  }

  async #drain(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; ) {
      if (this.#occupied > 0) await new Promise<void>((resolve) => this.#onFree.push(resolve));
      const seen = this.#activity;
      await turnOfTheEventLoop();
      quiet = this.#activity === seen && this.#occupied === 0 ? quiet + 1 : 0;
    }
  }

  /** One mover at a time: two would each think that time is theirs. */
  async #move(run: () => Promise<void>): Promise<void> {
    if (this.#moving) throw new Error('the clock is being moved already: await that first');
    this.#moving = true;
    try {
      await run();
    } finally {
      this.#moving = false;
    }
  }

  #waiting(): string {
    const foreground = this.#timers.filter(({ background }) => !background);
    return foreground.map(({ what, time }) => `${what} until ${new Date(time).toISOString()}`).join('; ') || 'no timer';
  }
}
