import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { bodies, fails, minute, world } from './function-fixture.ts';

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
