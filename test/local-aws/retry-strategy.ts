/**
 * The SDK's standard retries on the virtual clock: which errors, how many attempts and the retry budget are the SDK's
 * own code; only the waiting is done here, in virtual time.
 */
import { MAXIMUM_RETRY_DELAY, Retry, StandardRetryStrategy } from '@smithy/core/retry';
import type { AwsClock } from './clock.ts';

type Refresh = StandardRetryStrategy['refreshRetryTokenForRetry'];

/** Tells the SDK's strategy to wait nothing itself. */
const noBackoff = { setDelayBase(): void {}, computeNextBackoffDelay: () => 0 };

export class VirtualRetryStrategy extends StandardRetryStrategy {
  readonly #clock: AwsClock;
  readonly #random: () => number;

  /** `random` gives the jitter, numbers in [0, 1). */
  constructor(clock: AwsClock, maxAttempts: number, random: () => number) {
    super({ maxAttempts, backoff: noBackoff });
    this.#clock = clock;
    this.#random = random;
  }

  override async refreshRetryTokenForRetry(...[token, error]: Parameters<Refresh>): ReturnType<Refresh> {
    // The SDK's strategy goes through a real timer of 0 ms, which the clock must know of to wait for it.
    const next = await this.#clock.occupy(super.refreshRetryTokenForRetry(token, error));
    const base = error.errorType === 'THROTTLING' ? Retry.throttlingDelay() : Retry.delay();
    const bound = Math.min(base * 2 ** token.getRetryCount(), MAXIMUM_RETRY_DELAY);
    await this.#clock.sleep(Math.floor(this.#random() * bound));
    return next;
  }
}
