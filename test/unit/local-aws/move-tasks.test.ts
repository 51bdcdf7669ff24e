import {
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  ResourceNotFoundException,
  SQSClient,
  StartMessageMoveTaskCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { endpointOf, inProcess } from './client-fixture.ts';

const second = 1000;
const arnOf = (name: string) => `arn:aws:sqs:eu-west-1:123456789012:${name}`;

/** A queue whose messages are dead after one receive, and so many of them in its dead-letter queue. */
function buried(count: number, { fifo = false } = {}) {
  const aws = createLocalAws();
  const kind = fifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {};
  const suffix = fifo ? '.fifo' : '';
  const dead = aws.sqs.create(`dead${suffix}`, kind);
  const queue = aws.sqs.create(`events${suffix}`, {
    ...kind,
    VisibilityTimeout: '0',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 }),
  });
  for (let index = 0; index < count; index += 1) {
    const attributes = { kind: { DataType: 'String', StringValue: 'test' } };
    queue.send({ body: `${index}`, senderId: 'person', attributes, ...(fifo && { groupId: `g${index}` }) });
  }
  for (let index = 0; index <= count; index += 1) queue.receive(10);
  const sqs = new SQSClient(inProcess(aws));
  const start = (more: { DestinationArn?: string; MaxNumberOfMessagesPerSecond?: number } = {}) =>
    sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn, ...more }));
  const list = async (MaxResults?: number) =>
    (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn, MaxResults }))).Results ?? [];
  return { aws, dead, queue, sqs, start, list };
}

const bodies = (messages: readonly { readonly body: string }[]) => messages.map(({ body }) => body);

describe('dead letters', () => {
  it('go back to the queue they came from, as new messages with what their sender said', async () => {
    const { aws, dead, queue, sqs, start } = buried(2);
    const before = dead.messages.map(({ id }) => id);
    expect(before).toHaveLength(2);
    await aws.clock.advance(60 * second);
    await start();
    await aws.clock.advance(second);
    expect([bodies(dead.messages), bodies(queue.messages)]).toEqual([[], ['0', '1']]);
    expect(queue.messages.map(({ id }) => before.includes(id))).toEqual([false, false]);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    expect(Messages).toMatchObject([
      {
        Body: '0',
        MessageAttributes: { kind: { StringValue: 'test' } },
        Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(aws.clock.now()) },
      },
    ]);
    expect(Messages?.[0]?.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  });

  it('keep their groups, and are no duplicates of themselves', async () => {
    const { aws, dead, queue, start } = buried(2, { fifo: true });
    expect(dead.messages).toHaveLength(2);
    await start();
    await aws.clock.advance(second);
    expect(queue.messages.map(({ groupId, body }) => [groupId, body])).toEqual([
      ['g0', '0'],
      ['g1', '1'],
    ]);
  });

  it('go to another queue when one is named', async () => {
    const { aws, dead, queue, start } = buried(1);
    const other = aws.sqs.create('other');
    await start({ DestinationArn: other.arn });
    await aws.clock.advance(second);
    expect([dead, queue, other].map(({ messages }) => messages.length)).toEqual([0, 0, 1]);
  });

  it('stay when it is not known where they came from', async () => {
    const { aws, dead, start, list } = buried(0);
    dead.send({ body: 'put here by hand', senderId: 'person' });
    await start();
    await aws.clock.advance(second);
    expect(dead.messages).toHaveLength(1);
    expect(await list()).toMatchObject([{ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }]);
  });

  it('stay while somebody holds them', async () => {
    const { aws, dead, start, list } = buried(2);
    dead.receive(1, 3600);
    await start();
    await aws.clock.advance(second);
    expect(bodies(dead.messages)).toEqual(['0']);
    expect(await list()).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
  });
});

describe('a task that moves dead letters', () => {
  it('tells how far it is, at the pace it was given', async () => {
    const { aws, dead, start, list } = buried(3);
    const { TaskHandle } = await start({ MaxNumberOfMessagesPerSecond: 2 });
    const fixed = {
      SourceArn: dead.arn,
      MaxNumberOfMessagesPerSecond: 2,
      ApproximateNumberOfMessagesToMove: 3,
      StartedTimestamp: Date.UTC(2026, 10, 20, 10),
    };
    const running = { ...fixed, Status: 'RUNNING', TaskHandle };
    expect(await list()).toEqual([{ ...running, ApproximateNumberOfMessagesMoved: 0 }]);
    await aws.clock.advance(second);
    expect(await list()).toEqual([{ ...running, ApproximateNumberOfMessagesMoved: 2 }]);
    await aws.clock.advance(second);
    expect(await list()).toEqual([{ ...fixed, Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 }]);
  });

  it('ends when nothing is left to move, whoever took it', async () => {
    const { aws, dead, start, list } = buried(3);
    await start({ MaxNumberOfMessagesPerSecond: 1 });
    await aws.clock.advance(second);
    dead.purge();
    await aws.clock.advance(second);
    expect(await list()).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
  });

  it('is alone on its queue, and the newest of them is shown first', async () => {
    const { aws, start, list } = buried(1);
    await start();
    await expect(start()).rejects.toBeInstanceOf(UnsupportedOperation);
    await aws.clock.advance(second);
    await start();
    expect((await list(10)).map(({ Status }) => Status)).toEqual(['RUNNING', 'COMPLETED']);
    expect(await list()).toHaveLength(1);
  });

  it.each([
    ['a queue that nobody’s dead letters go to', arnOf('events'), {}, 'must be configured as a Dead Letter Queue'],
    [
      'such a queue, even to one that is named',
      arnOf('events'),
      { DestinationArn: arnOf('dead') },
      'must be configured',
    ],
    ['what is no ARN', 'dead', {}, 'You must use this format to specify the SourceArn'],
    ['itself', arnOf('dead'), { DestinationArn: arnOf('dead') }, 'cannot be the same'],
    ['a FIFO queue', arnOf('dead'), { DestinationArn: arnOf('f.fifo') }, 'must both be FIFO'],
    ['too fast a pace', arnOf('dead'), { MaxNumberOfMessagesPerSecond: 501 }, 'between 1 and 500'],
  ])('is refused for %s', async (_, SourceArn, more, message) => {
    const { aws, sqs } = buried(1);
    aws.sqs.create('f.fifo', { FifoQueue: 'true' });
    const answer = sqs.send(new StartMessageMoveTaskCommand({ SourceArn, ...more }));
    await expect(answer).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(answer).rejects.toThrow(message);
  });

  it.each([{ SourceArn: arnOf('none') }, { SourceArn: arnOf('dead'), DestinationArn: arnOf('none') }])(
    'is refused where there is no such queue: %j',
    async (input) => {
      const sqs = new SQSClient(await endpointOf(buried(1).aws));
      const answer = sqs.send(new StartMessageMoveTaskCommand(input));
      await expect(answer).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    },
  );

  it('is listed for queues that are there, ten at most', async () => {
    const { sqs, list } = buried(0);
    expect(await list()).toEqual([]);
    const missing = sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf('none') }));
    await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(list(11)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});
