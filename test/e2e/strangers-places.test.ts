import { describe, expect, it } from 'vitest';
import { expectRest, forge, owned, ownerKey, standing, takeAway } from './forged-owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Who has a place, and who is reported to have left one, where somebody forged, mangled or took away its owner tag. */
const orders = '/layered-apis/orders';
const byName = { 'ssm-sync:orders': orders };

describe('a client of the same pool that somebody put at a place by hand', () => {
  /** The client that is declared, and one that no tag is about and that stands there. */
  async function found() {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const left = await pool.createClient('left');
    const text = standing(left);
    await world.put(orders, text);
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe(text);
    expect(world.said('place-occupied').at(-1)).toMatchObject({ clientId: client.id, action: 'blocked' });
    return { world, pool, left, client };
  }

  it('is left there until a tag of the pool is about it', async () => {
    const { world, pool, client } = await found();
    await pool.tag({ 'ssm-sync:left': 'none' });
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    await expectRest(world);
  });

  it('is taken for ours where an owner tag says so', async () => {
    const { world, pool, left, client } = await found();
    await forge(world, owned(pool, left));
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    await expectRest(world);
  });

  it('stays where the owner tag names anybody else', async () => {
    const { world, pool, client } = await found();
    for (const value of [owned(pool, client), owned({ id: 'eu-west-1_Neverwas0' }, client), 'x']) {
      await forge(world, value);
      await world.sweep();
      expect(world.version(orders)).toBe(1);
    }
    await expectRest(world);
  });
});

describe('an owner tag of a place that two pools declare', () => {
  /** A pool that has the place, and one that came later. */
  async function two() {
    const world = openWorld();
    const first = await world.createPool('first', { tags: byName, domain: 'acme' });
    const holder = await first.createClient('orders');
    await world.settle();
    const second = await world.createPool('second', { tags: byName, domain: 'second' });
    const late = await second.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(holder));
    return { world, holder, second, late };
  }

  it('that is taken away is there again after the sweep, and whoever has the place then keeps it', async () => {
    const { world, holder, late } = await two();
    await takeAway(world);
    await world.sweep();
    await world.sweep();
    const { clientId } = world.credentials(orders) as { clientId: string };
    expect([holder.id, late.id]).toContain(clientId);
    expect(world.aws.parameterStore.tagsOf(orders)[ownerKey]).toContain(` ${clientId} `);
    await expectRest(world);
  });

  it('that names the other one moves the place once at most', async () => {
    const { world, second, late } = await two();
    await forge(world, owned(second, late));
    await world.sweep();
    await world.sweep();
    expect(world.version(orders)).toBeLessThanOrEqual(2);
    await expectRest(world);
  });
});

describe('a parameter that has all the tags it can have', () => {
  it('is written without an owner, and keeps every one of them', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`team-${index}`, 'x'] as const));
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await world.put(orders, '{}', { Overwrite: false, Tags });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.aws.parameterStore.tagsOf(orders)).toEqual(tags);
    expect(world.said('updated')).toMatchObject([{ notes: ['owner-untagged'] }]);
    await expectRest(world);
  });
});

describe('what a forged owner tag has reported as left behind', () => {
  it('is only reported, and only of this deployment, its prefixes and its pools', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const client = await pool.createClient('billing');
    const text = standing(client);
    const forged = [
      ['/layered-apis/left', owned(pool, client)],
      ['/layered-apis/of-others', owned(pool, client, 'of-others')],
      ['/other/left', owned(pool, client)],
    ] as const;
    for (const [name, value] of forged) {
      await world.put(name, text);
      await forge(world, value, { name });
    }
    await world.sweep();
    const orphans = world.log().filter(({ action }) => action === 'orphaned');
    expect(orphans).toMatchObject([{ parameter: '/layered-apis/left', code: 'declaration-gone', clientId: client.id }]);
    for (const [name] of forged) expect([world.text(name), world.version(name)]).toEqual([text, 1]);
    expect(world.measured('DeclarationsGone')).toBe(1);
    expect(world.measured('OrphanedParameters')).toBe(1);
  });
});
