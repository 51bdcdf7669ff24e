/** A function behind a queue, for the tests of Lambda and of its mappings. */
import type { SQSEvent } from 'aws-lambda';
import type { Mapping } from '../../local-aws/event-source.ts';
import type { LambdaFunction } from '../../local-aws/lambda-function.ts';
import { createLocalAws } from '../../local-aws/local-aws.ts';

export const minute = 60_000;

/** A function of 60 seconds on a queue that hides for 360, moving messages away after two receives. */
export function world(
  handler: LambdaFunction['handler'],
  { fifo = false, ...mapping }: Partial<Mapping> & { fifo?: boolean } = {},
) {
  const aws = createLocalAws();
  const suffix = fifo ? '.fifo' : '';
  const attributes = fifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {};
  const dead = aws.sqs.create(`dead${suffix}`, attributes);
  const queue = aws.sqs.create(`events${suffix}`, {
    ...attributes,
    VisibilityTimeout: '360',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }),
  });
  aws.lambda.deploy({ name: 'reconciler', handler, timeoutSeconds: 60 });
  const source = aws.lambda.map({
    queueArn: queue.arn,
    functionName: 'reconciler',
    reportBatchItemFailures: true,
    ...mapping,
  });
  const start = aws.clock.now();
  return {
    aws,
    queue,
    dead,
    source,
    send: (body: string, groupId?: string) => queue.send({ body, senderId: 'person', ...(groupId && { groupId }) }),
    elapsed: () => aws.clock.now() - start,
    /** The bodies of each run, in order. */
    runs: () => aws.lambda.invocations.map(({ records }) => records.map(({ body }) => body)),
  };
}

export const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);
export const fails = (event: SQSEvent, poison: string) => ({
  batchItemFailures: event.Records.filter(({ body }) => body === poison).map(({ messageId }) => ({
    itemIdentifier: messageId,
  })),
});
