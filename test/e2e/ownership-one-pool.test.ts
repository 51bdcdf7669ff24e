import { describe, expect, it } from 'vitest';
import { deploy } from '../deployment.ts';
import type { World } from '../world.ts';
import { orders } from './owners.ts';
import { openWorld } from './worlds.ts';

/** Two deployments with tags of their own on one pool, that lead two clients of it to one place. */
async function onOnePool(tags: Record<string, string>): Promise<World> {
  const world = openWorld({ name: 'blue', environment: { TAG_PREFIX: 'blue' } });
  deploy(world.aws, { name: 'green', environment: { TAG_PREFIX: 'green' } });
  const pool = await world.createPool('apis', { domain: 'acme' });
  await pool.createClient('orders');
  await pool.createClient('billing');
  await pool.tag(tags);
  await world.settle();
  await world.aws.clock.advance(3 * 3_600_000);
  await world.settle();
  return world;
}

describe('two deployments on one pool, with two clients for one place', () => {
  it.each<[string, Record<string, string>]>([
    ['each declares one', { 'blue:orders': orders, 'green:billing': orders }],
    [
      'each declares both',
      {
        'blue:orders': orders,
        'blue:billing': '/layered-apis/blue',
        'green:billing': orders,
        'green:orders': '/layered-apis/green',
      },
    ],
  ])('come to rest: %s', async (_, tags) => {
    const world = await onOnePool(tags);
    const version = world.version(orders);
    await world.aws.clock.advance(4 * 3_600_000);
    await world.settle();
    expect(world.version(orders)).toBe(version);
  });
});
