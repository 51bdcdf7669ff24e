import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { atCalls } from './faults.ts';
import { type Opened, opened, orders, ownerTag, ownerTags, stripTags, tagParameter, untagParameter } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** When owner tags are written, and how sweeps repair them. */
const tags = { 'ssm-sync:orders': orders };
const key = 'ssm-sync:owner:auth.cognito';

const tagsOf = (world: World): Readonly<Record<string, string>> => world.aws.parameterStore.tagsOf(orders);

describe('owner tags are written', () => {
  it('with what is created, and foreign ones stay', async () => {
    const { world, pool, client } = await opened();
    expect(tagsOf(world)).toEqual(ownerTags(pool, client));
    await tagParameter(world, orders, { team: 'orders' });
    await world.sweep();
    expect(tagsOf(world)).toEqual({ ...ownerTags(pool, client), team: 'orders' });
  });

  it('before a document that is there already, so that a crash in between leaves nothing unowned', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, '{"theirs":1}');
    const client = await pool.createClient('orders');
    let atCrash: unknown;
    atCalls(world, { operation: 'PutParameter', times: 1 }, () => {
      atCrash = { text: world.text(orders), tags: tagsOf(world) };
      return { kind: 'crash' };
    });
    await world.settle();
    expect(atCrash).toEqual({ text: '{"theirs":1}', tags: ownerTags(pool, client) });
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(tagsOf(world)).toEqual(ownerTags(pool, client));
  });

  it('for each place of a parameter', async () => {
    const { world, pool, client } = await opened({}, { 'ssm-sync:orders': `${orders} ${orders}@x.y` });
    expect(tagsOf(world)).toEqual({ ...ownerTags(pool, client), ...ownerTag(pool, client, { place: 'x.y' }) });
  });

  it('by no other update of what stands already', async () => {
    const { world, pool } = await opened();
    const calls = await world.callsDuring(async () => {
      await pool.deleteDomain('acme');
      await pool.createDomain('acme-2');
      await world.settle();
    });
    expect(calls.PutParameter).toBe(1);
    expect(calls).not.toHaveProperty('AddTagsToResource');
    // Our own write comes back as an event of the parameter.
    expect(calls.ListTagsForResource).toBe(1);
  });

  it('not at all where the deployment only reports', async () => {
    const world = openWorld({ environment: { MODE: 'report' } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.put(orders, JSON.stringify({ auth: { cognito: credentialsOf(client) } }));
    const calls = await world.callsDuring(() => world.sweep());
    expect(tagsOf(world)).toEqual({});
    expect(calls).not.toHaveProperty('AddTagsToResource');
    expect(world.measured('TargetsInSync')).toBe(1);
  });
});

describe('a sweep', () => {
  it.each<[string, (opened: Opened) => Promise<unknown>]>([
    ['were all taken away', ({ world }) => stripTags(world, orders)],
    ['name another client', ({ world, pool }) => tagParameter(world, orders, ownerTag(pool, { id: '1x' }))],
    ['make no sense', ({ world }) => tagParameter(world, orders, { [key]: 'me' })],
    ['lack the mark', ({ world }) => untagParameter(world, orders, 'ssm-sync:managed')],
  ])('repairs owner tags that %s, writes nothing else, and then leaves them alone', async (_, change) => {
    const all = await opened();
    const { world, pool, client } = all;
    await change(all);
    await world.sweep();
    expect(tagsOf(world)).toEqual(ownerTags(pool, client));
    expect(world.version(orders)).toBe(1);
    const calls = await world.callsDuring(() => world.sweep());
    expect(calls).not.toHaveProperty('ListTagsForResource');
    expect(calls).not.toHaveProperty('AddTagsToResource');
  });

  it('adopts what was written before there were owner tags', async () => {
    const world = openWorld({ trail: false });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.put(orders, JSON.stringify({ auth: { cognito: credentialsOf(client) } }));
    await world.sweep();
    expect(tagsOf(world)).toEqual(ownerTags(pool, client));
    expect(world.version(orders)).toBe(1);
  });

  it('adopts every client of a large pool, those too that it leaves to other messages', async () => {
    const world = openWorld({ trail: false, quotas: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    for (let index = 0; index < 105; index++) {
      const client = await pool.createClient(`client-${index}`);
      await world.put(`/layered-apis/client-${index}`, JSON.stringify({ auth: { cognito: credentialsOf(client) } }));
    }
    const calls = await world.callsDuring(() => world.sweep());
    const names = world.aws.parameterStore.names();
    expect(names.filter((name) => !('ssm-sync:managed' in world.aws.parameterStore.tagsOf(name)))).toEqual([]);
    expect(calls).toMatchObject({ ListTagsForResource: 105, AddTagsToResource: 105 });
    expect(calls).not.toHaveProperty('PutParameter');
  });

  it('reads the tags that a late index does not show yet, and writes none again', async () => {
    let lag = 0;
    const world = openWorld({ tagLagMilliseconds: () => lag });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    lag = 90 * 60_000;
    const client = await pool.createClient('orders');
    await world.settle();
    const [first, second] = [
      await world.callsDuring(() => world.sweep()),
      await world.callsDuring(() => world.sweep()),
    ];
    expect(tagsOf(world)).toEqual(ownerTags(pool, client));
    expect(first).toMatchObject({ ListTagsForResource: 1 });
    expect(second).not.toHaveProperty('ListTagsForResource');
    for (const calls of [first, second]) expect(calls).not.toHaveProperty('AddTagsToResource');
  });

  it('asks the index itself for a pool that owns more than a message tells', async () => {
    const { world, pool } = await opened();
    // 90,000 bytes of places that the pool is said to own: of parameters that others made.
    const places = Array.from({ length: 800 }, (_, index) => `/layered-apis/${'n'.repeat(60)}/${index}`);
    for (const name of places)
      await world.aws.parameterStore.operations.PutParameter?.(
        {
          Name: name,
          Value: '{}',
          Type: 'SecureString',
          Tags: Object.entries(ownerTags(pool, { id: 'x'.repeat(26) })).map(([Key, Value]) => ({ Key, Value })),
        },
        { operation: 'PutParameter', caller: world.aws.callers.person, requestId: 'arranged', at: 0 },
      );
    const calls = await world.callsDuring(() => world.sweep());
    const [, ofPool] = world.aws.lambda.invocations
      .flatMap(({ records }) => records)
      .filter(({ body }) => body.includes('"sweep"'))
      .map(({ body }) => body);
    expect(ofPool).not.toContain('owned');
    // Nothing is read twice, and what the index shows as the client's is not asked for again.
    expect(calls).not.toHaveProperty('ListTagsForResource');
    expect(world.measured('OrphanedParameters')).toBe(0);
  });
});
