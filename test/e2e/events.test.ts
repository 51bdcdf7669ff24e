import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Events that come twice, late, in the wrong order, not at all, or that hide or show too much. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

/** A client is replaced and the domain changes: the end is the same whatever the events do. */
async function live(world: World): Promise<{ id: string; secret: string }> {
  const pool = await world.createPool('apis', { tags, domain: 'acme' });
  const old = await pool.createClient('orders');
  await world.aws.clock.advance(7000);
  const successor = await pool.createClient('orders');
  await pool.deleteDomain('acme');
  await world.aws.clock.advance(7000);
  await pool.createDomain('acme-two');
  await pool.deleteClient(old.id);
  return successor;
}

describe('events', () => {
  it.each([
    ['that come twice', () => [0, 20_000]],
    ['that are minutes late', () => [300_000]],
    ['that come in the reverse order', (index: number) => [120_000 - index * 5000]],
    ['of which every second one is lost', (index: number) => (index % 2 === 0 ? [0] : [])],
    ['that are all lost', () => []],
  ])('%s: after the next sweep everything is right, and nothing is written then', async (_, fate) => {
    const world = openWorld();
    let index = 0;
    world.aws.eventBus.fate = () => fate(index++);
    const client = await live(world);
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client, 'acme-two'));
    const version = world.version(orders);
    await world.sweep();
    expect(world.version(orders)).toBe(version);
  });

  it('that come twice are written once', async () => {
    const world = openWorld();
    world.aws.eventBus.fate = () => [0, 1000, 60_000];
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await pool.createClient('orders');
    await world.settle();
    expect(world.version(orders)).toBe(1);
  });

  it('of an account without a trail never come: the sweep does it all', async () => {
    const world = openWorld({ trail: false });
    const client = await live(world);
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client, 'acme-two'));
  });

  it('of refused calls are no reason to look', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.settle();
    const calls = await world.callsDuring(async () => {
      await pool.createDomain('acme').catch(() => undefined);
      await world.settle();
    });
    expect(calls).toEqual({});
  });

  it('that hide client ids have the whole pool looked at', async () => {
    const world = openWorld({ switches: { trailClientIds: 'hidden' } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('draft');
    await world.settle();
    const calls = await world.callsDuring(async () => {
      await pool.renameClient(client.id, 'orders');
      await world.settle();
    });
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    // Once, for its place is new to it; nobody is looked for under the placeholder.
    expect(calls.DescribeUserPoolClient).toBe(1);
    await pool.addSecret(client.id);
    await world.settle();
    expect(world.version(orders)).toBe(1);
  });

  it('that show secrets bring none into queues and logs', async () => {
    const world = openWorld({ switches: { trailSecrets: 'shown' } });
    const raw: string[] = [];
    world.aws.eventBus.fate = ({ event }) => {
      raw.push(JSON.stringify(event));
      return [0];
    };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await pool.addSecret(client.id, { ClientSecret: 'added_by_hand_0123456789abcdef' });
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    // Otherwise the search for leaks after this test would prove nothing.
    expect(raw.join()).toContain(client.secret);
    expect(raw.join()).toContain('added_by_hand_0123456789abcdef');
  });
});
