import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { endpoint, openWorld } from './worlds.ts';

/** How many calls sweeps make, and how fast: the budgets of docs/architecture.md, to the call. */
const orders = '/layered-apis/orders';

/** The calls of a sweep, but for counts of the queues: of those only that they are not too many. */
async function callsOfSweep(world: World): Promise<Record<string, number>> {
  const { invocations } = world.aws.lambda;
  const before = invocations.length;
  const { GetQueueAttributes, ...calls } = await world.callsDuring(() => world.sweep());
  // Is the sweep before over? Then both queues each four seconds of a run, and only where somebody waits.
  const runs = invocations.slice(before).map(({ startedAt, endedAt = startedAt }) => endedAt - startedAt);
  expect(GetQueueAttributes).toBeLessThanOrEqual(runs.reduce((sum, run) => sum + 2 * Math.ceil(run / 4000), 1));
  return calls;
}

describe('a sweep', () => {
  it('sends pools out by tens, and reads every pool that declares and describes every winner once', async () => {
    const world = openWorld({ quotas: false });
    const pools = 12;
    for (let index = 0; index < pools; index++) {
      const pool = await world.createPool(`pool-${index}`, {
        tags: { 'ssm-sync:orders': `${orders}/${index}` },
        domain: `acme-${index}`,
      });
      await pool.createClient('orders');
    }
    await world.createPool('untagged');
    await world.createPool('foreign', { tags: { team: 'orders' } });
    await world.settle();
    expect(await callsOfSweep(world)).toEqual({
      // Of pools and of parameters; one page of each is empty: the index may answer so.
      GetResources: 4,
      SendMessageBatch: 2,
      DescribeUserPool: pools,
      ListUserPoolClients: pools,
      DescribeUserPoolClient: pools,
      GetParameters: pools,
      // All of a batch but the last one: Lambda does that.
      DeleteMessage: pools - 2,
    });
    expect(world.measured('PoolsSwept')).toBe(pools);
    expect(world.measured('TargetsInSync')).toBe(pools);
  });

  it('settles a pool of 150 clients once, describes each once and lists nothing twice', {
    timeout: 30_000,
  }, async () => {
    const world = openWorld({ trail: false, quotas: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    const count = 150;
    for (let index = 0; index < count; index++) await pool.createClient(`client-${index}`);
    await world.sweep();
    expect(world.aws.parameterStore.names()).toHaveLength(count);
    expect(await callsOfSweep(world)).toEqual({
      GetResources: 6,
      // The sweep's own message, and the rest of the pool.
      SendMessageBatch: 2,
      // A pass of 25 targets each.
      DescribeUserPool: 6,
      ListUserPoolClients: 3,
      DescribeUserPoolClient: count,
      GetParameters: 18,
    });
    expect(world.measured('PoolsSwept')).toBe(2);
    expect(world.measured('TargetsInSync')).toBe(2 * count);
    expect(world.measured('TargetsWritten')).toBe(count);
    expect(world.credentials('/layered-apis/client-149')).toMatchObject({ url: endpoint('acme') });
  });
});

describe('the pace', () => {
  it('is such that nothing is ever throttled, not even while 90 clients are new', { timeout: 30_000 }, async () => {
    const world = openWorld();
    for (const name of ['one', 'two', 'three']) {
      const pool = await world.createPool(name, { tags: { 'ssm-sync': `/layered-apis/${name}/:clientName` } });
      for (let index = 0; index < 30; index++) await pool.createClient(`client-${index}`);
    }
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toHaveLength(90);
    const ours = world.aws.dispatcher.calls.filter(({ callerArn }) => callerArn === world.aws.callers.reconciler.arn);
    const throttled = ['TooManyRequestsException', 'ThrottlingException'];
    expect(ours.filter(({ errorCode = '' }) => throttled.includes(errorCode))).toEqual([]);
  });
});
