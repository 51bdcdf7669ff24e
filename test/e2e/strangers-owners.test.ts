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
    const looks = world.aws.dispatcher.calls.filter(({ callerArn }) => callerArn === world.aws.callers.reconciler.arn);
    expect(looks.filter(({ about }) => about.UserPoolId === other.id)).toEqual([]);
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
