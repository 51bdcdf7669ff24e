import { describe, expect, it } from 'vitest';
import { refuse } from './faults.ts';
import { type Opened, opened, orders } from './owners.ts';

/** A parameter in which something may have been left behind, and that cannot be read just then. */
describe('what cannot be read for a moment', () => {
  it.each<[string, (opened: Opened) => Promise<unknown>]>([
    ['no tag', ({ pool }) => pool.untag('ssm-sync:orders')],
    [
      'no pool',
      async ({ pool }) => {
        await pool.deleteDomain('acme');
        await pool.delete();
      },
    ],
  ])('is not reported as left behind, but looked at again (%s)', async (_, change) => {
    const all = await opened();
    const { world } = all;
    await change(all);
    // Somebody has cleaned up already.
    await world.put(orders, '{"theirs":1}');
    await world.settle();
    // The SDK's four tries, and the pass's next one.
    refuse(world, { operation: 'GetParameters', times: 8 }, 'ThrottlingException', 500);
    await world.sweep();
    expect(world.said('call-failed').length).toBeGreaterThan(0);
    expect(world.log().filter(({ action }) => action === 'orphaned')).toEqual([]);
    expect(world.deployment.sweeps.messages).toEqual([]);
    expect(world.aws.cloudWatch.metric('OrphanedParameters').sum).toBe(0);
  });
});
