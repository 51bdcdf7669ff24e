import { describe, expect, it } from 'vitest';
import { credentialsOf, openWorld } from './worlds.ts';

/** Clients that strangers registered at the pool's domain, in every role that a client can have. */
const orders = '/layered-apis/orders';
const byName = { 'ssm-sync:orders': orders };
const everyWay = { ...byName, 'ssm-sync': '/layered-apis/:clientName/:clientId' };
const place = (clientId: string) => JSON.stringify({ auth: { cognito: { clientId, clientSecret: 's3cr3t-1' } } });

describe('a stranger’s client', () => {
  it('that an event is about is looked at, and gets nothing by any name', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: everyWay, domain: 'acme' });
    const stranger = pool.register('innocent');
    await world.settle();
    await pool.renameClient(stranger, 'orders');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual([]);
    expect(world.said('client-missing').at(-1)).toMatchObject({ trigger: 'sweep' });
    await pool.deleteClient(stranger);
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual([]);
  });

  it('is no second bearer of a name: the regular one gets the place, and keeps it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const early = pool.register('orders');
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    const late = pool.register('orders');
    await pool.renameClient(late, 'orders');
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
    expect(world.said('claimed-twice')).toEqual([]);
    expect(world.log().flatMap(({ clientId }) => clientId)).not.toContain(early);
  });

  it('whose id somebody put at a place holds it against nobody', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    await world.put(orders, place(pool.register('orders')));
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it('whose id somebody put there gets nothing more there, though it bears the name and an event is about it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const stranger = pool.register('innocent');
    const text = place(stranger);
    await world.put(orders, text);
    await world.settle();
    await pool.renameClient(stranger, 'orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe(text);
    expect(world.log().flatMap(({ clientId }) => clientId ?? [])).toEqual([]);
  });

  it('that a tag names by id stops no other declaration, and leaves alone what stands at its target', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    const stranger = pool.register('orders');
    const text = place(stranger);
    await world.put('/layered-apis/theirs', text);
    await pool.tag({ [`ssm-sync:${stranger}`]: `/layered-apis/theirs ${orders}` });
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text('/layered-apis/theirs')).toBe(text);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.said('client-dynamic').at(-1)).toMatchObject({ clientId: stranger, action: 'rejected' });
  });

  it('is one of hundreds that hide no regular one, and cost no look at each', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: everyWay, domain: 'acme' });
    for (let count = 0; count < 200; count++) pool.register('orders');
    const client = await pool.createClient('orders');
    for (let count = 0; count < 200; count++) pool.register('orders');
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual([orders]);
    const calls = await world.callsDuring(() => world.sweep());
    expect(calls.DescribeUserPoolClient).toBe(1);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });
});
