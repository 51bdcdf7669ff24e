import { describe, expect, it } from 'vitest';
import type { Queue } from '../../local-aws/queue/queue.ts';
import { Sqs } from '../../local-aws/queue/sqs.ts';
import { VirtualClock } from '../../local-aws/virtual-clock.ts';

const site = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };

function world() {
  const clock = new VirtualClock(0);
  return { clock, sqs: new Sqs({ site, clock }) };
}

const send = (queue: Queue, body: string, more: { groupId?: string; deduplicationId?: string } = {}) =>
  queue.send({ body, senderId: 'person', ...more });
const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);
const handleOf = (message: { receiptHandle?: string } | undefined) => message?.receiptHandle ?? '';

describe('a standard queue', () => {
  it('hides what is received until its visibility time-out runs out', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events', { VisibilityTimeout: '60' });
    send(queue, 'a');
    expect(bodies(queue.receive(10))).toEqual(['a']);
    await clock.advance(59_999);
    expect(bodies(queue.receive(10))).toEqual([]);
    await clock.advance(1);
    const [again] = queue.receive(10);
    expect([again?.body, again?.receives, again?.firstReceivedAt]).toEqual(['a', 2, 0]);
  });

  it('deletes by the newest receipt handle; an older one is accepted and deletes nothing', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events');
    send(queue, 'a');
    const old = handleOf(queue.receive(1)[0]);
    await clock.advance(30_000);
    const fresh = handleOf(queue.receive(1)[0]);
    queue.delete(old);
    expect(bodies(queue.messages)).toEqual(['a']);
    queue.delete(fresh);
    queue.delete(fresh);
    expect(queue.messages).toEqual([]);
    expect(() => queue.delete('elsewhere/1')).toThrow('is not valid');
  });

  it('makes a message visible earlier or later than its queue would', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events', { VisibilityTimeout: '60' });
    send(queue, 'a');
    queue.changeVisibility(handleOf(queue.receive(1)[0]), 0);
    const handle = handleOf(queue.receive(1)[0]);
    queue.changeVisibility(handle, 600);
    await clock.advance(599_999);
    expect(queue.receivable).toEqual([]);
    await clock.advance(1);
    expect(bodies(queue.receivable)).toEqual(['a']);
    expect(() => queue.changeVisibility(handle, 10)).toThrow('not in flight');
  });

  it('hides no message beyond twelve hours from its receive', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events', { VisibilityTimeout: '60' });
    send(queue, 'a');
    const handle = handleOf(queue.receive(1)[0]);
    expect(() => queue.changeVisibility(handle, 43_201)).toThrow('Must be between 0 and 43200');
    queue.changeVisibility(handle, 43_200);
    await clock.advance(1000);
    expect(() => queue.changeVisibility(handle, 43_200)).toThrow('beyond the limit [43200 seconds]');
    queue.changeVisibility(handle, 43_199);
    queue.delete(handle);
    expect(() => queue.changeVisibility(handle, 1)).toThrow('does not exist or is not available');
  });

  it('holds back delayed messages, the queue’s and the message’s own', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events', { DelaySeconds: '10' });
    send(queue, 'usual');
    queue.send({ body: 'at once', senderId: 'person', delaySeconds: 0 });
    expect(bodies(queue.receivable)).toEqual(['at once']);
    await clock.advance(10_000);
    expect(bodies(queue.receivable)).toEqual(['usual', 'at once']);
  });

  it('forgets messages after its retention period', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events', { MessageRetentionPeriod: '60' });
    send(queue, 'a');
    await clock.advance(60_001);
    expect(queue.messages).toEqual([]);
  });

  it('moves what was received too often to its dead-letter queue, at the receive after the last', async () => {
    const { clock, sqs } = world();
    const dead = sqs.create('dead');
    const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = sqs.create('events', { VisibilityTimeout: '1', RedrivePolicy: redrive });
    const { id } = send(queue, 'poison');
    for (let receive = 0; receive < 2; receive += 1) {
      expect(bodies(queue.receive(10))).toEqual(['poison']);
      await clock.advance(1000);
    }
    expect(dead.messages).toEqual([]);
    expect(queue.receive(10)).toEqual([]);
    expect(queue.messages).toEqual([]);
    expect(dead.messages).toMatchObject([{ id, body: 'poison', sentAt: 0, deadLetterSourceArn: queue.arn }]);
  });

  it('is purged at most once a minute', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events');
    send(queue, 'a');
    queue.purge();
    expect(queue.messages).toEqual([]);
    expect(() => queue.purge()).toThrow('allowed every 60 seconds');
    await clock.advance(60_000);
    queue.purge();
  });

  it('refuses what SQS refuses', () => {
    const queue = world().sqs.create('events', { MaximumMessageSize: '1024' });
    expect(() => send(queue, '')).toThrow('MessageBody');
    expect(() => send(queue, '\u0000')).toThrow('Invalid characters');
    expect(() => send(queue, 'é'.repeat(513))).toThrow('shorter than 1024 bytes');
    expect(() => send(queue, 'a', { deduplicationId: 'x' })).toThrow('not valid for this queue type');
    send(queue, 'é'.repeat(512), { groupId: 'fair' });
  });
});

describe('a queue with a consumer', () => {
  it('keeps the clock busy with what it hides; one that nobody reads does not', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('events', { VisibilityTimeout: '60' });
    send(queue, 'a');
    queue.receive(1);
    await clock.runUntilIdle();
    expect(clock.now()).toBe(0);
    const heard: number[] = [];
    const leave = queue.onReceivable(() => heard.push(clock.now()));
    await clock.runUntilIdle();
    expect(heard).toEqual([60_000]);
    queue.receive(1);
    leave();
    await clock.runUntilIdle();
    expect(clock.now()).toBe(60_000);
  });

  it('tells it when a message came, was made visible, or made way for another', () => {
    const queue = world().sqs.create('events');
    let heard = 0;
    queue.onReceivable(() => {
      heard += 1;
    });
    send(queue, 'a');
    const handle = handleOf(queue.receive(1)[0]);
    queue.changeVisibility(handle, 0);
    expect(heard).toBe(2);
    queue.delete(handleOf(queue.receive(1)[0]));
    expect(heard).toBe(3);
  });
});

describe('a FIFO queue', () => {
  const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '60' };

  it('keeps the order of a group, and lets only one consumer into it', async () => {
    const { sqs, clock } = world();
    const queue = sqs.create('sweep.fifo', fifo);
    for (const body of ['a1', 'a2', 'a3']) send(queue, body, { groupId: 'a' });
    send(queue, 'b1', { groupId: 'b' });
    const [first] = queue.receive(1);
    expect(first?.body).toBe('a1');
    expect(bodies(queue.receive(10))).toEqual(['b1']);
    queue.delete(handleOf(first));
    expect(bodies(queue.receive(10))).toEqual(['a2', 'a3']);
    await clock.advance(60_000);
    expect(bodies(queue.receive(10))).toEqual(['a2', 'a3', 'b1']);
  });

  it('gives nothing of a group while a later message of it is in flight', () => {
    const { sqs } = world();
    const queue = sqs.create('sweep.fifo', fifo);
    for (const body of ['a1', 'a2']) send(queue, body, { groupId: 'a' });
    const [first] = queue.receive(2);
    queue.changeVisibility(handleOf(first), 0);
    expect(queue.receivable).toEqual([]);
  });

  it('takes the same message again within five minutes and delivers nothing new, even after its deletion', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('sweep.fifo', fifo);
    const { id } = send(queue, 'a', { groupId: 'g' });
    queue.delete(handleOf(queue.receive(1)[0]));
    await clock.advance(299_999);
    expect(send(queue, 'a', { groupId: 'g' }).id).toBe(id);
    expect(send(queue, 'a', { groupId: 'g', deduplicationId: 'other' }).id).not.toBe(id);
    expect(bodies(queue.messages)).toEqual(['a']);
    await clock.advance(1);
    expect(send(queue, 'a', { groupId: 'g' }).id).not.toBe(id);
  });

  it('refuses a receipt handle whose time ran out', async () => {
    const { clock, sqs } = world();
    const queue = sqs.create('sweep.fifo', fifo);
    send(queue, 'a', { groupId: 'g' });
    const handle = handleOf(queue.receive(1)[0]);
    await clock.advance(60_000);
    expect(() => queue.delete(handle)).toThrow('has expired');
  });

  it('refuses messages without a group or a way to know them again, and delays of their own', () => {
    const queue = world().sqs.create('sweep.fifo', { FifoQueue: 'true' });
    expect(() => send(queue, 'a')).toThrow('MessageGroupId');
    expect(() => send(queue, 'a', { groupId: 'g' })).toThrow('ContentBasedDeduplication');
    expect(() => queue.send({ body: 'a', senderId: 'p', groupId: 'g', deduplicationId: 'd', delaySeconds: 1 })).toThrow(
      'not valid for this queue type',
    );
  });
});

describe('the queues of an account', () => {
  it('are made once: the same again is the same, another of that name is refused', () => {
    const { sqs } = world();
    const queue = sqs.create('events', { VisibilityTimeout: '60' });
    expect(sqs.create('events', { VisibilityTimeout: '60' })).toBe(queue);
    expect(() => sqs.create('events')).toThrow('already exists');
    expect(() => sqs.queue('none')).toThrow('does not exist');
    expect(sqs.queueByArn('arn:aws:sqs:eu-west-1:123456789012:events')).toBe(queue);
  });

  it('refuse attributes that SQS does not know or take', () => {
    const { sqs } = world();
    expect(() => sqs.create('a', { Color: 'red' })).toThrow('Unknown Attribute');
    expect(() => sqs.create('a', { VisibilityTimeout: '43201' })).toThrow('VisibilityTimeout');
    expect(() => sqs.create('a', { RedrivePolicy: '{' })).toThrow('RedrivePolicy');
    expect(() => sqs.create('a', { FifoQueue: 'true' })).toThrow('.fifo');
    expect(() => sqs.create('a.fifo')).toThrow('.fifo');
    expect(() => sqs.create('a b')).toThrow('alphanumeric');
  });
});
