import { describe, expect, it } from 'vitest';
import { credentialsOf, openWorld } from './worlds.ts';

/** Whom a tag means: by id, by name, by pattern, and what becomes of it when names change. */
const orders = '/layered-apis/orders';
const byPattern = { 'ssm-sync': '/layered-apis/:clientName' };

describe('a renamed client', () => {
  it('that leaves the name of the tag keeps what was written, and the tag is said to miss its client', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    const missing = world.said('client-missing').length;
    await pool.renameClient(client.id, 'billing');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
    expect(world.said('client-missing')).toHaveLength(missing + 1);
  });

  it('that takes the name of the tag is written', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const client = await pool.createClient('draft');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    await pool.renameClient(client.id, 'orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it('is written under its new name by a pattern, and what stands under the old one stays', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byPattern, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.renameClient(client.id, 'billing');
    await world.settle();
    expect(world.credentials('/layered-apis/billing')).toEqual(credentialsOf(client));
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
  });

  it('frees the place it had for another one that takes its name', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const old = await pool.createClient('orders');
    const next = await pool.createClient('next');
    await world.settle();
    await pool.renameClient(old.id, 'retired');
    await pool.renameClient(next.id, 'orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(next));
  });
});

describe('a name that two clients bear', () => {
  it('gets nobody the place while none of them has it, and the one that stays in the end', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const one = await pool.createClient('orders');
    const other = await pool.createClient('orders');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    expect(new Set(world.said('claimed-twice').map(({ clientId }) => clientId))).toEqual(new Set([one.id, other.id]));

    // Not even the one that an event is about, though it is the only one to be looked at.
    await pool.renameClient(one.id, 'orders');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();

    await pool.deleteClient(one.id);
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(other));
  });
});

describe('a client that registered itself', () => {
  it('under the name of a tag gets nothing and takes nothing', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { ...byPattern, 'ssm-sync:orders': `${orders}/prod` },
      domain: 'acme',
    });
    pool.register('orders');
    pool.register('billing');
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual([]);
    expect(world.said('client-missing').at(-1)).toMatchObject({ userPoolId: pool.id, trigger: 'sweep' });

    const ours = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual([`${orders}/prod`]);
    expect(world.credentials(`${orders}/prod`)).toEqual(credentialsOf(ours));
  });

  it('is rejected by id', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { domain: 'acme' });
    const stranger = pool.register('orders');
    await pool.tag({ [`ssm-sync:${stranger}`]: orders });
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    expect(world.said('client-dynamic')).toMatchObject([{ clientId: stranger, action: 'rejected' }]);
  });
});

describe('a pattern', () => {
  it('covers every client but those that a tag names, even with `none` or a malformed value', async () => {
    const world = openWorld();
    const tags = {
      ...byPattern,
      'ssm-sync:billing': 'none',
      'ssm-sync:reports': 'reports/prod',
      'ssm-sync:search': '/layered-apis/elsewhere',
    };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    for (const name of ['billing', 'reports', 'search']) await pool.createClient(name);
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual(['/layered-apis/elsewhere', orders]);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.said('tag-malformed')[0]).toMatchObject({ action: 'rejected' });
  });

  it('rejects a client whose name cannot stand in a path, and goes on with the others', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byPattern, domain: 'acme' });
    const portal = await pool.createClient('Partner portal');
    await pool.createClient('orders');
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual([orders]);
    expect(world.said('target-invalid')).toMatchObject([{ clientId: portal.id }]);
  });
});
