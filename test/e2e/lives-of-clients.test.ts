import { describe, expect, it } from 'vitest';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

/** What becomes of the credentials while clients come, go, are renamed and replaced. */
const orders = '/layered-apis/orders';
const tagged = { tags: { 'ssm-sync:orders': orders }, domain: 'acme' };

describe('a client that CloudFormation replaces', () => {
  it('keeps its place until it goes, and then the new one moves in', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', tagged);
    const old = await pool.createClient('orders', {}, 'cloudformation');
    await world.settle();
    const successor = await pool.createClient('orders', {}, 'cloudformation');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(old));
    expect(world.version(orders)).toBe(1);
    expect(world.said('claimed-by-another-client')).toMatchObject([
      { clientId: successor.id, parameter: orders, place: 'auth.cognito', action: 'rejected' },
    ]);

    await pool.deleteClient(old.id, 'cloudformation');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(successor));
    expect(world.version(orders)).toBe(2);
  });

  it('leaves its credentials standing when it goes first, until the new one comes', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', tagged);
    const old = await pool.createClient('orders');
    await world.settle();
    await pool.deleteClient(old.id);
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(old));
    expect(world.said('client-missing')).toMatchObject([{ action: 'rejected', userPoolId: pool.id }]);

    const successor = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(successor));
    expect(world.version(orders)).toBe(2);
  });

  it('is followed at once when both events come in one batch', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', tagged);
    const old = await pool.createClient('orders');
    await world.settle();
    const successor = await pool.createClient('orders');
    await pool.deleteClient(old.id);
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(successor));
    expect(world.version(orders)).toBe(2);
  });
});

describe('a public client', () => {
  it('that succeeds a confidential one gets url and clientId, and the old secret goes', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', tagged);
    const old = await pool.createClient('orders');
    await world.settle();
    const web = await pool.createClient('orders', { GenerateSecret: false });
    await pool.deleteClient(old.id);
    await world.settle();
    expect(world.credentials(orders)).toEqual({ url: endpoint('acme'), clientId: web.id });
  });

  it('is not covered by a pattern, not even as the successor of a confidential one', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync': '/layered-apis/:clientName' },
      domain: 'acme',
    });
    const old = await pool.createClient('orders');
    await world.settle();
    await pool.createClient('orders', { GenerateSecret: false });
    await pool.createClient('web', { GenerateSecret: false });
    await pool.deleteClient(old.id);
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(old));
    expect(world.version(orders)).toBe(1);
    expect(world.text('/layered-apis/web')).toBeUndefined();
    expect(world.measured('DeclarationsRejected')).toBe(0);
  });

  it('whose own tag is gone keeps what it has, and the pattern that leads there leaves it alone', async () => {
    const world = openWorld();
    const tags = { 'ssm-sync': '/layered-apis/:clientName', 'ssm-sync:orders': orders };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const web = await pool.createClient('orders', { GenerateSecret: false });
    await world.settle();
    await pool.untag('ssm-sync:orders');
    await pool.deleteDomain('acme');
    await pool.createDomain('acme-two');
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual({ url: endpoint('acme'), clientId: web.id });
    expect(world.version(orders)).toBe(1);
  });

  it('of the same name is in no confidential client’s way under a pattern', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    await pool.createClient('orders', { GenerateSecret: false });
    const machine = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(machine));
  });
});

describe('a deleted client', () => {
  it('leaves what was written', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': `${orders} ${orders}/copy@auth` },
      domain: 'acme',
    });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.deleteClient(client.id);
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.credentials(`${orders}/copy`, 'auth')).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
  });
});

describe('a deleted pool', () => {
  it('leaves what was written, and its late events are ignored', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', tagged);
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.renameClient(client.id, 'other');
    await pool.deleteDomain('acme');
    await pool.delete();
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
    // The index still lists the pool: the sweep has to be told so too.
    expect(world.said('pass-ignored').map(({ trigger }) => trigger)).toEqual(['event', 'sweep']);
    expect(world.measured('ReconcileFailures')).toBe(0);
  });
});
