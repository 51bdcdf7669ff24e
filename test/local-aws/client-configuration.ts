/** What an SDK client is made with to talk to this AWS, and to nothing else: it reads no file and no environment. */
import type { AwsClock } from './clock.ts';
import type { Dispatcher } from './dispatcher.ts';
import { RequestHandler } from './request-handler.ts';
import { VirtualRetryStrategy } from './retry-strategy.ts';
import type { Caller, Site } from './service.ts';

export interface ClientConfigurationOptions {
  readonly site: Site;
  readonly clock: AwsClock;
  readonly dispatcher: Dispatcher;
  readonly caller: Caller;
  /** The first attempt included. */
  readonly maxAttempts: number;
  /** The jitter of retries, numbers in [0, 1). */
  readonly random: () => number;
}

/**
 * A fresh configuration for one client: the retry budget is the client's own, as in the SDK. Everything that the SDK
 * would otherwise look up in the machine's AWS files is said here; a look-up takes real time, which no virtual clock
 * waits for.
 */
export function clientConfiguration({
  site,
  clock,
  dispatcher,
  caller,
  maxAttempts,
  random,
}: ClientConfigurationOptions) {
  return {
    region: site.region,
    endpoint: 'https://local-aws.invalid',
    credentials: { accessKeyId: caller.accessKeyId, secretAccessKey: 'not-checked' },
    requestHandler: new RequestHandler(dispatcher),
    retryStrategy: new VirtualRetryStrategy(clock, maxAttempts, random),
    maxAttempts,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    authSchemePreference: [],
    disableClockSkewCorrection: true,
    userAgentAppId: 'local-aws',
  };
}

export type ClientConfiguration = ReturnType<typeof clientConfiguration>;
