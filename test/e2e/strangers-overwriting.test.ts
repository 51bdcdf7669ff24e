import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { expectRest, forge, owned, standing, takeAway } from './forged-owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Parameters that somebody overwrites, with owner tags that somebody forged: what is not declared is not restored. */
const orders = '/layered-apis/orders';
const byName = { 'ssm-sync:orders': orders };

describe('an overwritten parameter with an owner tag', () => {
  const overwritten = '{"token":"s3cr3t-1"}';

  /** Somebody overwrites this parameter, which names an owner; nothing may come of it. */
  async function expectNothing(world: World, value: string, name = orders): Promise<Record<string, number>> {
    await world.put(name, '{}');
    await forge(world, value, { name });
    await world.settle();
    const version = world.version(name);
    const calls = await world.callsDuring(async () => {
      await world.put(name, overwritten);
      await world.settle();
    });
    expect([world.text(name), world.version(name)]).toEqual([overwritten, version + 1]);
    expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
    return calls;
  }

  it('that names a client which is declared elsewhere gets nothing', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': '/layered-apis/mine' }, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials('/layered-apis/mine')).toEqual(credentialsOf(client));
    // Without its tag nothing leads from this one to its owner: only a sweep would put it right.
    await takeAway(world, '/layered-apis/mine');
    await world.put('/layered-apis/mine', overwritten);
    await world.settle();
    await expectNothing(world, owned(pool, client));
    expect(world.text('/layered-apis/mine')).toBe(overwritten);
  });

  it('in which another id stands then is left to the sweep: a place is not taken because of an event', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    const text = standing({ id: '1example23456789abcdefghij' });
    await world.put(orders, text);
    await world.settle();
    expect(world.text(orders)).toBe(text);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    await expectRest(world);
  });

  it('that names a stranger’s client gets nothing, though a tag names it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    await expectNothing(world, owned(pool, { id: pool.register('orders') }));
  });

  it('that names a pool which is gone, or a client which is, gets nothing', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    await expectNothing(world, owned({ id: 'eu-west-1_Neverwas0' }, { id: '1example23456789abcdefghij' }));
    await expectNothing(world, owned(pool, { id: '1example23456789abcdefghij' }), '/layered-apis/another');
  });

  it('that names a client which does not claim it costs a look at its tags, its pool and that client', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const client = await pool.createClient('billing');
    expect(await expectNothing(world, owned(pool, client, 'of-others'))).toEqual({
      ListTagsForResource: 1,
      DescribeUserPool: 1,
      DescribeUserPoolClient: 1,
    });
  });

  it('that names a pool which this deployment does not look at costs no more', async () => {
    const world = openWorld({ environment: { USER_POOLS: '["eu-west-1_Watched00"]' } });
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const client = await pool.createClient('orders');
    expect(await expectNothing(world, owned(pool, client))).toEqual({ ListTagsForResource: 1 });
  });

  it('that lies outside the prefixes costs no call at all', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': '/other/orders' }, domain: 'acme' });
    const client = await pool.createClient('orders');
    expect(await expectNothing(world, owned(pool, client), '/other/orders')).toEqual({});
  });

  it('that names as many owners as there can be tags is worked off, and nothing is written', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    await world.put(orders, '{}');
    const Tags = Array.from({ length: 50 }, (_, index) => ({
      Key: `ssm-sync:owner:place${index}`,
      Value: owned(index % 2 === 0 ? pool : { id: `eu-west-1_Neverwas${index}` }, { id: `client${index}` }),
    }));
    const resource = { ResourceType: 'Parameter', ResourceId: orders } as const;
    await world.did(world.as('pipeline').ssm.addTagsToResource({ ...resource, Tags }));
    await expectNothing(world, owned(pool, { id: 'client0' }), '/layered-apis/another');
    await world.put(orders, overwritten);
    await world.settle();
    expect(world.text(orders)).toBe(overwritten);
    await expectRest(world);
  });
});
