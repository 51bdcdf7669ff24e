import { describe, expect, test } from 'vitest';
import { grace } from '../../lambdas/aws/census.ts';
import { shareOfQuota } from '../../lambdas/aws/pace.ts';
import { openedWorlds } from '../opened-worlds.ts';
import type { World } from '../world.ts';
import { boundOf, openLargeWorld, type Size } from './large-world.ts';
import { type MeasuredSweep, measureSweep } from './measured-sweep.ts';

async function openWorldOf(size: Size): Promise<World> {
  const world = await openLargeWorld(size);
  openedWorlds.push(world);
  return world;
}

/** What is over the share in some second. A rate of 3⅓ can show four calls in one. */
function overTheShare({ peaks }: MeasuredSweep): readonly string[] {
  return peaks.filter(({ calls, share }) => calls > Math.ceil(share)).map(({ what, calls }) => `${what}: ${calls}`);
}

/** The sweep's, its pools' and their rests' messages are not begun with at once. */
const waiting = (3 * grace) / 1000;

describe.each<Size>([
  { pools: 1, clientsOfPool: 300 },
  { pools: 25, clientsOfPool: 10 },
])('sweeps of $pools × $clientsOfPool clients', (size) => {
  test('are never throttled, in no second over their share, and nearly as fast as that allows', async () => {
    const world = await openWorldOf(size);
    for (const written of [true, false]) {
      const measured = await measureSweep(world);
      expect(measured.throttled).toBe(0);
      expect(overTheShare(measured)).toEqual([]);
      expect(measured.calls.PutParameter ?? 0).toBe(written ? size.pools * size.clientsOfPool : 0);
      expect((measured.seconds - waiting) / boundOf(size, written).seconds).toBeLessThan(1.2);
    }
  }, 60_000);
});

describe('events that come while a sweep uses all that lies idle', () => {
  test('are worked on beside it, and what is throttled is throttled once', async () => {
    const world = await openWorldOf({ pools: 12, clientsOfPool: 10 });
    const { aws, deployment, pools } = world;
    const at = new Date(aws.clock.now()).toISOString();
    for (const [index, userPoolId] of pools.entries()) {
      const body = JSON.stringify({ v: 1, kind: 'pool', userPoolId, at });
      aws.clock.at(aws.clock.now() + 15_000 + 777 * index, () => {
        deployment.events.send({ body, senderId: 'rule' });
      });
    }
    const measured = await measureSweep(world);
    // Four that write every two seconds make a second of four writes, until they are apart.
    expect(measured.throttled).toBeLessThanOrEqual(4);
    // Four at once can each round their quarter up, but only writes can come to more than AWS's own quota by that.
    const overTheQuota = measured.peaks.filter(({ calls, share }) => calls > share / shareOfQuota + 1e-9);
    expect(overTheQuota.map(({ what }) => what).filter((what) => what !== 'parameter-write')).toEqual([]);
    expect(world.said('call-failed')).toEqual([]);
    expect(aws.parameterStore.names()).toHaveLength(120);
  }, 60_000);
});
