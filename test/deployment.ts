import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { settings } from '../infra/settings.ts';
import { triggers } from '../infra/triggers.ts';
import { parseConfiguration } from '../lambdas/reconciler/configuration.ts';
import { type Clients, createReconciler } from '../lambdas/reconciler/reconciler.ts';
import type { CallerName } from './local-aws/callers.ts';
import type { EventSource } from './local-aws/event-source.ts';
import type { Aws } from './local-aws/local-aws.ts';
import type { Queue } from './local-aws/queue/queue.ts';
import type { RunningSchedule } from './local-aws/scheduler.ts';

/**
 * The reconciler deployed on the embedded AWS as the stack deploys it on the real one: queues with dead-letter queues,
 * the triggers' own patterns and transformers, the schedule, the function behind its two mappings.
 */
export interface Deployment {
  readonly events: Queue;
  readonly sweeps: Queue;
  readonly deadLetters: readonly Queue[];
  readonly schedule: RunningSchedule;
  /** What feeds the function. */
  readonly sources: readonly EventSource[];
  /** Name of the function, and of its log group. */
  readonly functionName: string;
}

export interface DeploymentOptions {
  /** The function's environment, beside what the deployment itself sets. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Of several deployments in one account each has a name. */
  readonly name?: string;
  /** The stack's own interval when left out. */
  readonly sweepMinutes?: number;
  /** Whether the first sweep is due at once, as with a schedule just made; after one interval when left out. */
  readonly sweepAtOnce?: boolean;
}

export function deploy(
  aws: Aws,
  { environment = {}, name = 'cognito-ssm-sync', sweepMinutes, sweepAtOnce = false }: DeploymentOptions = {},
): Deployment {
  const { queues, function: settingsOfFunction, eventMapping, sweepMapping } = settings;
  const queue = (suffix: string): { queue: Queue; deadLetters: Queue } => {
    const fifo: Record<string, string> = suffix.endsWith('.fifo')
      ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' }
      : {};
    const deadLetters = aws.sqs.create(`${name}-${suffix.replace(/(\.fifo)?$/, '-dead-letters$1')}`, fifo);
    return {
      deadLetters,
      queue: aws.sqs.create(`${name}-${suffix}`, {
        ...fifo,
        VisibilityTimeout: String(queues.visibilitySeconds),
        MessageRetentionPeriod: String(queues.retentionSeconds),
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: queues.maxReceiveCount,
        }),
      }),
    };
  };
  const events = queue('events');
  const sweeps = queue('sweeps.fifo');
  const undelivered = aws.sqs.create(`${name}-undelivered`);

  for (const trigger of triggers(aws.site)) {
    aws.eventBus.putRule({
      name: `${name}-${trigger.name}`,
      pattern: { ...trigger.pattern },
      targets: [
        {
          queueArn: events.queue.arn,
          inputPaths: trigger.inputPaths,
          inputTemplate: trigger.inputTemplate,
          deadLetterQueueArn: undelivered.arn,
        },
      ],
    });
  }
  const interval = (sweepMinutes ?? settings.sweepIntervalMinutes) * 60_000;
  const schedule = aws.scheduler.schedule({
    name: `${name}-sweep`,
    everyMilliseconds: interval,
    startAt: aws.clock.now() + (sweepAtOnce ? 0 : interval),
    queueArn: sweeps.queue.arn,
    input: '{"v":1,"kind":"sweep","at":"<aws.scheduler.scheduled-time>"}',
    messageGroupId: 'sweep',
  });

  aws.lambda.deploy({
    name,
    timeoutSeconds: settingsOfFunction.timeoutSeconds,
    handler: createFunction(aws, name, {
      TARGETS: '[{"prefix":"/layered-apis/"}]',
      EVENT_QUEUE_URL: events.queue.url,
      SWEEP_QUEUE_URL: sweeps.queue.url,
      DEPLOYMENT: name,
      AWS_REGION: aws.site.region,
      ...environment,
    }),
  });
  const mapping = { functionName: name, reportBatchItemFailures: true };
  const sources = [
    aws.lambda.map({ ...mapping, queueArn: events.queue.arn, ...eventMapping }),
    aws.lambda.map({ ...mapping, queueArn: sweeps.queue.arn, ...sweepMapping }),
  ];
  return {
    events: events.queue,
    sweeps: sweeps.queue,
    deadLetters: [events.deadLetters, sweeps.deadLetters, undelivered],
    schedule,
    sources,
    functionName: name,
  };
}

/** The function as lambda.ts builds it, with this AWS behind its clients and its console. */
function createFunction(
  aws: Aws,
  name: string,
  environment: Readonly<Record<string, string>>,
): ReturnType<typeof createReconciler> {
  const configuration = parseConfiguration(environment);
  const serviceName = configuration.deployment.name;
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: 'CognitoSsmSync', serviceName });
  // Powertools writes to a console of its own; its lines go where Lambda would send them.
  for (const telemetry of [logger, metrics]) Reflect.set(telemetry, 'console', aws.cloudWatch.consoleFor(name));
  return createReconciler({
    configuration,
    clients: createClients(aws, 'reconciler'),
    clock: aws.clock,
    logger,
    metrics,
  });
}

/** Real SDK clients on the embedded AWS. */
function createClients(aws: Aws, caller: CallerName): Clients {
  const configuration = () => aws.clientConfiguration(caller, { maxAttempts: 4 });
  return {
    cognito: new CognitoIdentityProviderClient(configuration()),
    ssm: new SSMClient(configuration()),
    tagging: new ResourceGroupsTaggingAPIClient(configuration()),
    sqs: new SQSClient(configuration()),
  };
}
