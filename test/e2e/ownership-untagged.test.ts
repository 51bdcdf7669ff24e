import { describe, expect, it } from 'vitest';
import { AwsError } from '../local-aws/service.ts';
import type { World } from '../world.ts';
import { atCalls, refuse } from './faults.ts';
import { orders, ownerTags, tagParameter, untagParameter } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** What is written without owner tags where they are refused, and what is not. */
const tags = { 'ssm-sync:orders': orders };

const tagsOf = (world: World): Readonly<Record<string, string>> => world.aws.parameterStore.tagsOf(orders);
const fill = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`team-${index}`, 'x'] as const));

describe('where tags are refused', () => {
  const hasTags = (world: World, code: string) =>
    world.aws.dispatcher.interfere({
      before: ({ operation, input }) =>
        operation === 'PutParameter' && 'Tags' in input
          ? { kind: 'error', error: new AwsError(code, 'No tags.') }
          : undefined,
    });

  it('a parameter is created without them, and it is said', async () => {
    const world = openWorld();
    hasTags(world, 'AccessDeniedException');
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(tagsOf(world)).toEqual({});
    expect(world.said('created')).toMatchObject([{ notes: ['owner-untagged'] }]);
    expect(world.measured('TargetsWritten')).toBe(1);
  });

  it('an empty place is written without them, and every sweep says so until there is room', async () => {
    const world = openWorld();
    await world.put(orders, '{"theirs":1}');
    await tagParameter(world, orders, fill(50));
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.json(orders)).toEqual({ theirs: 1, auth: { cognito: credentialsOf(client) } });
    expect(world.said('updated')).toMatchObject([{ notes: ['owner-untagged'] }]);
    await world.sweep();
    expect(world.said('in-sync')).toMatchObject([{ trigger: 'sweep', notes: ['owner-untagged'] }]);
    expect(world.measured('TargetsInSync')).toBe(1);
    expect(world.measured('ReconcileFailures')).toBe(0);
    await untagParameter(world, orders, 'team-0', 'team-1');
    await world.sweep();
    expect(tagsOf(world)).toMatchObject(ownerTags(pool, client));
  });

  it('another writer’s version is put back all the same, and that is not called lost', async () => {
    const world = openWorld();
    await world.put(orders, '{"theirs":1}');
    refuse(world, { operation: 'AddTagsToResource' }, 'AccessDeniedException');
    atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
      await world.as('pipeline').ssm.putParameter({ Name: orders, Value: '{"theirs":2}', Overwrite: true });
      return undefined;
    });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.json(orders)).toEqual({ theirs: 2, auth: { cognito: credentialsOf(client) } });
    expect(world.said('lost-update')).toEqual([]);
    expect(world.measured('LostUpdatesRepaired')).toBe(1);
  });

  it('a place is not taken from another id: whose it is would be told wrongly', async () => {
    const world = openWorld({ trail: false });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    const before = JSON.stringify({ auth: { cognito: { clientId: '7example23456789abcdefghij' } } });
    await world.put(orders, before);
    const clear = refuse(world, { operation: 'AddTagsToResource' }, 'AccessDeniedException');
    await world.sweep();
    expect(world.text(orders)).toBe(before);
    expect(world.said('call-refused')).toMatchObject([{ action: 'failed', clientId: client.id, parameter: orders }]);
    clear();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(tagsOf(world)).toEqual(ownerTags(pool, client));
  });
});

describe('tags refused by a tag policy', () => {
  it.each(['TagPolicyException', 'TagPolicyViolationException'])(
    'keep nobody from being created (%s)',
    async (code) => {
      const world = openWorld();
      world.aws.dispatcher.interfere({
        before: ({ operation, input }) =>
          operation === 'PutParameter' && 'Tags' in input
            ? { kind: 'error', error: new AwsError(code, 'No tags.') }
            : undefined,
      });
      const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
      const client = await pool.createClient('orders');
      await world.settle();
      expect(world.credentials(orders)).toEqual(credentialsOf(client));
    },
  );
});

describe('a place that cannot be taken because its tag is refused', () => {
  it('does not keep another place of the parameter from being put right', async () => {
    const world = openWorld({ trail: false });
    const tags = { 'ssm-sync:orders': `${orders}@x`, 'ssm-sync:billing': `${orders}@y` };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const first = await pool.createClient('orders');
    await pool.createClient('billing');
    await world.put(
      orders,
      JSON.stringify({
        x: { ...credentialsOf(first), url: 'https://old.example/oauth2/token' },
        y: { clientId: '7example23456789abcdefghij' },
      }),
    );
    refuse(world, { operation: 'AddTagsToResource' }, 'AccessDeniedException');
    await world.sweep();
    expect(world.credentials(orders, 'x')).toEqual(credentialsOf(first));
  });
});
