import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  EventSourceMapping,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { permissions } from './permissions.ts';
import type { Properties } from './properties.ts';
import type { Queues } from './queues.ts';
import { reconcilerCode } from './reconciler-code.ts';
import { settings } from './settings.ts';
import { acknowledgeWildcards } from './wildcards.ts';

/** The function with its role and its log group, and the two mappings that feed it. */
export class ReconcilerFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, properties: Properties, queues: Queues) {
    super(scope, id);
    const { deploymentName, logRetention } = properties;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${deploymentName}`,
      retention: logRetention,
      // It bears a fixed name, so one that stayed would stand in the way of the next deployment.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName: deploymentName,
      description: 'Puts credentials of Cognito app clients where the tags of their user pools say.',
      code: reconcilerCode(),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // It waits for its pace most of the time; less memory would only make its start slower.
      memorySize: 512,
      timeout: Duration.seconds(settings.function.timeoutSeconds),
      role: this.#role(properties, queues),
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      environment: this.#environment(properties, queues),
    });
    acknowledge(
      this.function,
      [
        'Serverless-LambdaDLQ',
        'Only its queues invoke it, and wait for the answer; such messages have dead-letter queues.',
      ],
      [
        'Serverless-LambdaTracing',
        'The log has the operation, error and request id of each failed call; traces cost more.',
      ],
    );
    this.#feed('Events', queues.events, settings.eventMapping);
    this.#feed('Sweeps', queues.sweeps, settings.sweepMapping);
  }

  #role(properties: Properties, queues: Queues): Role {
    const statements = permissions(this, { properties, queues, logGroup: this.logGroup });
    const role = new Role(this, 'Role', {
      description: 'What the reconciler may do.',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Reconciler: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(role, statements);
    return role;
  }

  /** What lambdas/core/configuration.ts reads. */
  #environment(properties: Properties, { events, sweeps }: Queues): Record<string, string> {
    const { targets, deploymentName, tagPrefix, mode, create, createKeyArn, userPools } = properties;
    const stack = Stack.of(this);
    return {
      DEPLOYMENT: deploymentName,
      TARGETS: stack.toJsonString(targets.map(({ prefix, pools }) => ({ prefix, ...(pools && { pools }) }))),
      TAG_PREFIX: tagPrefix,
      MODE: mode,
      CREATE: create,
      ...(createKeyArn !== undefined && { CREATE_KEY_ID: createKeyArn }),
      ...(userPools && { USER_POOLS: stack.toJsonString(userPools) }),
      EVENT_QUEUE_URL: events.queueUrl,
      SWEEP_QUEUE_URL: sweeps.queueUrl,
    };
  }

  #feed(id: string, queue: Queue, mapping: (typeof settings)['eventMapping' | 'sweepMapping']): void {
    const { batchSize, batchingWindowSeconds, maximumConcurrency } = mapping;
    // Not the event source of the library: it grants more than a poller needs.
    const fed = new EventSourceMapping(this, id, {
      target: this.function,
      eventSourceArn: queue.queueArn,
      batchSize,
      ...(batchingWindowSeconds > 0 && { maxBatchingWindow: Duration.seconds(batchingWindowSeconds) }),
      maxConcurrency: maximumConcurrency,
      reportBatchItemFailures: true,
    });
    acknowledge(fed, [
      'Serverless-LambdaEventSourceMappingDestination',
      'AWS has none for a queue: what fails stays in the queue, and ends in its dead-letter queue.',
    ]);
  }
}

/** Tells cdk-nag why this is as it is. */
function acknowledge(construct: Construct, ...rules: readonly (readonly [id: string, reason: string])[]): void {
  for (const [id, reason] of rules) Validations.of(construct).acknowledge({ id, reason });
}
