import { keyState } from '../../aws/encryption-key.ts';
import { eventRules, targetsOfRule } from '../../aws/event-rules.ts';
import { deployedFunction, eventSources } from '../../aws/function-configuration.ts';
import { type Metric, metricData } from '../../aws/metric-data.ts';
import { queueSize } from '../../aws/queue.ts';
import { deployedSchedule } from '../../aws/schedule.ts';
import { isLogging, recordsWrites, trails } from '../../aws/trails.ts';
import type { Session } from '../session.ts';
import { type Anatomy, anatomyOf } from './anatomy.ts';
import { attempt } from './attempt.ts';
import type { Facts, Measured, SeenRule, SeenTrail } from './facts.ts';
import { gatherPools } from './gather-pools.ts';

/** How far back CloudWatch is asked: three of the longest intervals that a schedule can have. */
const days = 3 * 24 * 3_600_000;

/** The key that AWS manages itself: it cannot be disabled, and everybody may use it through Parameter Store. */
const ownKey = 'alias/aws/ssm';

/** Reads everything, side by side at the pace of a person. What cannot be read is a fact as well, and stops nothing. */
export async function gather(session: Session): Promise<Facts> {
  const { parts, caller, found } = session;
  const { clients, clock } = parts;
  const { configuration } = found;
  const anatomy = anatomyOf(configuration);
  const { name } = configuration.deployment;
  const queues = [anatomy.events, anatomy.sweeps, ...anatomy.deadLetters];
  const now = clock.now();
  const [reconciler, sources, schedule, sizes, measured, rules, seenTrails, seen] = await Promise.all([
    attempt(() => deployedFunction(clients.lambda, caller, name)),
    attempt(() => eventSources(clients.lambda, caller, name)),
    attempt(() => deployedSchedule(clients.scheduler, caller, anatomy.schedule)),
    Promise.all(
      queues.map(async ({ name, url }) => [name, await attempt(() => queueSize(clients.sqs, caller, url))] as const),
    ),
    attempt(() => gatherMeasured(session, anatomy, now)),
    attempt(() => gatherRules(session)),
    attempt(() => gatherTrails(session)),
    gatherPools(session),
  ]);
  const keyIds = [
    ...(configuration.createKeyId === undefined ? [] : [configuration.createKeyId]),
    ...('value' in seen.metadata ? [...seen.metadata.value.values()].flatMap(({ keyId }) => keyId ?? []) : []),
  ].filter((keyId) => keyId !== ownKey);
  const keys = await Promise.all(
    [...new Set(keyIds)].map(async (id) => [id, await attempt(() => keyState(clients.kms, caller, id))] as const),
  );
  return {
    now,
    configuration,
    anatomy,
    reconciler,
    sources,
    schedule,
    queues: new Map(sizes),
    measured,
    rules,
    trails: seenTrails,
    ...seen,
    keys: new Map(keys),
  };
}

async function gatherRules({ parts, caller, deployment }: Session): Promise<readonly SeenRule[]> {
  const { events } = parts.clients;
  const rules = await eventRules(events, caller, `${deployment.name}-`);
  return Promise.all(
    rules.map(async (rule) => ({ ...rule, targets: await attempt(() => targetsOfRule(events, caller, rule.name)) })),
  );
}

/** Those that record anything of this region. */
async function gatherTrails({ parts, caller, deployment }: Session): Promise<readonly SeenTrail[]> {
  const { cloudTrail } = parts.clients;
  const found = await trails(cloudTrail, caller);
  return Promise.all(
    found
      .filter(({ multiRegion, homeRegion }) => multiRegion || homeRegion === deployment.region)
      .map(async (trail) => ({
        ...trail,
        logging: await attempt(() => isLogging(cloudTrail, caller, trail.arn)),
        recordsWrites: await attempt(() => recordsWrites(cloudTrail, caller, trail.arn)),
      })),
  );
}

async function gatherMeasured(session: Session, anatomy: Anatomy, now: number): Promise<Measured> {
  const { parts, caller, deployment } = session;
  const ofRules = (name: string): Metric[] =>
    anatomy.rules.map((RuleName) => ({ namespace: 'AWS/Events', name, dimensions: { RuleName }, statistic: 'Sum' }));
  const queues = [anatomy.events.name, anatomy.sweeps.name];
  const metrics: readonly Metric[] = [
    { namespace: 'CognitoSsmSync', name: 'SweepStarted', dimensions: { service: deployment.name }, statistic: 'Sum' },
    ...ofRules('MatchedEvents'),
    ...ofRules('FailedInvocations'),
    ...queues.map(
      (QueueName): Metric => ({
        namespace: 'AWS/SQS',
        name: 'ApproximateAgeOfOldestMessage',
        dimensions: { QueueName },
        statistic: 'Maximum',
      }),
    ),
  ];
  const data = await metricData(parts.clients.cloudWatch, caller, metrics, { from: now - days, to: now });
  const measured = (name: string, of: readonly string[]) =>
    new Map(
      of.map((one) => {
        const index = metrics.findIndex(
          (metric) => metric.name === name && Object.values(metric.dimensions).includes(one),
        );
        return [one, data[index] ?? []] as const;
      }),
    );
  return {
    sweeps: data[0] ?? [],
    matched: measured('MatchedEvents', anatomy.rules),
    failed: measured('FailedInvocations', anatomy.rules),
    ages: measured('ApproximateAgeOfOldestMessage', queues),
  };
}
