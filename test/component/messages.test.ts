import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { Messages } from '../../lambdas/reconciler/messages.ts';
import { AwsError } from '../local-aws/service.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

/** Two messages in hand, and as many more in the queue as said. */
function inHand(others: number) {
  const aws = createEmbeddedAws();
  const sweeps = aws.sqs.create('sweeps.fifo', { FifoQueue: 'true', VisibilityTimeout: '3600' });
  const events = aws.sqs.create('events', {});
  for (let index = 0; index < 2 + others; index++)
    sweeps.send({ body: 'x', groupId: String(index), deduplicationId: String(index), senderId: 'somebody' });
  const [first] = sweeps.receive(2);
  const configuration = {
    deployment: { name: 'test', region: 'eu-west-1', tagPrefix: 'ssm-sync', targets: [], create: 'always' },
    mode: 'apply',
    eventQueueUrl: events.url,
    sweepQueueUrl: sweeps.url,
  } as const;
  const messages = new Messages(aws.sqsClient, aws.caller, configuration, sweeps.url, 2);
  const record = { receiptHandle: first?.receiptHandle ?? '' } satisfies Partial<SQSRecord> as SQSRecord;
  return { aws, sweeps, messages, record };
}

test('who has all that is in the queue in hand has the other share, also when some of it is done', async () => {
  const { aws, sweeps, messages, record } = inHand(0);
  expect(await aws.finish(messages.countIdle())).toEqual({ events: 2, sweeps: 2 });
  await aws.finish(messages.finish(record));
  expect(sweeps.messages).toHaveLength(1);
  expect(await aws.finish(messages.countIdle())).toEqual({ events: 2, sweeps: 2 });
});

test('a message that may be gone or not is no longer counted on: another’s must not be taken for it', async () => {
  const { aws, sweeps, messages, record } = inHand(1);
  aws.dispatcher.interfere({
    after: ({ operation }) =>
      operation === 'DeleteMessage'
        ? { kind: 'error', error: new AwsError('ServiceUnavailable', 'As the test wants it.', 503) }
        : undefined,
  });
  await aws.finish(messages.finish(record));
  expect(sweeps.messages).toHaveLength(2);
  expect(await aws.finish(messages.countIdle())).toEqual({ events: 2, sweeps: 1 });
});
