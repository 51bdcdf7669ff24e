import { describe, expect, it } from 'vitest';
import { credentialsOf, openWorld } from './worlds.ts';

/** What becomes of parameters and tags that come and go. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

describe('a deleted parameter', () => {
  it('is created again by the next sweep', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await world.deleteParameter(orders);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.said('created').at(-1)).toMatchObject({ trigger: 'sweep' });
  });

  it.each(['already-exists', 'too-many-updates', 'free'] as const)(
    'is created again by an event within the 30 seconds that its name has to rest (%s)',
    async (nameAfterDeletion) => {
      const world = openWorld({ switches: { nameAfterDeletion } });
      const pool = await world.createPool('apis', { tags, domain: 'acme' });
      const client = await pool.createClient('orders');
      await world.settle();
      await world.deleteParameter(orders);
      await pool.renameClient(client.id, 'orders');
      await world.settle();
      expect(world.credentials(orders)).toEqual(credentialsOf(client));
      expect(world.measured('SweepStarted')).toBe(0);
    },
  );
});

describe('create=never', () => {
  it('waits for the parameter and then writes into it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': `${orders} create=never` },
      domain: 'acme',
    });
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBeUndefined();
    expect(world.said('waiting').at(-1)).toMatchObject({ parameter: orders, clientId: client.id, trigger: 'sweep' });
    expect(world.measured('TargetsWaiting')).toBe(1);

    await world.put(orders, '{"token":"s3cr3t-1"}');
    await world.sweep();
    expect(world.json(orders)).toEqual({ token: 's3cr3t-1', auth: { cognito: credentialsOf(client) } });
  });

  it('can be set for a whole deployment', async () => {
    const world = openWorld({ environment: { CREATE: 'never' } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await pool.createClient('orders');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    expect(world.said('waiting')).toHaveLength(1);
  });
});
