import { describe, expect, it } from 'vitest';
import { credentialsOf, openWorld } from './worlds.ts';

/** Targets that lead where nothing may be written, and names of parameters that are written in another way. */
const orders = '/layered-apis/orders';
const bound = (...prefixes: readonly object[]) => ({ TARGETS: JSON.stringify(prefixes) });

describe('a target outside the prefixes', () => {
  it.each([
    ['/layered-apis', 'target-not-allowed'],
    ['/layered-apis-of-others/orders', 'target-not-allowed'],
    ['/Layered-Apis/orders', 'target-not-allowed'],
    ['/layered_apis/orders', 'target-not-allowed'],
    ['/other/layered-apis/orders', 'target-not-allowed'],
    ['/other/../layered-apis/orders', 'target-not-allowed'],
    ['/./layered-apis/orders', 'target-not-allowed'],
    ['//layered-apis/orders', 'target-invalid'],
    ['/layered-apis//orders', 'target-invalid'],
    ['/layered-apis/', 'target-invalid'],
    ['/layered-apis/orders/', 'target-invalid'],
    ['/layered-apis/orders:1', 'target-invalid'],
    ['/layered-apis/:clientName', 'target-invalid'],
    ['/layered-apis/a=b', 'target-invalid'],
    [`/layered-apis/${'a/'.repeat(14)}b`, 'target-invalid'],
    ['/', 'target-invalid'],
    ['layered-apis/orders', 'tag-malformed'],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/layered-apis/orders', 'tag-malformed'],
    ['/layered-apis/orders@auth..cognito', 'tag-malformed'],
    ['/layered-apis/orders@auth@cognito', 'tag-malformed'],
    ['/layered-apis/orders@auth/cognito', 'tag-malformed'],
  ])('is rejected, nothing is written for it, and another tag goes on: %s', async (word, code) => {
    const world = openWorld();
    const tags = { 'ssm-sync:orders': word, 'ssm-sync:billing': '/layered-apis/billing' };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await pool.createClient('orders');
    const billing = await pool.createClient('billing');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual(['/layered-apis/billing']);
    expect(world.credentials('/layered-apis/billing')).toEqual(credentialsOf(billing));
    const rejected = world.said(code).filter(({ trigger }) => trigger === 'sweep');
    expect(rejected.map(({ action, message }) => [action, String(message).includes('ssm-sync:orders')])).toEqual([
      ['rejected', true],
    ]);
  });

  it.each(['/aws/orders', '/AWS-orders', '/aws', '/ssm/orders', '/SSMorders'])(
    'is also one whose name AWS keeps, where every other is allowed: %s',
    async (name) => {
      const world = openWorld({ environment: { TARGETS: '/' } });
      const tags = { 'ssm-sync:orders': `${name} /orders` };
      const pool = await world.createPool('apis', { tags, domain: 'acme' });
      await pool.createClient('orders');
      await world.settle();
      expect(world.aws.parameterStore.names()).toEqual(['/orders']);
      expect(world.said('target-invalid')).toMatchObject([{ action: 'rejected' }]);
      expect(world.log().filter(({ action }) => action === 'failed')).toEqual([]);
    },
  );
});

describe('a prefix that is bound to other pools', () => {
  it('is not opened by a name of a pool or a client that spells it', async () => {
    const environment = bound({ prefix: '/open/' }, { prefix: '/payroll/', pools: ['eu-west-1_Payroll00'] });
    const world = openWorld({ environment });
    const tags = { 'ssm-sync': '/:poolName/:clientName /:clientName/orders /open/:clientName' };
    const pool = await world.createPool('payroll', { tags, domain: 'acme' });
    await pool.createClient('payroll');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual(['/open/payroll']);
    const rejected = world.said('target-not-allowed').filter(({ trigger }) => trigger === 'sweep');
    expect(rejected).toHaveLength(2);
    // Where others may write is not for this pool's owners to know.
    for (const { message } of rejected) expect(String(message)).toContain('for this pool (/open/)');
  });

  it('stays as it is while its own pool’s clients move about in it', async () => {
    const other = openWorld();
    const { id } = await other.createPool('owner');
    const world = openWorld({ environment: bound({ prefix: '/payroll/', pools: [id] }) });
    const tags = { 'ssm-sync:orders': '/payroll/orders' };
    const owner = await world.createPool('owner', { tags, domain: 'acme' });
    const client = await owner.createClient('orders');
    await world.settle();
    const stranger = await world.createPool('stranger', { tags, domain: 'stranger' });
    await stranger.createClient('orders');
    await owner.deleteClient(client.id);
    await world.settle();
    await world.sweep();
    expect(world.credentials('/payroll/orders')).toEqual(credentialsOf(client));
    expect(world.version('/payroll/orders')).toBe(1);
  });
});

describe('a parameter of two spellings', () => {
  it('is one: what somebody made without the slash is merged into, and not made once more', async () => {
    const world = openWorld({ environment: { TARGETS: '/' } });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': '/orders' }, domain: 'acme' });
    await world.put('orders', '{"token":"s3cr3t-1"}');
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual(['orders']);
    expect(world.json('orders')).toEqual({ token: 's3cr3t-1', auth: { cognito: credentialsOf(client) } });
    await world.sweep();
    expect(world.version('orders')).toBe(2);
  });

  it('is one place also where one tag writes out what another leaves to the default', async () => {
    const world = openWorld();
    const tags = { 'ssm-sync:orders': `${orders} ${orders}@auth.cognito`, 'ssm-sync:billing': orders };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await pool.createClient('billing');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
    expect(world.said('claimed-by-another-client').length).toBeGreaterThan(0);
  });
});
