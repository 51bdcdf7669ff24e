import type { Clock } from '../pass/ports.ts';

/**
 * How fast we may call. AWS's quotas are the account's: people and pipelines need them too, so all of our functions
 * together take two thirds at most, shared out statically over the concurrency that the stack allows: two invocations
 * of each lane. Sweeps read most, events write most.
 *
 *   operation class                | quota/s | ours/s | one sweep invocation | one event invocation
 *   -------------------------------+---------+--------+----------------------+---------------------
 *   Cognito client reads           |   15    | 10     | 40 % = 4             | 10 % = 1
 *   Cognito pool reads             |   15    | 10     | 40 % = 4             | 10 % = 1
 *   each Cognito operation, a pool |    5    | 3⅓     | 60 % = 2 (*)         | 20 % = ⅔
 *   Parameter Store reads          |   40    | 26⅔    | 25 % = 6⅔            | 25 % = 6⅔
 *   Parameter Store writes         |    3    | 2      | 25 % = ½             | 25 % = ½
 *   tagging index reads            |    5    | 3⅓     | 25 %                 | 25 %
 *   queue calls                    |  300    | 200    | 25 %                 | 25 %
 *
 *   (*) sweep messages are grouped by pool, so only one sweep invocation is ever at a pool.
 *
 * Calls of a class are spaced evenly, without bursts: no second sees more than the rate. Describing parameters counts
 * as a write, for it happens only before one and has a low quota of its own.
 */
export type Lane = 'sweep' | 'event';

export const quotas = {
  'client-read': { perSecond: 15, sweep: 0.4, event: 0.1 },
  'pool-read': { perSecond: 15, sweep: 0.4, event: 0.1 },
  'operation-of-pool': { perSecond: 5, sweep: 0.6, event: 0.2 },
  'parameter-read': { perSecond: 40, sweep: 0.25, event: 0.25 },
  'parameter-describe': { perSecond: 3, sweep: 0.25, event: 0.25 },
  'parameter-write': { perSecond: 3, sweep: 0.25, event: 0.25 },
  'index-read': { perSecond: 5, sweep: 0.25, event: 0.25 },
  queue: { perSecond: 300, sweep: 0.25, event: 0.25 },
} as const;

export type OperationClass = keyof typeof quotas;

/** The share of every quota that this project allows itself. */
export const shareOfQuota = 2 / 3;

/** Spaces calls of one lane. One for each function environment: it remembers when the next call of a class may start. */
export class Pace {
  readonly #clock: Clock;
  readonly #lane: Lane;
  readonly #next = new Map<string, number>();

  constructor(clock: Clock, lane: Lane) {
    this.#clock = clock;
    this.#lane = lane;
  }

  /**
   * Waits for this call's turn; `of` names the pool of a Cognito call, whose operations have a rate of their own.
   * Nothing is set aside for a call that waits: one that waits for its pool must not hold up the other pools.
   */
  async turn(
    operationClass: OperationClass,
    of?: { readonly operation: string; readonly userPoolId: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const rates: [string, OperationClass][] = [[operationClass, operationClass]];
    if (of) rates.push([`${of.operation} ${of.userPoolId}`, 'operation-of-pool']);
    for (;;) {
      const now = this.#clock.now();
      const start = Math.max(now, ...rates.map(([key]) => this.#next.get(key) ?? now));
      if (start <= now) {
        for (const [key, quota] of rates) this.#next.set(key, now + 1000 / this.#rate(quota));
        if (this.#next.size > 1000) this.#forget(now);
        return;
      }
      await this.#clock.sleep(start - now, signal);
    }
  }

  #rate(operationClass: OperationClass): number {
    return quotas[operationClass].perSecond * shareOfQuota * quotas[operationClass][this.#lane];
  }

  /** Drops what no longer delays anybody, so that a long-lived environment does not remember every pool. */
  #forget(now: number): void {
    for (const [key, next] of this.#next) if (next <= now) this.#next.delete(key);
  }
}
