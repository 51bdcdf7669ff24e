import { describe, expect, it } from 'vitest';
import { runHere } from '../cli/program-here.ts';
import type { World } from '../world.ts';
import { refuse } from './faults.ts';
import { type Opened, opened, orders, ownerTags, tagParameter } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** What was written and nothing asks for any more: reported by sweeps, never removed, accepted by removing its tag. */
const tags = { 'ssm-sync:orders': orders };

const orphans = (world: World) => world.log().filter(({ action }) => action === 'orphaned');

async function deletePool({ pool }: Opened): Promise<void> {
  await pool.deleteDomain('acme');
  await pool.delete();
}

describe('what is left behind', () => {
  it.each<[string, number, (opened: Opened) => Promise<unknown>]>([
    ['pool-gone', 0, deletePool],
    ['client-gone', 0, ({ pool, client }) => pool.deleteClient(client.id)],
    ['declaration-gone', 1, ({ pool }) => pool.untag('ssm-sync:orders')],
    ['declaration-gone', 1, ({ pool }) => pool.tag({ 'ssm-sync:orders': 'none' })],
    ['declaration-gone', 1, ({ pool, client }) => pool.renameClient(client.id, 'renamed')],
    ['declaration-moved', 0, ({ pool }) => pool.tag({ 'ssm-sync:orders': '/layered-apis/moved' })],
    ['declaration-moved', 0, ({ pool }) => pool.tag({ 'ssm-sync:orders': `${orders}@x` })],
  ])('is reported by each sweep as %s, and nothing of it is touched (%#)', async (code, declarationsGone, change) => {
    const all = await opened();
    const { world, pool, client } = all;
    await change(all);
    await world.settle();
    expect(orphans(world)).toEqual([]);
    const before = world.credentials(orders);
    for (let sweep = 1; sweep <= 2; sweep++) {
      await world.sweep();
      expect(orphans(world)).toHaveLength(sweep);
      expect(world.measured('OrphanedParameters')).toBe(sweep);
      expect(world.measured('DeclarationsGone')).toBe(sweep * declarationsGone);
    }
    expect(orphans(world)[0]).toMatchObject({
      v: 1,
      level: 'WARN',
      code,
      action: 'orphaned',
      trigger: 'sweep',
      userPoolId: pool.id,
      clientId: client.id,
      parameter: orders,
      place: 'auth.cognito',
      reasons: [],
      notes: [],
    });
    expect(world.credentials(orders)).toEqual(before);
    expect(world.aws.parameterStore.tagsOf(orders)).toMatchObject(ownerTags(pool, client));
  });

  it('is reported though its pool has no declaration left, and though the index has lost the pool', async () => {
    const all = await opened();
    const { world, pool } = all;
    await deletePool(all);
    world.aws.tagging.forget(pool.arn);
    await world.sweep();
    expect(orphans(world)).toMatchObject([{ code: 'pool-gone' }]);
    expect(world.measured('PoolsSwept')).toBe(0);
  });

  it('is reported until it is accepted, as its sentence says', async () => {
    const { world, pool } = await opened();
    await pool.untag('ssm-sync:orders');
    await world.sweep();
    const [line] = orphans(world);
    const [, words = ''] = /accept it \(cognito-ssm-sync ([^)]+)\)\.$/.exec(String(line?.message)) ?? [];
    expect(await runHere(world, [...words.split(' '), '--yes'])).toMatchObject({ code: 0 });
    await world.sweep();
    expect(orphans(world)).toHaveLength(1);
    expect(world.credentials(orders)).toBeDefined();
  });

  it('is none any more when the declaration is back', async () => {
    const { world, pool, client } = await opened();
    await pool.untag('ssm-sync:orders');
    await world.sweep();
    await pool.tag(tags);
    await world.sweep();
    expect(orphans(world)).toHaveLength(1);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
  });
});

describe('nothing is reported as left behind', () => {
  it.each<[string, (opened: Opened) => Promise<unknown>]>([
    ['where it was taken out by hand', ({ world }) => world.put(orders, '{"theirs":1}')],
    ['where the parameter was deleted', ({ world }) => world.deleteParameter(orders)],
    [
      'where somebody else’s credentials stand there',
      ({ world }) =>
        world.put(orders, JSON.stringify({ auth: { cognito: { clientId: '7example23456789abcdefghij' } } })),
    ],
    [
      'where the declaration is malformed, which is reported',
      ({ pool }) => pool.tag({ 'ssm-sync:orders': 'nonsense' }),
    ],
  ])('%s', async (_, change) => {
    const all = await opened();
    const { world, pool } = all;
    await pool.untag('ssm-sync:orders');
    await world.settle();
    await change(all);
    await world.sweep();
    await world.sweep();
    expect(orphans(world)).toEqual([]);
    expect(world.measured('OrphanedParameters')).toBe(0);
  });

  it('of a pool that the deployment does not look at', async () => {
    const { world } = await opened({ environment: { USER_POOLS: '["eu-west-1_Other1234"]' } });
    const pool = await world.createPool('apis', {});
    const Tags = Object.entries(ownerTags(pool, { id: '1x' })).map(([Key, Value]) => ({ Key, Value }));
    await world.put(orders, JSON.stringify({ auth: { cognito: { clientId: '1x' } } }), { Overwrite: false, Tags });
    await world.sweep();
    expect(orphans(world)).toEqual([]);
    expect(world.log().filter(({ trigger, userPoolId }) => trigger === 'sweep' && userPoolId)).toEqual([]);
  });

  it('outside the prefixes of the deployment, whose parameters are not even read', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {});
    const Tags = Object.entries(ownerTags(pool, { id: '1x' })).map(([Key, Value]) => ({ Key, Value }));
    await world.put('/other/x', JSON.stringify({ auth: { cognito: { clientId: '1x' } } }), { Overwrite: false, Tags });
    const calls = await world.callsDuring(() => world.sweep());
    expect(orphans(world)).toEqual([]);
    expect(calls).not.toHaveProperty('GetParameters');
  });
});

it('a sweep that is tried again counts what is left behind once', async () => {
  const { world, pool } = await opened();
  await pool.tag({ 'ssm-sync:orders': '/layered-apis/moved' });
  world.deployment.events.purge();
  refuse(world, { operation: 'PutParameter', times: 4 }, 'InternalServerError', 500);
  await world.sweep();
  expect(world.said('call-failed')).not.toEqual([]);
  expect(world.measured('OrphanedParameters')).toBe(1);
});

it('what was left behind is taken over by a client that is declared there', async () => {
  const { world, pool, client } = await opened();
  await pool.untag('ssm-sync:orders');
  const next = await pool.createClient('next');
  await pool.tag({ 'ssm-sync:next': orders });
  await world.sweep();
  expect(world.credentials(orders)).toEqual(credentialsOf(next));
  expect(world.aws.parameterStore.tagsOf(orders)).toEqual(ownerTags(pool, next));
  expect(orphans(world)).toEqual([]);
  expect(client.id).not.toBe(next.id);
});

it('a sweep that only reports tells what is left behind as well', async () => {
  const world = openWorld({ environment: { MODE: 'report' } });
  const pool = await world.createPool('apis', {});
  const client = await pool.createClient('orders');
  const Tags = Object.entries(ownerTags(pool, client)).map(([Key, Value]) => ({ Key, Value }));
  await world.put(orders, JSON.stringify({ auth: { cognito: credentialsOf(client) } }), { Overwrite: false, Tags });
  await world.sweep();
  expect(orphans(world)).toMatchObject([{ code: 'declaration-gone', clientId: client.id }]);
});

describe('a target at fault', () => {
  it('is not said to have moved because the client has another target', async () => {
    const world = openWorld({
      environment: {
        TARGETS: JSON.stringify([{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools: ['eu-west-1_AbCdEfGhI'] }]),
      },
    });
    const tags = { 'ssm-sync:orders': `${orders} /audit/orders` };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.put('/audit/orders', JSON.stringify({ auth: { cognito: { clientId: client.id } } }));
    await tagParameter(world, '/audit/orders', ownerTags(pool, client));
    await world.sweep();
    expect(world.said('target-not-allowed')).not.toEqual([]);
    expect(world.said('declaration-moved')).toEqual([]);
  });
});
