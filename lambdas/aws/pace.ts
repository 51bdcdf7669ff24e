import type { Clock } from '../pass/ports.ts';
import type { Census, Idle } from './census.ts';

/**
 * How fast we may call. AWS's quotas are the account's: people and pipelines need them too, so all of our functions
 * together take two thirds at most. Four invocations can be at work at once, two of each lane, and each has a quarter
 * of these two thirds for sure. Sweep messages are grouped by pool, so only one sweep invocation is ever at a pool:
 * of an operation on one pool it has half.
 *
 *   operation class                | quota/s | ours/s | a sweep invocation, for sure | an event invocation
 *   -------------------------------+---------+--------+------------------------------+--------------------
 *   Cognito client reads           |   15    | 10     | 25 % = 2½                    | 25 % = 2½
 *   Cognito pool reads             |   15    | 10     | 25 % = 2½                    | 25 % = 2½
 *   each Cognito operation, a pool |    5    | 3⅓     | 50 % = 1⅔                    | 25 % = ⅚
 *   Parameter Store reads          |   40    | 26⅔    | 25 % = 6⅔                    | 25 % = 6⅔
 *   Parameter Store writes         |    3    | 2      | 25 % = ½                     | 25 % = ½
 *   tagging index reads            |    5    | 3⅓     | 25 %                         | 25 %
 *   queue calls                    |  300    | 200    | 25 %                         | 25 %
 *
 * A sweep invocation that would have to wait uses what lies idle beside it, as the census of the queues tells:
 *
 *   idle                                        | classes      | each operation, a pool
 *   --------------------------------------------+--------------+-----------------------
 *   the event lane                              | 25 % → 50 %  | 50 % → 100 %
 *   the other sweep invocation                  | 25 % → 50 %  | has nothing of it
 *   both                                        | 25 % → 100 % | 50 % → 100 %
 *
 * The sweep queue's count is exact, so the sweep lane never uses more than the whole. The events queue's is approximate:
 * if it says nothing of messages that are being worked on, that is the whole and the event lane's half, 1½ × ⅔ of the
 * quota, which is just the quota.
 *
 * A person at the command line takes what is left to people: a third of each quota, half as much as all invocations
 * together; and twice that while both queues are empty.
 *
 * Calls of a class are spaced evenly, without bursts: no second sees more of one invocation than its rate, rounded up.
 * Only of writes that can come to more than the quota, when four invocations begin one at once: the SDK tries the fourth
 * again, and that invocation moves its turns. Describing parameters counts as a write, for it happens only before one
 * and has a low quota of its own.
 */
export type Lane = 'sweep' | 'event' | 'person';

const quarter = { sweep: 0.25, event: 0.25, person: 0.5 } as const;

export const quotas = {
  'client-read': { perSecond: 15, ...quarter },
  'pool-read': { perSecond: 15, ...quarter },
  'operation-of-pool': { perSecond: 5, sweep: 0.5, event: 0.25, person: 0.5 },
  'parameter-read': { perSecond: 40, ...quarter },
  'parameter-describe': { perSecond: 3, ...quarter },
  'parameter-write': { perSecond: 3, ...quarter },
  'index-read': { perSecond: 5, ...quarter },
  queue: { perSecond: 300, ...quarter },
  // What the command line reads about the deployment itself, of several services: the least of their quotas.
  'deployment-read': { perSecond: 10, ...quarter },
  // TagResource and UntagResource of Cognito, which only people call.
  'pool-tag': { perSecond: 5, ...quarter },
} as const;

export type OperationClass = keyof typeof quotas;

/** The share of every quota that this project allows itself. */
export const shareOfQuota = 2 / 3;

/** The longest time between two calls of a class, in milliseconds: of writes, half a one a second. */
const longestGap = 2000;

/** Spaces the calls of one invocation. */
export class Pace {
  readonly #clock: Clock;
  readonly #lane: Lane;
  readonly #starts: Map<string, number>;
  readonly #census: Census | undefined;

  /**
   * `starts`: when the last call of a class was started, in this function environment. `census`: of those whose idle
   * shares may be used; nobody's when left out.
   */
  constructor(clock: Clock, lane: Lane, starts: Map<string, number> = new Map(), census?: Census) {
    this.#clock = clock;
    this.#lane = lane;
    this.#starts = starts;
    this.#census = census;
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
      let wait = this.#wait(rates);
      // The census is calls to the queues itself, so it is not taken for those.
      if (wait > 0 && this.#census && operationClass !== 'queue') wait = this.#wait(rates, await this.#census.idle());
      if (wait <= 0) break;
      await this.#clock.sleep(wait, signal);
    }
    const now = this.#clock.now();
    for (const [key] of rates) this.#starts.set(key, now);
    if (this.#starts.size > 1000) this.#forget(now);
  }

  /**
   * Counts the next turns of a class from now: a call of it had to be tried again and took until now. Four that write
   * every two seconds can all do so in the same one, again and again; so whoever is throttled moves to another time.
   */
  putOff(operationClass: OperationClass): void {
    this.#starts.set(operationClass, this.#clock.now());
  }

  /** Milliseconds until a call of all these rates may start. */
  #wait(rates: readonly [string, OperationClass][], idle?: Idle): number {
    const now = this.#clock.now();
    return Math.max(
      ...rates.map(([key, quota]) => (this.#starts.get(key) ?? -longestGap) + this.#gap(quota, idle) - now),
    );
  }

  #gap(operationClass: OperationClass, idle: Idle = { events: 1, sweeps: 1 }): number {
    const { perSecond, [this.#lane]: share } = quotas[operationClass];
    return 1000 / (perSecond * shareOfQuota * share * this.#lent(operationClass, idle));
  }

  #lent(operationClass: OperationClass, { events, sweeps }: Idle): number {
    if (this.#lane === 'person') return Math.min(events, sweeps);
    return operationClass === 'operation-of-pool' ? events : events * sweeps;
  }

  /** Drops what no longer delays anybody, so that a long-lived environment does not remember every pool. */
  #forget(now: number): void {
    for (const [key, start] of this.#starts) if (start + longestGap <= now) this.#starts.delete(key);
  }
}
