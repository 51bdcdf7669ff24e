import { describe, expect, test } from 'vitest';
import { Secret } from '../../lambdas/core/secret.ts';
import { createPool, rejection } from './arrangement.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

const pool = 'eu-west-1_AbCdEfGhI';

describe('every call', () => {
  test('is counted once by its operation, however often the SDK tries', async () => {
    const aws = createEmbeddedAws();
    const id = await createPool(aws);
    let failures = 2;
    aws.dispatcher.interfere({ before: () => (failures-- > 0 ? { kind: 'time-out' } : undefined) });
    await aws.finish(aws.pools.pool(id));
    await aws.finish(aws.pools.clients(id));
    expect(aws.counted).toEqual(['DescribeUserPool', 'ListUserPoolClients']);
    expect(aws.dispatcher.calls).toHaveLength(4);
  });

  test('waits for its turn: of one invocation for events, two and a half client reads a second', async () => {
    const aws = createEmbeddedAws({ lane: 'event' });
    const pools = [await createPool(aws), await createPool(aws), await createPool(aws)];
    await aws.finish(Promise.all(pools.map((id) => aws.pools.clients(id))));
    const [first, ...others] = aws.dispatcher.calls.map(({ at }) => at);
    expect(others.map((at) => Math.round(at - (first ?? 0)))).toEqual([400, 800]);
  });
});

describe('the deadline', () => {
  test('that has come lets no call begin', async () => {
    const aws = createEmbeddedAws({ signal: AbortSignal.abort() });
    expect(await rejection(aws, aws.pools.pool(pool))).toMatchObject({
      finding: { code: 'out-of-time', operation: 'DescribeUserPool' },
    });
    expect(aws.dispatcher.calls).toEqual([]);
    expect(aws.counted).toEqual([]);
  });

  test('ends the waiting for a turn', async () => {
    const deadline = new AbortController();
    const aws = createEmbeddedAws({ signal: deadline.signal });
    const id = await createPool(aws);
    await aws.finish(aws.pools.clients(id));
    aws.clock.at(aws.clock.now() + 400, () => deadline.abort());
    const started = aws.clock.now();
    expect(await rejection(aws, aws.pools.clients(id))).toMatchObject({
      finding: { code: 'out-of-time', operation: 'ListUserPoolClients' },
    });
    expect(aws.clock.now() - started).toBe(400);
    expect(aws.dispatcher.calls).toHaveLength(1);
  });

  test('ends a call under way', async () => {
    const deadline = new AbortController();
    const aws = createEmbeddedAws({ signal: deadline.signal });
    aws.dispatcher.latencyMilliseconds = 5000;
    aws.clock.at(aws.clock.now() + 1000, () => deadline.abort());
    const started = aws.clock.now();
    expect(await rejection(aws, aws.pools.pool(pool))).toMatchObject({
      finding: { code: 'out-of-time', operation: 'DescribeUserPool' },
    });
    expect(aws.clock.now() - started).toBe(1000);
    expect(aws.dispatcher.calls).toHaveLength(1);
  });

  test('that comes while a write is under way says so, though the write may still have its effect', async () => {
    const deadline = new AbortController();
    const aws = createEmbeddedAws({ signal: deadline.signal });
    aws.dispatcher.latencyMilliseconds = 5000;
    aws.clock.at(aws.clock.now() + 1000, () => deadline.abort());
    expect(await rejection(aws, aws.parameters.create('/apis/a', new Secret('ours')))).toMatchObject({
      finding: { code: 'out-of-time', operation: 'PutParameter' },
    });
    await aws.clock.runUntilIdle();
    expect(aws.parameterStore.value('/apis/a')).toBe('ours');
  });
});
