import { describe, expect, test } from 'vitest';
import { boundOf, openLargeWorld } from '../bench/large-world.ts';
import { measurePlan } from '../bench/measured-plan.ts';

/** `npm run scale` does the same with 1,000. */
const size = { pools: 1, clientsOfPool: 250 };

describe('plan of a large pool', () => {
  test('takes hardly longer than the quota’s bound, is never throttled, and says how it gets on', async () => {
    const world = await openLargeWorld(size);
    const { code, stdout, seconds, throttled, calls, progress } = await measurePlan(world);
    expect(code).toBe(2);
    expect(stdout.at(-1)).toBe('Changes due: 250. Pools: 1.');
    expect(calls.DescribeUserPoolClient).toBe(250);
    expect(throttled).toBe(0);
    expect(seconds / boundOf(size, false).seconds).toBeLessThan(1.1);
    const line = /^looked at 0\/1 pools, \d+\/250 targets, \d+ calls, [\d.]+ calls\/s, about (\d+ min )?\d+ s left$/;
    expect(progress.filter((said) => line.test(said))).toHaveLength(9);
  });
});
