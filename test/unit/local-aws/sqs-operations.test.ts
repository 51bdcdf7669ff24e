import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';

function world() {
  const aws = createLocalAws();
  const queue = aws.sqs.create('events');
  return { aws, queue, QueueUrl: queue.url, sqs: new SQSClient(aws.clientConfiguration('person')) };
}

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Id: `id-${index}`, MessageBody: `body ${index}` }));

describe('SQS', () => {
  it('refuses batches of a wrong shape as a whole', async () => {
    const { sqs, QueueUrl, queue } = world();
    const send = (Entries: { Id: string; MessageBody: string }[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const named = (name: string) => expect.objectContaining({ name });
    await expect(send([])).rejects.toEqual(named('EmptyBatchRequest'));
    await expect(send(entries(11))).rejects.toEqual(named('TooManyEntriesInBatchRequest'));
    await expect(send([...entries(1), ...entries(1)])).rejects.toEqual(named('BatchEntryIdsNotDistinct'));
    await expect(send([{ Id: 'a b', MessageBody: 'x' }])).rejects.toEqual(named('InvalidBatchEntryId'));
    const half = 'x'.repeat(524_288);
    const tooLong = [
      { Id: 'a', MessageBody: half },
      { Id: 'b', MessageBody: `${half}x` },
    ];
    await expect(send(tooLong)).rejects.toEqual(named('BatchRequestTooLong'));
    expect(queue.messages).toEqual([]);
    await send(entries(10));
    expect(queue.messages).toHaveLength(10);
  });

  it('deletes and hides in batches, each entry by itself', async () => {
    const { sqs, QueueUrl, queue } = world();
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries(3) }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    const [first, second] = Messages.map(({ ReceiptHandle = '' }) => ReceiptHandle);
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', ReceiptHandle: first },
          { Id: 'bad', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect([deleted.Successful?.[0]?.Id, deleted.Failed?.[0]?.Code]).toEqual(['good', 'ReceiptHandleIsInvalid']);
    const changed = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', ReceiptHandle: second, VisibilityTimeout: 0 },
          { Id: 'bad', ReceiptHandle: first, VisibilityTimeout: 0 },
        ],
      }),
    );
    expect([changed.Successful?.[0]?.Id, changed.Failed?.[0]?.Code]).toEqual(['good', 'InvalidParameterValue']);
    expect(queue.receivable.map(({ body }) => body)).toEqual(['body 1']);
  });

  it('shows what it is asked for: attributes of the queue and of its messages', async () => {
    const { aws, sqs, QueueUrl, queue } = world();
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries(2) }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late', DelaySeconds: 900 }));
    await aws.clock.advance(1500);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
      }),
    );
    expect(Messages?.[0]?.Attributes).toEqual({
      ApproximateReceiveCount: '1',
      SentTimestamp: String(Date.UTC(2026, 10, 20, 10)),
    });
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      VisibilityTimeout: '30',
      QueueArn: queue.arn,
    });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(queue.messages).toEqual([]);
  });
});
