import { describe, expect, it } from 'vitest';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

/** Which url stands in the parameter while the pool's domains change. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

describe('the url', () => {
  it('stays while the pool has no domain, and follows the next one', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.deleteDomain('acme');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
    expect(world.said('in-sync').at(-1)).toMatchObject({ notes: ['no-domain'] });

    await pool.createDomain('acme-two');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client, 'acme-two'));
    expect(world.version(orders)).toBe(2);
    expect(world.said('updated')).toMatchObject([{ reasons: ['url'], clientId: client.id }]);
  });

  it('stays when a custom domain comes beside the prefix; a new client gets the custom one', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { ...tags, 'ssm-sync:billing': '/layered-apis/billing' },
      domain: 'acme',
    });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.createDomain('auth.acme.example', true);
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);

    await pool.createClient('billing');
    await world.settle();
    const custom = 'https://auth.acme.example/oauth2/token';
    expect(world.credentials('/layered-apis/billing')).toMatchObject({ url: custom });

    await pool.deleteDomain('acme');
    await world.settle();
    expect(world.credentials(orders)).toMatchObject({ url: custom });
  });

  it('is left out while there is no domain, and written when one comes', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual({ clientId: client.id, clientSecret: client.secret });
    expect(world.said('created')).toMatchObject([{ notes: ['no-domain'] }]);

    await pool.createDomain('acme');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it('of another pool never meets our secret', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags });
    await world.put(
      orders,
      JSON.stringify({
        auth: { cognito: { url: endpoint('foreign'), clientId: 'theirs', clientSecret: 's3cr3t-theirs' } },
      }),
    );
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual({ clientId: client.id, clientSecret: client.secret });
  });
});
