import { describe, expect, it } from 'vitest';
import { credentialsOf, openWorld } from './worlds.ts';

/** What becomes of credentials while the tags that declare them come, change and go. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

describe('a tag', () => {
  it('may stand before its client does', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.settle();
    expect(world.said('client-missing')).toMatchObject([{ userPoolId: pool.id, action: 'rejected' }]);
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it('that comes later, changes or goes is followed, and what was written stays', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.tag({ [`ssm-sync:${client.id}`]: orders });
    await world.settle();
    await pool.tag({ [`ssm-sync:${client.id}`]: `${orders}/moved` });
    await world.settle();
    await pool.untag(`ssm-sync:${client.id}`);
    await pool.createDomain('auth.acme.example', true);
    await pool.deleteDomain('acme');
    await world.settle();
    for (const name of [orders, `${orders}/moved`]) {
      expect(world.credentials(name)).toEqual(credentialsOf(client));
      expect(world.version(name)).toBe(1);
    }
  });

  it('that names a target twice is written once', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': `${orders} ${orders}@auth.cognito  ${orders}` },
      domain: 'acme',
    });
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.json(orders)).toEqual({ auth: { cognito: credentialsOf(client) } });
    expect(world.version(orders)).toBe(1);
    expect(world.measured('TargetsInSync')).toBe(1);
  });

  it('for a client of another pool does not reach it', async () => {
    const world = openWorld();
    const other = await world.createPool('other', { domain: 'other' });
    const client = await other.createClient('orders');
    const pool = await world.createPool('apis', { domain: 'acme' });
    await pool.tag({ ...tags, [`ssm-sync:${client.id}`]: `${orders}/by-id` });
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual([]);
    expect(world.said('client-missing').at(-1)).toMatchObject({ userPoolId: pool.id });
  });

  it('by id and by name for one client writes nothing new, and keeps the place for it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.tag({ [`ssm-sync:${client.id}`]: `${orders} ${orders}/more`, 'ssm-sync': orders });
    await pool.createClient('other');
    await world.settle();
    await world.sweep();
    expect(world.said('declared-twice')[0]).toMatchObject({ clientId: client.id });
    expect(world.aws.parameterStore.names()).toEqual([orders]);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it.each([
    ['kept', 'acme-two'],
    ['cleared', 'acme'],
  ] as const)('left out of UpdateUserPool and so %s: the url is that of %s', async (tagsLeftOutOfUpdate, prefix) => {
    const world = openWorld({ switches: { tagsLeftOutOfUpdate } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.update({ MfaConfiguration: 'OFF' });
    await pool.deleteDomain('acme');
    await pool.createDomain('acme-two');
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client, prefix));
  });

  it('given to UpdateUserPool is followed', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    await pool.update({ UserPoolTags: tags });
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });
});
