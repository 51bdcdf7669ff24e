import { describe, expect, it } from 'vitest';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** How many calls each kind of pass makes: the budgets of docs/architecture.md, to the call. */
const orders = '/layered-apis/orders';

/** A world at rest with one synchronised client. */
async function converged(value = orders): Promise<{ world: World; pool: PoolInWorld; id: string; secret: string }> {
  const world = openWorld();
  const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': value }, domain: 'acme' });
  const client = await pool.createClient('orders');
  await world.settle();
  return { world, pool, ...client };
}

/** Nobody hears that a parameter was written. */
function loseParameterEvents(world: World): void {
  world.aws.eventBus.fate = ({ event }) => (event.source === 'aws.ssm' ? [] : [0]);
}

describe('a parameter that somebody edits', () => {
  it('costs four reads, and four more when what we write comes back to us', async () => {
    const targets = Array.from({ length: 12 }, (_, index) => `/layered-apis/${index}`);
    const { world, id, secret } = await converged(targets.join(' '));
    const again = { ListTagsForResource: 1, DescribeUserPool: 1, DescribeUserPoolClient: 1, GetParameters: 1 };
    const unharmed = await world.callsDuring(async () => {
      await world.put('/layered-apis/3', JSON.stringify({ n: 1, auth: { cognito: credentialsOf({ id, secret }) } }));
      await world.settle();
    });
    expect(unharmed).toEqual(again);
    const harmed = await world.callsDuring(async () => {
      await world.put('/layered-apis/3', '{"n":1}');
      await world.settle();
    });
    expect(harmed).toEqual({
      ...Object.fromEntries(Object.entries(again).map(([operation, calls]) => [operation, 2 * calls])),
      DescribeParameters: 1,
      PutParameter: 1,
    });
    expect(world.json('/layered-apis/3')).toEqual({ n: 1, auth: { cognito: credentialsOf({ id, secret }) } });
    expect(world.measured('TargetsDrifted')).toBe(1);
  });
});

describe('a pass over one client', () => {
  it('makes three reads when nothing changed', async () => {
    const { world, pool, id } = await converged();
    const calls = await world.callsDuring(async () => {
      await pool.renameClient(id, 'orders');
      await world.settle();
    });
    expect(calls).toEqual({ DescribeUserPool: 1, DescribeUserPoolClient: 1, GetParameters: 1 });
    expect(world.version(orders)).toBe(1);
  });

  it('makes two calls more when a key differs', async () => {
    const { world, pool, id, secret } = await converged();
    loseParameterEvents(world);
    await world.put(orders, JSON.stringify({ auth: { cognito: { ...credentialsOf({ id, secret }), url: 'gone' } } }));
    const calls = await world.callsDuring(async () => {
      await pool.renameClient(id, 'orders');
      await world.settle();
    });
    expect(calls).toEqual({
      DescribeUserPool: 1,
      DescribeUserPoolClient: 1,
      GetParameters: 1,
      DescribeParameters: 1,
      PutParameter: 1,
    });
    expect(world.credentials(orders)).toEqual(credentialsOf({ id, secret }));
  });

  it('asks for the number of secrets only where the stored one is not the shown one, and for that one once more after it', async () => {
    const { world, pool, id, secret } = await converged();
    loseParameterEvents(world);
    const calls = await world.callsDuring(async () => {
      const added = await pool.addSecret(id);
      await world.settle();
      await world.put(orders, JSON.stringify({ auth: { cognito: credentialsOf({ id, secret: added.value }) } }));
      await pool.renameClient(id, 'orders');
      await world.settle();
    });
    expect(secret).not.toBe('');
    expect(calls).toEqual({
      DescribeUserPool: 2,
      DescribeUserPoolClient: 3,
      GetParameters: 2,
      ListUserPoolClientSecrets: 1,
    });
  });

  it('reads twelve targets in two calls, and writes each once', async () => {
    const targets = Array.from({ length: 12 }, (_, index) => `/layered-apis/${index}`);
    const { world, pool, id } = await converged(targets.join(' '));
    expect(targets.map((target) => world.version(target))).toEqual(targets.map(() => 1));
    const unchanged = await world.callsDuring(async () => {
      await pool.renameClient(id, 'orders');
      await world.settle();
    });
    expect(unchanged).toEqual({ DescribeUserPool: 1, DescribeUserPoolClient: 1, GetParameters: 2 });

    loseParameterEvents(world);
    await pool.createDomain('auth.acme.example', true);
    const changed = await world.callsDuring(async () => {
      await pool.deleteDomain('acme');
      await world.settle();
    });
    expect(changed).toEqual({
      DescribeUserPool: 1,
      ListUserPoolClients: 1,
      GetParameters: 2,
      DescribeParameters: 1,
      PutParameter: 12,
    });
  });

  it('serves twenty events about one pool at once', async () => {
    const { world, pool, id } = await converged();
    const calls = await world.callsDuring(async () => {
      for (let event = 0; event < 20; event++) await pool.renameClient(id, 'orders');
      await world.settle();
    });
    expect(calls.DescribeUserPool).toBeLessThanOrEqual(2);
    expect(calls.PutParameter).toBeUndefined();
  });
});

describe('a pass over a pool', () => {
  it('without tags of ours makes one call', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { team: 'orders' } });
    await pool.createClient('orders');
    const calls = await world.callsDuring(() => world.settle());
    expect(calls).toEqual({ DescribeUserPool: 1 });
  });

  it('lists its clients, reads what they claim, and describes nobody who stands at their place', async () => {
    const { world, pool } = await converged();
    for (let index = 0; index < 60; index++) await pool.createClient(`other-${index}`);
    await world.settle();
    const calls = await world.callsDuring(async () => {
      await pool.tag({ team: 'orders' });
      await world.settle();
    });
    expect(calls).toEqual({ DescribeUserPool: 1, ListUserPoolClients: 2, GetParameters: 1 });
  });

  it('describes a client whose place is new to it', async () => {
    const { world, pool } = await converged();
    const calls = await world.callsDuring(async () => {
      await pool.tag({ 'ssm-sync:jobs': '/layered-apis/jobs' });
      await pool.createClient('jobs');
      await world.settle();
    });
    expect(calls).toEqual({
      DescribeUserPool: 1,
      ListUserPoolClients: 1,
      GetParameters: 1,
      DescribeUserPoolClient: 1,
      PutParameter: 1,
    });
  });
});
