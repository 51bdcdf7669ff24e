import { describe, expect, it } from 'vitest';
import { deploy } from '../deployment.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { ownerTag, ownerTags, tagParameter } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Two deployments in one account, each with tags of its own, that are led to one place. */
const orders = '/layered-apis/orders';
const [blueTags, greenTags] = [{ 'blue:orders': orders }, { 'green:orders': orders }];

interface Side {
  readonly pool: PoolInWorld;
  readonly client: { readonly id: string; readonly secret: string };
  readonly deployment: string;
}

function openTwo(options: Parameters<typeof openWorld>[0] = {}): World {
  const world = openWorld({ ...options, name: 'blue', environment: { TAG_PREFIX: 'blue' } });
  deploy(world.aws, { name: 'green', environment: { TAG_PREFIX: 'green' } });
  return world;
}

async function side(world: World, deployment: 'blue' | 'green'): Promise<Side> {
  const tags = deployment === 'blue' ? blueTags : greenTags;
  const pool = await world.createPool(deployment, { tags, domain: deployment });
  return { pool, client: await pool.createClient('orders'), deployment };
}

/** Lets both deployments sweep, some times. */
async function sweep(world: World, times = 1): Promise<void> {
  await world.aws.clock.advance(times * 3_600_000);
  await world.settle();
}

function expectAt(world: World, { pool, client, deployment }: Side): void {
  expect(world.credentials(orders)).toEqual(credentialsOf(client, deployment));
  expect(world.aws.parameterStore.tagsOf(orders)).toEqual(ownerTags(pool, client, { deployment }));
}

/** What a deployment said since then. */
const said = (world: World, deployment: string, code: string) =>
  world.aws.cloudWatch.records().filter((line) => line.service === deployment && line.code === code);

describe('of two deployments with one place', () => {
  it.each<readonly ['blue' | 'green', 'blue' | 'green']>([
    ['blue', 'green'],
    ['green', 'blue'],
  ])('the first (%s) keeps it over many sweeps, the other is told that somebody has it', async (one, other) => {
    const world = openTwo();
    const first = await side(world, one);
    await world.settle();
    const second = await side(world, other);
    await world.settle();
    expectAt(world, first);
    await sweep(world, 4);
    expectAt(world, first);
    expect(world.version(orders)).toBe(1);
    expect(said(world, one, 'place-occupied')).toEqual([]);
    const told = said(world, other, 'place-occupied');
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(told.at(-1)).toMatchObject({ userPoolId: second.pool.id, clientId: second.client.id });
    expect(told.at(-1)?.message).toContain(first.client.id);
  });

  it('one gets it and keeps it where both start at once', async () => {
    const world = openTwo({ trail: false });
    const sides = [await side(world, 'blue'), await side(world, 'green')];
    await sweep(world, 2);
    const winner = sides.find(
      ({ client }) => client.id === (world.credentials(orders) as { clientId: string }).clientId,
    );
    if (winner === undefined) throw new Error('neither has it');
    const version = world.version(orders);
    await sweep(world, 3);
    expectAt(world, winner);
    expect(world.version(orders)).toBe(version);
  });

  it('untagging the first is not enough: its tags are not for the other to judge', async () => {
    const world = openTwo();
    const first = await side(world, 'blue');
    await world.settle();
    await side(world, 'green');
    await first.pool.untag('blue:orders');
    await world.settle();
    await sweep(world, 2);
    expectAt(world, first);
    expect(said(world, 'blue', 'declaration-gone')).not.toEqual([]);
    expect(said(world, 'green', 'declaration-gone')).toEqual([]);
  });

  it.each<[string, (first: Side) => Promise<void>]>([
    ['client', ({ pool, client }) => pool.deleteClient(client.id)],
    [
      'pool',
      async ({ pool }) => {
        await pool.deleteDomain('blue');
        await pool.delete();
      },
    ],
  ])('it moves over when the first one’s %s is deleted, and neither takes it back', async (_, end) => {
    const world = openTwo();
    const first = await side(world, 'blue');
    await world.settle();
    const second = await side(world, 'green');
    await world.settle();
    await end(first);
    await sweep(world);
    expectAt(world, second);
    const version = world.version(orders);
    await sweep(world, 3);
    expectAt(world, second);
    expect(world.version(orders)).toBe(version);
  });

  it('each restores and reports its own places and no others', async () => {
    const world = openTwo();
    const first = await side(world, 'blue');
    const pool = await world.createPool('green', { tags: { 'green:orders': `${orders}@x` }, domain: 'green' });
    const second = await pool.createClient('orders');
    await world.settle();
    const both = { auth: { cognito: credentialsOf(first.client, 'blue') }, x: credentialsOf(second, 'green') };
    expect(world.json(orders)).toEqual(both);
    await world.put(orders, '{}');
    await world.settle();
    expect(world.json(orders)).toEqual(both);
    await first.pool.untag('blue:orders');
    await sweep(world);
    expect(said(world, 'blue', 'declaration-gone')).toHaveLength(1);
    expect(said(world, 'green', 'declaration-gone')).toEqual([]);
  });
});

it('a pool that the deployment may not look at keeps the place that the deployment once gave it', async () => {
  const world = openWorld({ trail: false, name: 'blue', environment: { TAG_PREFIX: 'blue' } });
  const first = await side(world, 'blue');
  await sweep(world);
  const second = await side(world, 'green');
  // Before it was confined to the second pool, it had written there too.
  await tagParameter(world, orders, ownerTag(first.pool, first.client, { deployment: 'green' }));
  const environment = { TAG_PREFIX: 'green', USER_POOLS: JSON.stringify([second.pool.id]) };
  deploy(world.aws, { name: 'green', environment });
  const green = world.aws.callers.reconciler.arn;
  await sweep(world);
  expect(said(world, 'green', 'place-occupied').at(-1)).toMatchObject({ userPoolId: second.pool.id });
  expect(world.credentials(orders)).toEqual(credentialsOf(first.client, 'blue'));
  const looks = world.aws.dispatcher.calls.filter(({ callerArn }) => callerArn === green);
  expect(looks.filter(({ operation }) => operation === 'DescribeUserPool')).toHaveLength(1);
});

it('two deployments with the same claim write the same: no version after the first, and no tag in turns', async () => {
  const world = openWorld({ name: 'blue' });
  deploy(world.aws, { name: 'green' });
  const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
  const client = await pool.createClient('orders');
  await sweep(world);
  const before = world.aws.dispatcher.calls.length;
  await sweep(world, 3);
  expect(world.credentials(orders)).toEqual(credentialsOf(client));
  expect(world.version(orders)).toBe(1);
  const calls = world.aws.dispatcher.calls.slice(before).map(({ operation }) => operation);
  expect(calls).toContain('GetResources');
  expect(calls).not.toContain('AddTagsToResource');
  expect(calls).not.toContain('ListTagsForResource');
});
