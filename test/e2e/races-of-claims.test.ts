import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { atCalls } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Somebody writes at the moment of a write, and who claims what decides how it goes on. */
const orders = '/layered-apis/orders';

describe('where two clients claim the place, and somebody writes just as its holder is updated', () => {
  const both = { 'ssm-sync:orders': orders, 'ssm-sync:billing': orders };

  /** “orders” stands there, and its secret has to be written; `text`: what somebody writes at that moment. */
  async function contested(
    text: (rival: string) => string,
  ): Promise<{ world: World; holder: string; written: string }> {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: both, domain: 'acme' });
    const rival = await pool.createClient('billing');
    const holder = await pool.createClient('orders');
    world.foreignSecrets.push('s3cr3t-rival');
    const written = text(rival.id);
    await world.put(orders, JSON.stringify({ auth: { cognito: { clientId: holder.id } } }));
    atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
      await world.as('pipeline').ssm.putParameter({ Name: orders, Value: written, Overwrite: true });
      return undefined;
    });
    await world.settle();
    return { world, holder: holder.id, written };
  }

  it('the rival whom they put there keeps the place, and the holder is told', async () => {
    const standing = (clientId: string) =>
      JSON.stringify({ auth: { cognito: { ...credentialsOf({ id: clientId, secret: 's3cr3t-rival' }) } } });
    const { world, holder, written } = await contested(standing);
    expect(world.aws.parameterStore.versions(orders).map(({ value }) => value)).toContain(written);
    expect(world.credentials(orders)).toMatchObject({ clientId: JSON.parse(written).auth.cognito.clientId });
    expect(world.said('claimed-by-another-client').map(({ clientId }) => clientId)).toContain(holder);
  });

  it('nobody gets the place from which they took it away', async () => {
    const { world } = await contested(() => '{"token":"s3cr3t-rival"}');
    expect(world.text(orders)).toBe('{"token":"s3cr3t-rival"}');
    expect(world.said('claimed-twice')).not.toEqual([]);
  });
});

it('a rejection in a parameter that is looked at again is told and counted once', async () => {
  const world = openWorld();
  const second = `${orders}@auth.second`;
  const both = { 'ssm-sync:orders': `${orders} ${second}`, 'ssm-sync:billing': second };
  const pool = await world.createPool('apis', { tags: {}, domain: 'acme' });
  const rival = await pool.createClient('billing');
  const holder = await pool.createClient('orders');
  const standing = { cognito: { clientId: holder.id }, second: credentialsOf(rival) };
  await world.put(orders, JSON.stringify({ auth: standing }));
  await world.settle();
  await pool.tag(both);
  world.deployment.events.purge();
  atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
    const text = JSON.stringify({ auth: standing, theirs: true });
    await world.as('pipeline').ssm.putParameter({ Name: orders, Value: text, Overwrite: true });
    return undefined;
  });
  await world.sweep();
  expect(world.json(orders)).toMatchObject({ theirs: true, auth: { cognito: credentialsOf(holder) } });
  expect(world.said('claimed-by-another-client')).toMatchObject([{ clientId: holder.id, place: 'auth.second' }]);
  expect(world.measured('DeclarationsRejected')).toBe(1);
});

it('a sweep that is raced looks again at the clients concerned, and describes no others', async () => {
  const world = openWorld();
  const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
  const [first] = [await pool.createClient('one'), await pool.createClient('two'), await pool.createClient('three')];
  await world.settle();
  // The sweep is the first to see it.
  world.aws.eventBus.fate = () => [];
  await world.put('/layered-apis/one', JSON.stringify({ auth: { cognito: { clientId: first.id } } }));
  atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
    await world.as('pipeline').ssm.putParameter({ Name: '/layered-apis/one', Value: '{}', Overwrite: true });
    return undefined;
  });
  const calls = await world.callsDuring(() => world.sweep());
  expect(calls).toMatchObject({ DescribeUserPoolClient: 4, ListUserPoolClients: 2, PutParameter: 2 });
  expect(world.credentials('/layered-apis/one')).toMatchObject({ clientId: first.id });
});

it('a client that is raced while its pool has more to do than one pass does gets its turn all the same', async () => {
  const world = openWorld({ trail: false, quotas: false });
  const pool = await world.createPool('apis', { tags: {}, domain: 'acme' });
  const clients = [];
  for (let index = 0; index < 150; index++) clients.push(await pool.createClient(`client-${index}`));
  // Pools are worked off in the order of ids: it is the last one's turn when all others have had theirs.
  const [last] = clients.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  if (last === undefined) throw new Error('no client was made');
  await world.put(orders, JSON.stringify({ auth: { cognito: { clientId: last.id } } }));
  await pool.tag({ 'ssm-sync': '/layered-apis/:clientName', [`ssm-sync:${last.id}`]: orders });
  atCalls(world, { operation: 'PutParameter', about: orders, times: 1 }, async () => {
    await world.as('pipeline').ssm.putParameter({ Name: orders, Value: '{"theirs":true}', Overwrite: true });
    return undefined;
  });
  const at = new Date(world.aws.clock.now()).toISOString();
  const body = JSON.stringify({ v: 1, kind: 'clients', userPoolId: pool.id, clientIds: [last.id], at });
  world.deployment.events.send({ body, senderId: 'events.amazonaws.com' });
  await world.settle();
  expect(world.json(orders)).toEqual({ theirs: true, auth: { cognito: credentialsOf(last) } });
});
