/**
 * A whole AWS in memory: one account and region, one clock, the services wired as AWS wires them. Mutating Cognito
 * calls make CloudTrail events, Parameter Store makes its own, both go over the default bus; tags reach the tagging
 * index; queues run functions.
 */
import type { AwsOptions } from './aws-options.ts';
import { type CallerName, createCallers } from './callers.ts';
import { type ClientConfiguration, clientConfiguration } from './client-configuration.ts';
import type { AwsClock } from './clock.ts';
import { createCloudTrail } from './cloud-trail.ts';
import { CloudWatch } from './cloud-watch.ts';
import { seeded } from './cognito/identifiers.ts';
import { type Cognito, createCognito } from './cognito/service.ts';
import { Dispatcher } from './dispatcher.ts';
import { EventBus } from './event-bus.ts';
import { Guard } from './iam/guard.ts';
import { Iam } from './iam/iam.ts';
import { createKms } from './kms.ts';
import { Lambda } from './lambda.ts';
import { createLambdaApi } from './lambda-api.ts';
import { createMetricData } from './metric-data.ts';
import { createParameterStore, type ParameterStore } from './parameter-store/parameter-store.ts';
import { Sqs } from './queue/sqs.ts';
import { Quotas } from './quotas.ts';
import { Scheduler } from './scheduler.ts';
import { createSchedulerApi } from './scheduler-api.ts';
import type { Caller, Site } from './service.ts';
import { createSts } from './sts.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { createTagging, type Tagging } from './tagging.ts';
import { implicitTrail } from './trail.ts';
import { Trails } from './trails.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface LocalAwsOptions extends AwsOptions {
  /** Milliseconds since the epoch; 2026-11-20T10:00:00Z when left out. */
  readonly startAt?: number;
}

/** On the clock that tests move. */
export type LocalAws = Aws<VirtualClock>;

export interface Aws<Time extends AwsClock = AwsClock> {
  readonly site: Site;
  readonly clock: Time;
  /** May be changed in mid-life. */
  readonly switches: Switches;
  readonly quotas: Quotas;
  readonly callers: Record<CallerName, Caller>;
  /** Roles, their sessions and the policies of queues. */
  readonly iam: Iam;
  /** Call records, faults and latency. */
  readonly dispatcher: Dispatcher;
  readonly cognito: Cognito;
  readonly parameterStore: ParameterStore;
  readonly tagging: Tagging;
  readonly sqs: Sqs;
  readonly eventBus: EventBus;
  readonly scheduler: Scheduler;
  readonly lambda: Lambda;
  readonly cloudWatch: CloudWatch;
  readonly cloudTrail: Trails;
  /** For the constructor of one SDK client, in a caller's name or in a role's session. `maxAttempts`: 3, as in the SDK. */
  clientConfiguration(caller: CallerName | Caller, options?: { readonly maxAttempts?: number }): ClientConfiguration;
}

export function createLocalAws(options: LocalAwsOptions = {}): LocalAws {
  return createAws(new VirtualClock(options.startAt ?? Date.UTC(2026, 10, 20, 10)), options);
}

export function createAws<Time extends AwsClock>(clock: Time, options: AwsOptions = {}): Aws<Time> {
  const region = options.region ?? 'eu-west-1';
  const site: Site = { partition: partitionOf(region), region, account: '123456789012' };
  const { remember } = options;
  const now = (): number => clock.now();
  const switches: Switches = { ...defaultSwitches, ...options.switches };
  // Streams of their own, so that one retry more does not change every id after it.
  const chance = (seed: number): (() => number) => options.random ?? seeded(seed);
  const jitter = chance(2);
  const quotas = new Quotas();
  quotas.enabled = options.quotas ?? true;
  const callers = createCallers(site);

  const cloudWatch = new CloudWatch(clock, remember);
  const sqs = new Sqs({ site, clock });
  const eventBus = new EventBus({ site, switches, clock, sqs, cloudWatch, remember });
  const tagging = createTagging({ site, now, lagMilliseconds: options.tagLagMilliseconds ?? 0 });
  const cloudTrail = new Trails(site, now);
  if (options.trail ?? true) cloudTrail.put(implicitTrail);
  const trail = createCloudTrail({
    site,
    switches,
    now,
    sink: { publish: (event) => eventBus.accept(event) },
    logging: () => cloudTrail.logging,
  });
  const occupy = <Result>(work: Promise<Result>): Promise<Result> => clock.occupy(work);
  const cognito = createCognito({
    site,
    switches,
    tags: tagging,
    trail,
    now,
    random: chance(1),
    occupy,
    limits: options.clientsPerPool === undefined ? {} : { clientsPerPool: options.clientsPerPool },
  });
  const parameterStore = createParameterStore({ site, switches, tags: tagging, events: eventBus, now });
  const scheduler = new Scheduler({ clock, sqs });
  const lambda = new Lambda({ site, clock, sqs, cloudWatch, remember });
  const kms = createKms({ site, now, keyState: (keyId) => parameterStore.keyState(keyId) });
  const services = [
    ...[cognito, parameterStore, tagging, sqs, eventBus, cloudTrail, kms, createSts(site)],
    ...[createLambdaApi(site, lambda), createSchedulerApi(site, scheduler), createMetricData(cloudWatch)],
  ];
  const iam = new Iam(site);
  const surroundings = { site, switches, parameters: parameterStore, pools: cognito, queues: sqs };
  const dispatcher = new Dispatcher({
    region: site.region,
    clock,
    services,
    callers: Object.values(callers),
    quotas,
    guard: new Guard({ iam, surroundings, trail }),
    remember,
  });

  return {
    site,
    clock,
    switches,
    quotas,
    callers,
    iam,
    dispatcher,
    cognito,
    parameterStore,
    tagging,
    sqs,
    eventBus,
    scheduler,
    lambda,
    cloudWatch,
    cloudTrail,
    clientConfiguration: (who, { maxAttempts = 3 } = {}) => {
      const caller = typeof who === 'string' ? callers[who] : who;
      return clientConfiguration({ site, clock, dispatcher, caller, maxAttempts, random: jitter });
    },
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
