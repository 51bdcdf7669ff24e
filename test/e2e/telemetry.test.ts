import { describe, expect, it } from 'vitest';
import { refuse } from './faults.ts';
import { openWorld } from './worlds.ts';

/** What the reconciler says of its work: the fields of docs/architecture.md, and metrics whose sums are true. */
const orders = '/layered-apis/orders';

describe('a written target', () => {
  it('has a line with every field of the contract, and its time from event to write is measured', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.said('created')).toMatchObject([
      {
        v: 1,
        code: 'created',
        action: 'create',
        userPoolId: pool.id,
        clientId: client.id,
        clientName: 'orders',
        parameter: orders,
        place: 'auth.cognito',
        reasons: ['url', 'clientId', 'clientSecret'],
        notes: [],
        trigger: 'event',
      },
    ]);
    expect(world.said('pass-done')).toMatchObject([{ userPoolId: pool.id, counts: { create: 1 }, deferred: 0 }]);
    expect(world.measured('TargetsWritten')).toBe(1);
    // The batch window, and what the pace costs.
    const [convergence, ...others] = world.aws.cloudWatch.metric('ConvergenceTime').values;
    expect(others).toEqual([]);
    expect(convergence).toBeGreaterThanOrEqual(5000);
    expect(convergence).toBeLessThan(60_000);
  });
});

describe('the inventory of a sweep', () => {
  it('counts each pool and each target once, though a pass had to be tried again', async () => {
    const world = openWorld({ trail: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    await pool.createClient('orders');
    await pool.createClient('billing');
    refuse(world, { operation: 'DescribeUserPoolClient', times: 4 }, 'InternalErrorException', 500);
    await world.sweep();
    expect(world.said('call-failed').length).toBeGreaterThan(0);
    expect(world.measured('PoolsSwept')).toBe(1);
    expect(world.measured('TargetsInSync')).toBe(2);
  });

  it('counts every target and declaration once, sweep by sweep', async () => {
    const world = openWorld();
    const tags = {
      'ssm-sync:orders': `${orders}/1 ${orders}/2`,
      'ssm-sync:plain': '/layered-apis/plain',
      'ssm-sync:waits': '/layered-apis/waits create=never',
      'ssm-sync:nobody': '/layered-apis/nobody',
      'ssm-sync:bad': 'no-target',
    };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    for (const name of ['orders', 'plain', 'waits', 'bad']) await pool.createClient(name);
    await world.put('/layered-apis/plain', '{}', { Type: 'String' });
    await world.settle();
    const inventory = () =>
      Object.fromEntries(
        ['TargetsInSync', 'TargetsBlocked', 'TargetsWaiting', 'DeclarationsRejected', 'PoolsSwept'].map((name) => [
          name,
          world.measured(name),
        ]),
      );
    // Passes for events count nothing that a sweep counts.
    expect(Object.values(inventory())).toEqual([0, 0, 0, 0, 0]);
    await world.sweep();
    const once = { TargetsInSync: 2, TargetsBlocked: 1, TargetsWaiting: 1, DeclarationsRejected: 2, PoolsSwept: 1 };
    expect(inventory()).toEqual(once);
    await world.sweep();
    expect(inventory()).toEqual(Object.fromEntries(Object.entries(once).map(([name, count]) => [name, 2 * count])));
    expect(world.measured('SweepStarted')).toBe(2);
    expect(world.measured('ReconcileFailures')).toBe(0);
    expect(world.measured('TargetsDrifted')).toBe(0);
  });

  it('has its metrics under the deployment’s name', async () => {
    const world = openWorld({ environment: { DEPLOYMENT: 'prod-keys' } });
    await world.sweep();
    expect(world.aws.cloudWatch.metric('SweepStarted', { service: 'prod-keys' }).sum).toBe(1);
  });
});

describe('the calls that are counted', () => {
  it('are those that were made', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    await pool.createClient('orders');
    const calls = await world.callsDuring(async () => {
      await world.settle();
      await world.sweep();
    });
    expect(world.measured('ApiCalls')).toBe(Object.values(calls).reduce((sum, count) => sum + count, 0));
  });
});
