import { expect, it } from 'vitest';
import { createWorld } from '../world-here.ts';

it('writes the credentials of a new client where its tag says, and nothing at the second event', async () => {
  const world = createWorld();
  const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': '/layered-apis/orders' }, domain: 'acme' });
  const orders = await pool.createClient('orders');
  await world.settle();
  expect(world.credentials('/layered-apis/orders')).toEqual({
    url: 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token',
    clientId: orders.id,
    clientSecret: orders.secret,
  });

  await pool.renameClient(orders.id, 'orders');
  await world.settle();
  expect(world.version('/layered-apis/orders')).toBe(1);
  expect(world.leaks()).toEqual([]);
});
