import { describe, expect, it } from 'vitest';
import { refuse } from './faults.ts';
import { edited, type Opened, opened, orders, ownerTags } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Somebody edits a parameter that we wrote: what is ours is put right within seconds, and nothing else is done. */
const tags = { 'ssm-sync:orders': orders };

describe('what somebody edits is put right', () => {
  it.each<[string, (opened: Opened) => string]>([
    ['another secret', ({ client }) => edited(client, { clientSecret: 's3cr3t-edited' })],
    ['another url', ({ client }) => edited(client, { url: 'https://edited.example/oauth2/token' })],
    ['no secret', ({ client }) => edited(client, { clientSecret: undefined })],
    ['no client id', ({ client }) => edited(client, { clientId: undefined })],
    ['no block of ours at all', () => '{"theirs":1}'],
    ['an empty place', () => '{"theirs":1,"auth":{"cognito":{}}}'],
  ])('within seconds, where they wrote %s', async (_, text) => {
    const all = await opened();
    const { world, pool, client } = all;
    await world.put(orders, text(all));
    await world.aws.clock.advance(15_000);
    expect(world.json(orders)).toEqual({ theirs: 1, auth: { cognito: credentialsOf(client) } });
    await world.settle();
    expect(world.said('updated')).toMatchObject([
      { trigger: 'parameter', userPoolId: pool.id, clientId: client.id, parameter: orders, place: 'auth.cognito' },
    ]);
    expect(world.measured('TargetsDrifted')).toBe(1);
    expect(world.measured('TargetsWritten')).toBe(2);
    // Only what happened in Cognito is measured from event to write.
    expect(world.aws.cloudWatch.metric('ConvergenceTime').values).toHaveLength(1);
    expect(world.aws.parameterStore.tagsOf(orders)).toEqual(ownerTags(pool, client));
  });

  it('in every place of the parameter, by one write for each pool', async () => {
    const world = openWorld();
    const one = await world.createPool('one', { tags, domain: 'one' });
    const two = await world.createPool('two', {
      tags: { 'ssm-sync:orders': `${orders}@x ${orders}@y` },
      domain: 'two',
    });
    const [first, second] = [await one.createClient('orders'), await two.createClient('orders')];
    await world.settle();
    const before = world.version(orders);
    await world.put(orders, '{"theirs":1}');
    await world.settle();
    expect(world.json(orders)).toEqual({
      theirs: 1,
      auth: { cognito: credentialsOf(first, 'one') },
      x: credentialsOf(second, 'two'),
      y: credentialsOf(second, 'two'),
    });
    expect(world.measured('TargetsDrifted')).toBe(3);
    // Theirs, and one of each pool; where one went over the other it was put back.
    expect(world.version(orders) - before).toBeLessThanOrEqual(4);
  });

  it('once, however often they write in a row', async () => {
    const { world, client } = await opened();
    const calls = await world.callsDuring(async () => {
      for (let edit = 0; edit < 5; edit++) await world.put(orders, edited(client, { url: `https://${edit}.example` }));
      await world.settle();
    });
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(calls.PutParameter).toBe(1);
    // The edits are one pass, and our own write another.
    expect(calls.ListTagsForResource).toBe(2);
  });
});

describe('our own write', () => {
  it('comes back once, costs four reads and writes nothing', async () => {
    const { world, client } = await opened();
    await world.put(orders, edited(client, { url: 'https://edited.example' }));
    const calls = await world.callsDuring(() => world.settle());
    expect(calls).toEqual({
      // For the edit and for our own write, and one write with what comes before it.
      ListTagsForResource: 2,
      DescribeUserPool: 2,
      DescribeUserPoolClient: 2,
      GetParameters: 2,
      DescribeParameters: 1,
      PutParameter: 1,
    });
    const later = await world.callsDuring(() => world.aws.clock.advance(50 * 60_000));
    expect(later).toEqual({});
    expect(world.deployment.events.messages).toEqual([]);
  });

  it('that creates a parameter does not even come back', async () => {
    const { world } = await opened();
    expect(world.log().filter(({ trigger }) => trigger === 'parameter')).toEqual([]);
  });
});

describe('the message of an edit comes back', () => {
  it.each([
    ['ListTagsForResource', 'ThrottlingException'],
    ['GetParameters', 'ThrottlingException'],
    ['DescribeUserPool', 'InternalErrorException'],
    ['PutParameter', 'ThrottlingException'],
  ])('where %s failed with %s, and is done when it does no longer', async (operation, code) => {
    const { world, client } = await opened();
    const clear = refuse(world, { operation }, code, 500);
    await world.put(orders, edited(client, { clientSecret: 's3cr3t-edited' }));
    await world.aws.clock.advance(40_000);
    expect(world.said('call-failed')).not.toEqual([]);
    expect(world.deployment.events.messages).toHaveLength(1);
    expect(world.credentials(orders)).not.toEqual(credentialsOf(client));
    clear();
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.measured('TargetsDrifted')).toBe(1);
  });

  it('but not where reading its tags is refused, which is said', async () => {
    const { world, client } = await opened();
    refuse(world, { operation: 'ListTagsForResource' }, 'AccessDeniedException');
    await world.put(orders, edited(client, { clientSecret: 's3cr3t-edited' }));
    await world.settle();
    expect(world.said('call-refused')).not.toEqual([]);
    expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('and one edit’s failure keeps no other from being put right', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    const [orderly, failing] = [await pool.createClient('orders'), await pool.createClient('failing')];
    await world.settle();
    const clear = refuse(
      world,
      { operation: 'ListTagsForResource', about: '/layered-apis/failing' },
      'ThrottlingException',
    );
    for (const [name, client] of [
      ['orders', orderly],
      ['failing', failing],
    ] as const)
      await world.put(`/layered-apis/${name}`, edited(client, { url: 'https://edited.example' }));
    await world.aws.clock.advance(40_000);
    expect(world.credentials(orders)).toEqual(credentialsOf(orderly));
    expect(world.credentials('/layered-apis/failing')).not.toEqual(credentialsOf(failing));
    clear();
    await world.settle();
    expect(world.credentials('/layered-apis/failing')).toEqual(credentialsOf(failing));
  });
});
