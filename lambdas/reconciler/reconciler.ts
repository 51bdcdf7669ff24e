import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Configuration } from '../core/configuration.ts';
import type { Clock } from '../pass/ports.ts';
import { groupBatch, handBack } from './batch.ts';
import { Invocation } from './invocation.ts';
import { Restraint } from './restraint.ts';

/** What the function is made of; tests put an embedded AWS behind the same clients. */
export interface Parts {
  readonly configuration: Configuration;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface Clients {
  readonly cognito: CognitoIdentityProviderClient;
  readonly ssm: SSMClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
  readonly sqs: SQSClient;
}

/** Time kept at the end of an invocation for the answer, the metrics and handing messages back. */
const reserveMilliseconds = 10_000;

/** The Lambda function: SQS batches in, partial answers out. Built once for each environment, and used by each invocation. */
export function createReconciler(parts: Parts): middy.MiddyfiedHandler<SQSEvent, SQSBatchResponse> {
  const { logger, metrics, clock } = parts;
  const environment = { starts: new Map<string, number>(), restraint: new Restraint() };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler(async ({ Records }, context) => {
      const queueUrl = queueOf(Records, parts.configuration);
      const { signal, stop } = startDeadline(context, clock);
      try {
        const batch = groupBatch(Records);
        const surroundings = { ...environment, queueUrl, signal, requestId: context.awsRequestId };
        const invocation = new Invocation(parts, batch, surroundings);
        return { batchItemFailures: handBack(await invocation.run()) };
      } finally {
        stop();
      }
    });
}

/** The queue the batch is from. A batch is from one queue. */
function queueOf(records: readonly SQSRecord[], { eventQueueUrl, sweepQueueUrl }: Configuration): string {
  const name = records[0]?.eventSourceARN.split(':').at(-1);
  return sweepQueueUrl.endsWith(`/${name}`) ? sweepQueueUrl : eventQueueUrl;
}

/** A signal that stops all calls a little before Lambda stops the function, so that it ends with an answer. */
function startDeadline(context: Context, clock: Clock): { signal: AbortSignal; stop: () => void } {
  const deadline = new AbortController();
  const ended = new AbortController();
  clock.sleep(Math.max(0, context.getRemainingTimeInMillis() - reserveMilliseconds), ended.signal).then(
    () => deadline.abort(),
    () => undefined,
  );
  return { signal: deadline.signal, stop: () => ended.abort() };
}
