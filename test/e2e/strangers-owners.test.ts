import { describe, expect, it } from 'vitest';
import { expectRest, forge, owned, ownerKey, standing, takeAway } from './forged-owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/**
 * Owner tags that others forged, mangled or took away. A tag is a pointer and never a right, so at worst somebody waits
 * who was declared, or another of those who were declared gets the place; and every world comes to rest.
 */
const orders = '/layered-apis/orders';
const byName = { 'ssm-sync:orders': orders };

describe('an owner tag that says nothing', () => {
  it.each(['', ' ', 'x', 'a b', 'a b c d', 'eu-west-1_AbCdEfGhI', '__proto__ constructor toString', 'a'.repeat(256)])(
    'keeps nobody from a place, and is put right by the sweep: %j',
    async (value) => {
      const world = openWorld();
      const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
      await world.put(orders, standing({ id: '1example23456789abcdefghij' }));
      await forge(world, value);
      const client = await pool.createClient('orders');
      await world.settle();
      expect(world.credentials(orders)).toEqual(credentialsOf(client));
      await forge(world, value);
      await world.sweep();
      expect(world.aws.parameterStore.tagsOf(orders)[ownerKey]).toBe(owned(pool, client));
      await expectRest(world);
    },
  );
});

describe('an owner tag that names a pool', () => {
  it('which is gone or never was keeps nobody from the place', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const left = { id: '1example23456789abcdefghij' };
    await world.put(orders, standing(left));
    await forge(world, owned({ id: 'eu-west-1_Neverwas0' }, left));
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    await expectRest(world);
  });

  it('which declares nothing there keeps nobody from the place, though its client lives', async () => {
    const world = openWorld();
    const other = await world.createPool('other', { tags: { 'ssm-sync:x': '/layered-apis/x' } });
    const left = await other.createClient('left');
    await world.put(orders, standing(left));
    await forge(world, owned(other, left));
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    await expectRest(world);
  });

  it.each([
    ['of another deployment', 'of-others'],
    ['that this deployment does not look at', 'cognito-ssm-sync'],
  ])('%s has what stands there left alone, until the tag is taken away', async (_, deployment) => {
    const everywhere = openWorld();
    const { id } = await everywhere.createPool('apis');
    const world = openWorld({ environment: { USER_POOLS: JSON.stringify([id]) } });
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const other = await world.createPool('other');
    const left = await other.createClient('left');
    const text = standing(left);
    await world.put(orders, text);
    await forge(world, owned(other, left, deployment));
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe(text);
    expect(world.said('place-occupied').at(-1)).toMatchObject({ clientId: client.id, action: 'blocked' });
    await takeAway(world);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    await expectRest(world);
  });
});

describe('an owner tag that names another deployment’s client', () => {
  it('keeps the place for it as long as it lives', async () => {
    const world = openWorld();
    const other = await world.createPool('other');
    const left = await other.createClient('left');
    const text = standing(left);
    await world.put(orders, text);
    await forge(world, owned(other, left, 'of-others'));
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe(text);
    expect(world.said('place-occupied').at(-1)).toMatchObject({ clientId: client.id, action: 'blocked' });
    await other.deleteClient(left.id);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
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
