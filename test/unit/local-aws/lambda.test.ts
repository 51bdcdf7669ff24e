import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../local-aws/event-source.ts';
import type { LambdaFunction } from '../../local-aws/lambda.ts';
import { createLocalAws } from '../../local-aws/local-aws.ts';

const minute = 60_000;

/** A function of 60 seconds on a queue that hides for 360, moving messages away after two receives. */
function world(
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

const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);
const fails = (event: SQSEvent, poison: string) => ({
  batchItemFailures: event.Records.filter(({ body }) => body === poison).map(({ messageId }) => ({
    itemIdentifier: messageId,
  })),
});

describe('a function on a queue', () => {
  it('gets records and a context as Lambda makes them', async () => {
    let seen: { event: SQSEvent; context: Context } | undefined;
    const { aws, send, queue } = world((event, context) => {
      seen = { event, context };
    });
    send('{"kind":"sweep"}');
    await aws.clock.settle();
    expect(seen?.event).toEqual({
      Records: [
        {
          messageId: '00000003-0000-4000-8000-000000000001',
          receiptHandle: 'events/00000007-0000-4000-8000-000000000001',
          body: '{"kind":"sweep"}',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: '1795168800000',
            SenderId: 'person',
            ApproximateFirstReceiveTimestamp: '1795168800000',
          },
          messageAttributes: {},
          md5OfBody: '4e8dd36c2de3e773d7e89754a3c16031',
          eventSource: 'aws:sqs',
          eventSourceARN: queue.arn,
          awsRegion: 'eu-west-1',
        },
      ],
    });
    expect(seen?.context).toMatchObject({
      functionName: 'reconciler',
      awsRequestId: '00000005-0000-4000-8000-000000000001',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:reconciler',
      logGroupName: '/aws/lambda/reconciler',
    });
    expect(queue.messages).toEqual([]);
  });

  it('knows how much time it has left', async () => {
    const left: number[] = [];
    const { aws, send } = world(async (_, context) => {
      left.push(context.getRemainingTimeInMillis());
      await aws.clock.sleep(20_000);
      left.push(context.getRemainingTimeInMillis());
    });
    send('a');
    await aws.clock.runUntilIdle();
    expect(left).toEqual([60_000, 40_000]);
  });

  it('gets again what it failed, when the visibility time-out has run out, and at last the dead-letter queue does', async () => {
    const { aws, send, runs, queue, dead, elapsed } = world((event) => fails(event, 'poison'));
    send('good');
    send('poison');
    await aws.clock.runUntilIdle();
    expect(runs()).toEqual([['good', 'poison'], ['poison']]);
    expect([bodies(queue.messages), bodies(dead.messages), elapsed()]).toEqual([[], ['poison'], 12 * minute]);
  });

  it('gets a failed message again at the time that it chose itself', async () => {
    const { aws, send, queue, elapsed } = world((event) => {
      const [record] = event.Records;
      if (record?.attributes.ApproximateReceiveCount !== '1') return null;
      queue.changeVisibility(record.receiptHandle, 30);
      return { batchItemFailures: [{ itemIdentifier: record.messageId }] };
    });
    send('a');
    await aws.clock.runUntilIdle();
    expect([aws.lambda.invocations.length, bodies(queue.messages), elapsed()]).toEqual([2, [], 30_000]);
  });

  it('fails its whole batch by throwing, and the runtime logs what it threw', async () => {
    const { aws, send, dead } = world(() => {
      throw new Error('no luck');
    });
    send('a');
    send('b');
    await aws.clock.runUntilIdle();
    expect(bodies(dead.messages)).toEqual(['a', 'b']);
    expect(aws.lambda.invocations[0]?.error).toContain('no luck');
    expect(aws.cloudWatch.lines('/aws/lambda/reconciler')[0]?.text).toContain('no luck');
  });

  it('is ended at its time limit: the run has failed, and what it still does has no effect', async () => {
    const aws = createLocalAws();
    const ssm = new SSMClient(aws.clientConfiguration('reconciler'));
    const queue = aws.sqs.create('events', { VisibilityTimeout: '360' });
    aws.lambda.deploy({
      name: 'slow',
      timeoutSeconds: 60,
      handler: async () => {
        await aws.clock.sleep(61_000);
        aws.cloudWatch.consoleFor('/aws/lambda/slow').info('still here');
        await ssm.send(new PutParameterCommand({ Name: '/late', Value: 'x', Type: 'String' }));
      },
    });
    aws.lambda.map({ queueArn: queue.arn, functionName: 'slow' });
    queue.send({ body: 'a', senderId: 'person' });
    await aws.clock.advance(2 * minute);
    expect(aws.lambda.invocations).toMatchObject([{ error: 'Task timed out after 60.00 seconds' }]);
    expect(aws.lambda.invocations[0]?.endedAt).toBe((aws.lambda.invocations[0]?.startedAt ?? 0) + minute);
    expect([aws.dispatcher.calls, aws.parameterStore.names()]).toEqual([[], []]);
    expect(aws.cloudWatch.lines().map(({ text }) => text)).toEqual([expect.stringContaining('Task timed out')]);
    expect(bodies(queue.messages)).toEqual(['a']);
  });

  it('can die between the effect of a call and its answer', async () => {
    const aws = createLocalAws();
    const ssm = new SSMClient(aws.clientConfiguration('reconciler'));
    const queue = aws.sqs.create('events', { VisibilityTimeout: '360' });
    const versions: unknown[] = [];
    aws.lambda.deploy({
      name: 'writer',
      timeoutSeconds: 60,
      handler: async () => {
        const put = new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String', Overwrite: true });
        versions.push((await ssm.send(put)).Version);
      },
    });
    aws.lambda.map({ queueArn: queue.arn, functionName: 'writer' });
    const end = aws.dispatcher.interfere({ after: () => ({ kind: 'crash' }) });
    queue.send({ body: 'a', senderId: 'person' });
    await aws.clock.settle();
    end();
    expect([aws.parameterStore.versions('/a').length, versions]).toEqual([1, []]);
    expect(aws.lambda.invocations).toMatchObject([{ error: expect.stringContaining('killed') }]);
    await aws.clock.runUntilIdle();
    expect([versions, queue.messages]).toEqual([[2], []]);
  });
});

describe('what a function leaves behind', () => {
  it('goes its own way when the function dies', async () => {
    const aws = createLocalAws();
    const sqs = new SQSClient(aws.clientConfiguration('reconciler'));
    const [first, second] = ['first', 'second'].map((name) => aws.sqs.create(name, { VisibilityTimeout: '360' }));
    const handlers = {
      first: () => sqs.send(new SendMessageCommand({ QueueUrl: second?.url, MessageBody: 'b' })),
      second: () => {
        throw new Error('heard');
      },
    };
    for (const [name, handler] of Object.entries(handlers)) {
      aws.lambda.deploy({ name, handler, timeoutSeconds: 60 });
      aws.lambda.map({ queueArn: aws.sqs.queue(name).arn, functionName: name });
    }
    aws.dispatcher.interfere({ after: () => ({ kind: 'crash' }) });
    first?.send({ body: 'a', senderId: 'person' });
    await aws.clock.settle();
    expect(aws.lambda.invocations.map(({ functionName }) => functionName)).toEqual(['first', 'second']);
    expect(aws.cloudWatch.lines('/aws/lambda/second')[0]?.text).toContain('heard');
  });

  it('is an answer as JSON carries it, and a failure where JSON cannot', async () => {
    const answers: unknown[] = [{ at: new Date(0), nothing: undefined }, { id: 1n }];
    const { aws, send } = world(() => answers.shift(), { reportBatchItemFailures: false });
    send('a');
    await aws.clock.settle();
    send('b');
    await aws.clock.settle();
    expect(aws.lambda.invocations[0]?.answer).toStrictEqual({ at: '1970-01-01T00:00:00.000Z' });
    expect(aws.lambda.invocations[1]?.error).toContain('BigInt');
  });
});

describe('a mapping', () => {
  it('makes one batch of what is sent at once, and no larger than its size', async () => {
    const { aws, send, runs } = world(() => null, { batchSize: 2 });
    for (const body of ['a', 'b', 'c']) send(body);
    await aws.clock.settle();
    expect(runs()).toEqual([['a', 'b'], ['c']]);
  });

  it('waits its window for a batch that is not full, and no longer for one that is', async () => {
    const { aws, send, runs, elapsed } = world(() => null, { batchSize: 4, batchingWindowSeconds: 20 });
    send('a');
    await aws.clock.advance(10_000);
    send('b');
    await aws.clock.advance(9_000);
    expect(runs()).toEqual([]);
    send('c');
    await aws.clock.runUntilIdle();
    expect([runs(), elapsed()]).toEqual([[['a', 'b', 'c']], 20_000]);
    send('d');
    await aws.clock.settle();
    for (const body of ['e', 'f', 'g']) send(body);
    await aws.clock.runUntilIdle();
    expect([runs().at(-1), elapsed()]).toEqual([['d', 'e', 'f', 'g'], 20_000]);
  });

  it('runs no more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const { aws, send, runs, elapsed } = world(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await aws.clock.sleep(10_000);
        running -= 1;
      },
      { batchSize: 1, maximumConcurrency: 2 },
    );
    for (const body of ['a', 'b', 'c', 'd', 'e']) send(body);
    await aws.clock.runUntilIdle();
    expect([most, runs().length, elapsed()]).toEqual([2, 5, 30_000]);
  });

  it('keeps the order of a FIFO group, failures included, and runs groups beside one another', async () => {
    const log: string[] = [];
    const { aws, send, dead } = world(
      async (event) => {
        for (const { body } of event.Records) log.push(`${body} begins`);
        await aws.clock.sleep(1000);
        for (const { body } of event.Records) log.push(`${body} ends`);
        return fails(event, 'a1');
      },
      { fifo: true, batchSize: 1 },
    );
    for (const body of ['a1', 'a2']) send(body, 'a');
    send('b1', 'b');
    await aws.clock.runUntilIdle();
    expect(log).toEqual([
      ...['a1 begins', 'b1 begins', 'a1 ends', 'b1 ends'],
      ...['a1 begins', 'a1 ends'],
      ...['a2 begins', 'a2 ends'],
    ]);
    expect(bodies(dead.messages)).toEqual(['a1']);
  });

  it('lets a FIFO message come again whose time ran out while the function was at it', async () => {
    const { aws, send, runs, queue, source } = world(
      async (event) => {
        const [record] = event.Records;
        if (record?.attributes.ApproximateReceiveCount !== '1') return;
        queue.changeVisibility(record.receiptHandle, 5);
        await aws.clock.sleep(10_000);
      },
      { fifo: true },
    );
    send('a', 'g');
    await aws.clock.settle();
    source.enabled = false;
    await aws.clock.runUntilIdle();
    expect([runs(), bodies(queue.messages)]).toEqual([[['a']], ['a']]);
    source.enabled = true;
    await aws.clock.settle();
    expect([runs(), bodies(queue.messages)]).toEqual([[['a'], ['a']], []]);
  });

  it('receives nothing while it is disabled, and catches up afterwards', async () => {
    const { aws, send, runs, source } = world(() => null);
    source.enabled = false;
    send('a');
    await aws.clock.advance(minute);
    expect(runs()).toEqual([]);
    source.enabled = true;
    await aws.clock.settle();
    expect(runs()).toEqual([['a']]);
  });

  it('is refused where Lambda refuses it', () => {
    expect(() => world(() => null, { batchSize: 11 })).toThrow('batchingWindowSeconds');
    expect(() => world(() => null, { maximumConcurrency: 1 })).toThrow('maximumConcurrency');
    expect(() => world(() => null, { fifo: true, batchingWindowSeconds: 1 })).toThrow('batchingWindowSeconds');
    expect(() => world(() => null, { functionName: 'none' })).toThrow('Function not found');
    const { aws } = world(() => null);
    const quick = aws.sqs.create('quick', { VisibilityTimeout: '59' });
    expect(() => aws.lambda.map({ queueArn: quick.arn, functionName: 'reconciler' })).toThrow('less than Function');
  });
});
