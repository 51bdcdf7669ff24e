import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { groupBatch } from '../../lambdas/reconciler/batch.ts';

const at = '2026-11-20T10:00:00Z';
const pool = (name: string): object => ({ v: 1, at, kind: 'pool', userPoolId: `eu-west-1_${name}`, sweep: at });
const rest = (name: string, clientId: string, following: number): object => ({
  ...{ v: 1, at, kind: 'clients', userPoolId: `eu-west-1_${name}`, clientIds: [clientId], sweep: at },
  ...{ settled: true, following },
});
const sweep = (time: string): object => ({ v: 1, at: time, kind: 'sweep' });

function record(message: object, messageId = 'message', receives = 1, sentAt = 1000): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body: JSON.stringify(message),
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAt),
      SenderId: 'rule',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:sweeps.fifo',
    awsRegion: 'eu-west-1',
  };
}

const claimed = (...messages: readonly object[]): number => groupBatch(messages.map((one) => record(one))).claimed;

describe('what a batch claims of the queue', () => {
  test('is its messages, and what comes after the last of each rest', () => {
    expect(claimed(pool('A'), pool('B'))).toBe(2);
    expect(claimed(rest('A', 'one', 39), rest('A', 'two', 38))).toBe(40);
    expect(claimed(rest('A', 'one', 9), pool('B'), rest('C', 'one', 2))).toBe(14);
  });

  test('is nothing that comes after where another message about the pool does too', () => {
    expect(claimed(rest('A', 'one', 39), pool('A'))).toBe(2);
  });

  test('cannot be told once a message was delivered before: what came after it may be done', () => {
    expect(groupBatch([record(rest('A', 'one', 3), 'one', 2)]).claimed).toBeNaN();
  });
});

describe('the passes of a batch', () => {
  test('are one for each message of a rest, though they are of one pool', () => {
    const batch = groupBatch([record(rest('A', 'one', 1), 'first'), record(rest('A', 'two', 0), 'second')]);
    expect(batch.pools.map(({ request, records }) => [request.clientIds, records.length])).toEqual([
      [['one'], 1],
      [['two'], 1],
    ]);
  });

  test('are one for all messages of a pool when one is about more than a rest', () => {
    const batch = groupBatch([record(rest('A', 'one', 1)), record(pool('A')), record(pool('B'))]);
    expect(batch.pools.map(({ request, records }) => [request.scope, request.settled, records.length])).toEqual([
      ['pool', false, 2],
      ['pool', false, 1],
    ]);
  });

  test('are one sweep, the last, however many come together', () => {
    const later = '2026-11-20T11:00:00Z';
    const { sweeps } = groupBatch([record(sweep(at)), record(sweep(later))]);
    expect(sweeps.map(({ request, records }) => [request.sweep, records.length])).toEqual([[later, 2]]);
  });
});

describe('a batch', () => {
  test('is as old as its oldest message, and was received as often as the one that was most', () => {
    const messages = [record(pool('A'), 'one', 1, 3000), record(pool('B'), 'two', 3, 2000)];
    expect(groupBatch(messages)).toMatchObject({ sentAt: 2000, receives: 3 });
  });
});
