import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Names that somebody chose to be taken for another's: of clients and of pools. */
const orders = '/layered-apis/orders';
const byName = { 'ssm-sync:orders': orders };
const byPattern = { 'ssm-sync': '/layered-apis/:clientName' };

/** Every line that was logged, which is JSON and one line, whatever names stand in it. */
function linesOf(world: World): readonly object[] {
  return world.aws.cloudWatch.lines(world.deployment.logGroup).map(({ text }) => {
    expect(text).not.toMatch(/[\n\r\t\v\f]/);
    return JSON.parse(text) as object;
  });
}

/** Look like `orders` to people. */
const alike = [
  'orders ',
  ' orders',
  'orders\n',
  'orders\t',
  '\r\norders',
  'ord\u000bers',
  'Orders',
  'orders.',
  'orders@',
  '+orders',
];

describe('a client whose name looks like that of a tag', () => {
  it.each(alike)('is not the one that is meant: %j', async (name) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byName, domain: 'acme' });
    await pool.createClient(name);
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual([]);
    expect(world.said('client-missing').at(-1)).toMatchObject({ trigger: 'sweep' });

    const meant = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(meant));
    linesOf(world);
  });

  it('is, under a pattern, written to what its name spells and to nothing else', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byPattern, domain: 'acme' });
    for (const name of alike) await pool.createClient(name);
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual(['/layered-apis/Orders', '/layered-apis/orders.']);
    const rejected = world.said('target-invalid').filter(({ trigger }) => trigger === 'sweep');
    expect(rejected.map(({ clientName }) => clientName).sort()).toEqual(
      alike.filter((name) => name !== 'Orders' && name !== 'orders.').sort(),
    );
  });

  it('cannot forge a line of the log by it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byPattern, domain: 'acme' });
    const before = linesOf(world).length;
    await pool.createClient('x\n,v=1,code=created,parameter=orders\r\n');
    await world.settle();
    const lines = linesOf(world).slice(before);
    expect(world.said('target-invalid')).toHaveLength(1);
    expect(world.said('created')).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('a client whose name is another’s id', () => {
  it('does not get what that one’s tag declares, whether it lives or not', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { domain: 'acme' });
    const meant = await pool.createClient('orders');
    await pool.createClient(meant.id);
    await pool.tag({ [`ssm-sync:${meant.id}`]: orders });
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(meant));
    await pool.deleteClient(meant.id);
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(meant));
    expect(world.version(orders)).toBe(1);
    expect(world.said('client-missing').at(-1)).toMatchObject({ trigger: 'sweep' });
  });

  it('does not push it from the place that the pattern gives to the id', async () => {
    const world = openWorld();
    const tags = { 'ssm-sync': '/layered-apis/:clientId /layered-apis/:clientName' };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const first = await pool.createClient('orders');
    await world.settle();
    const stranger = await pool.createClient(first.id);
    await world.settle();
    await world.sweep();
    expect(world.credentials(`/layered-apis/${first.id}`)).toEqual(credentialsOf(first));
    expect(world.credentials(`/layered-apis/${stranger.id}`)).toEqual(credentialsOf(stranger));
    expect(world.said('claimed-by-another-client').at(-1)).toMatchObject({ clientId: stranger.id });
  });
});

describe('two ways to one place', () => {
  it('by a tag and by the pattern get nobody there who was not there', async () => {
    const world = openWorld();
    const tags = { ...byPattern, 'ssm-sync:billing': orders };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const one = await pool.createClient('orders');
    const other = await pool.createClient('billing');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual([]);
    expect(new Set(world.said('claimed-twice').map(({ clientId }) => clientId))).toEqual(new Set([one.id, other.id]));
    await pool.untag('ssm-sync:billing');
    await pool.deleteClient(other.id);
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(one));
  });

  it('of names whose hyphens lie elsewhere get nobody there who was not there', async () => {
    const world = openWorld();
    const pool = await world.createPool('a', {
      tags: { 'ssm-sync': '/layered-apis/:poolName-:clientName' },
      domain: 'acme',
    });
    const own = { 'ssm-sync:c': '/layered-apis/a-b-c' };
    const first = await pool.createClient('b-c');
    await world.settle();
    await pool.tag(own);
    await pool.createClient('c');
    await world.settle();
    await world.sweep();
    expect(world.credentials('/layered-apis/a-b-c')).toEqual(credentialsOf(first));
    expect(world.said('claimed-by-another-client').length).toBeGreaterThan(0);
  });
});
