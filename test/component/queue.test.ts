import { beforeEach, describe, expect, test } from 'vitest';
import { delayRedelivery } from '../../lambdas/aws/queue.ts';
import type { SweepMessage } from '../../lambdas/pass/ports.ts';
import type { Queue } from '../local-aws/queue/queue.ts';
import { rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

let aws: EmbeddedAws;
let queue: Queue;

beforeEach(() => {
  aws = createEmbeddedAws();
  queue = aws.sqs.create('sweeps.fifo', { FifoQueue: 'true', VisibilityTimeout: '3600' });
});

function messages(count: number): SweepMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    group: `pool-${index % 3}`,
    body: `b${index}`,
  }));
}

describe('sending to the sweep queue', () => {
  test('is by tens, and every message arrives in its group, in order', async () => {
    await aws.finish(aws.queueAt(queue.url).send(messages(23)));
    expect(queue.messages.map(({ body, groupId }) => [body, groupId])).toEqual(
      messages(23).map(({ body, group }) => [body, group]),
    );
    expect(aws.dispatcher.count('SendMessageBatch')).toBe(3);
  });

  test('of nothing calls nobody', async () => {
    await aws.finish(aws.queueAt(queue.url).send([]));
    expect(aws.dispatcher.calls).toEqual([]);
  });

  test('of equal ids is one message, in one call and in several', async () => {
    const [message] = messages(1);
    const twice = message ? [message, message] : [];
    await aws.finish(aws.queueAt(queue.url).send(twice));
    await aws.finish(aws.queueAt(queue.url).send(twice));
    expect(queue.messages.map(({ body }) => body)).toEqual(['b0']);
  });

  test('of an equal id with another body is the first one: a sweep that is delivered again may find other owners', async () => {
    const [message] = messages(1);
    if (message === undefined) throw new Error('no message');
    await aws.finish(aws.queueAt(queue.url).send([message]));
    await aws.finish(aws.queueAt(queue.url).send([{ ...message, body: 'another' }]));
    expect(queue.messages.map(({ body }) => body)).toEqual(['b0']);
  });

  test('of equal ids is one message wherever in the batches it stands', async () => {
    await aws.finish(aws.queueAt(queue.url).send(messages(23)));
    await aws.finish(aws.queueAt(queue.url).send(messages(23).slice(5).reverse()));
    expect(queue.messages).toHaveLength(23);
  });

  test('fails when one entry fails, and sending all again adds only what was missing', async () => {
    let isBroken = true;
    aws.amend(aws.sqs, 'SendMessageBatch', (original) => async (input, call) => {
      if (!isBroken) return original(input, call);
      const entries: readonly unknown[] = Array.isArray(input.Entries) ? input.Entries : [];
      const answer = await original({ ...input, Entries: entries.slice(1) }, call);
      return { ...answer, Failed: [{ Id: '0', SenderFault: false, Code: 'InternalError', Message: 'says AWS' }] };
    });
    expect(await rejection(aws, aws.queueAt(queue.url).send(messages(3)))).toMatchObject({
      finding: { code: 'call-failed', operation: 'SendMessageBatch', error: 'InternalError' },
    });
    expect(queue.messages.map(({ body }) => body)).toEqual(['b1', 'b2']);
    isBroken = false;
    await aws.finish(aws.queueAt(queue.url).send(messages(3)));
    expect(queue.messages.map(({ body }) => body).sort()).toEqual(['b0', 'b1', 'b2']);
  });

  test('to a queue that is not there is a failure', async () => {
    const nowhere = aws.queueAt(queue.url.replace('sweeps', 'nowhere')).send(messages(1));
    expect(await rejection(aws, nowhere)).toMatchObject({
      finding: { code: 'call-failed', operation: 'SendMessageBatch', error: 'QueueDoesNotExist' },
    });
  });
});

describe('the size of the sweep queue', () => {
  test('counts what waits and what somebody is working on, until it is done', async () => {
    const sizes: number[] = [];
    const measure = async () => sizes.push(await aws.finish(aws.queueAt(queue.url).size()));
    await measure();
    await aws.finish(aws.queueAt(queue.url).send(messages(3)));
    await measure();
    const [received] = queue.receive(1);
    await measure();
    queue.delete(received?.receiptHandle ?? '');
    await measure();
    expect(sizes).toEqual([0, 3, 3, 2]);
  });
});

describe('a received message', () => {
  async function receive(): Promise<string> {
    await aws.finish(aws.queueAt(queue.url).send(messages(1)));
    return queue.receive(1)[0]?.receiptHandle ?? '';
  }

  test.each([30, 900])('comes back after %i seconds when told so, and no sooner', async (seconds) => {
    const receipt = await receive();
    await aws.finish(delayRedelivery(aws.sqsClient, aws.caller, queue.url, receipt, seconds));
    await aws.clock.advance(seconds * 1000 - 1);
    expect(queue.receive(1)).toEqual([]);
    await aws.clock.advance(1);
    expect(queue.receive(1).map(({ body }) => body)).toEqual(['b0']);
  });

  test('comes back at once after no delay', async () => {
    const receipt = await receive();
    await aws.finish(delayRedelivery(aws.sqsClient, aws.caller, queue.url, receipt, 0));
    expect(queue.receive(1)).toHaveLength(1);
  });

  test('that is gone cannot be delayed, which is said', async () => {
    const receipt = await receive();
    queue.delete(receipt);
    const delayed = delayRedelivery(aws.sqsClient, aws.caller, queue.url, receipt, 30);
    expect(await rejection(aws, delayed)).toMatchObject({ finding: { operation: 'ChangeMessageVisibility' } });
  });
});
