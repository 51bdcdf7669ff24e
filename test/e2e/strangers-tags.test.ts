import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { atCalls } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** As much as AWS lets anybody put into tags, and a parameter that becomes another under our hands. */
const orders = '/layered-apis/orders';
const [longestKey, longestValue, mostTags] = [128, 256, 50];

/** Eight targets of the client with this number, 256 characters in all. */
function targetsOf(client: number): readonly string[] {
  const stems = Array.from({ length: 8 }, (_, index) => `/layered-apis/${client}/${index}`);
  // Each but the last has a blank after it.
  const spare = longestValue - stems.join(' ').length;
  const share = Math.floor(spare / stems.length);
  return stems.map((stem, index) => stem + 'x'.repeat(index === 0 ? spare - share * (stems.length - 1) : share));
}

describe('a pool with all the tags that it can have', () => {
  it('is followed to the last word of the last tag', async () => {
    const world = openWorld({ quotas: false });
    const names = Array.from({ length: mostTags - 1 }, (_, index) =>
      `${index}-`.padEnd(longestKey - 'ssm-sync:'.length, 'n'),
    );
    const named = names.map((name, index) => [`ssm-sync:${name}`, targetsOf(index).join(' ')] as const);
    const tags = { ...Object.fromEntries(named), 'ssm-sync': '/layered-apis/others/:clientName create=never' };
    expect(Object.keys(tags)).toHaveLength(mostTags);
    for (const [key, value] of named) expect([key.length, value.length]).toEqual([longestKey, longestValue]);
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const clients = new Map<string, Awaited<ReturnType<typeof pool.createClient>>>();
    for (const name of names) clients.set(name, await pool.createClient(name));
    await world.settle();
    for (const [index, client] of [...clients.values()].entries())
      for (const target of targetsOf(index)) expect(world.credentials(target)).toEqual(credentialsOf(client));
    expect(world.aws.parameterStore.names()).toHaveLength(names.length * 8);
    expect(world.log().filter(({ action }) => action === 'failed')).toEqual([]);
  });
});

describe('a value that somebody cut off', () => {
  it.each([
    [`${orders} /layered-a`, 'target-not-allowed', [orders]],
    [`${orders} ${orders}@auth.`, 'tag-malformed', []],
    [`${orders} create=nev`, 'tag-malformed', []],
    [`${orders} no`, 'tag-malformed', []],
  ])('writes nothing that it does not say in whole words: %s', async (value, code, written) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': value }, domain: 'acme' });
    await pool.createClient('orders');
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual(written);
    expect(world.said(code)).toMatchObject([{ action: 'rejected' }]);
  });
});

describe('a parameter that becomes a String', () => {
  it.each(
    (['converts', 'refused'] as const).flatMap((typeChange) =>
      (['DescribeParameters', 'PutParameter'] as const).map((before) => ({ typeChange, before })),
    ),
  )('between our read and our $before never shows our secret (type change: $typeChange)', async (given) => {
    const world = openWorld({ switches: { typeChange: given.typeChange, nameAfterDeletion: 'free' } });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    await world.put(orders, '{}');
    const client = await pool.createClient('orders');
    const ssm = new SSM(world.aws.clientConfiguration('pipeline'));
    atCalls(world, { operation: given.before, times: 1 }, async () => {
      await ssm.deleteParameter({ Name: orders });
      for (let version = 0; version < 2; version++)
        await ssm.putParameter({ Name: orders, Value: '{"of":"others"}', Type: 'String', Overwrite: true });
      return undefined;
    });
    await world.settle();
    await world.sweep();
    const plain = world.aws.parameterStore.versions(orders).filter(({ type }) => type === 'String');
    expect(plain.length).toBeGreaterThan(0);
    for (const { value } of plain) expect(value).not.toContain(client.secret);
    expect(world.text(orders)).toBe('{"of":"others"}');
    expect(world.aws.parameterStore.describe(orders)?.Type).toBe('String');
    expect(world.said('parameter-not-secure').length).toBeGreaterThan(0);
  });
});
