import { describe, expect, it } from 'vitest';
import { deploy } from '../deployment.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Where a deployment writes, and where it does not, whatever tags say. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

describe('a deployment', () => {
  it('that only reports says what it would write, and writes nothing', async () => {
    const world = openWorld({ environment: { MODE: 'report' } });
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': `${orders} ${orders}/new` },
      domain: 'acme',
    });
    await world.put(orders, '{"token":"s3cr3t-1"}');
    await pool.createClient('orders');
    const calls = await world.callsDuring(async () => {
      await world.settle();
      await world.sweep();
    });
    expect(world.text(orders)).toBe('{"token":"s3cr3t-1"}');
    expect(world.aws.parameterStore.names()).toEqual([orders]);
    expect(calls.PutParameter).toBeUndefined();
    expect(world.said('update-due').at(-1)).toMatchObject({
      parameter: orders,
      reasons: ['url', 'clientId', 'clientSecret'],
    });
    expect(world.said('create-due').at(-1)).toMatchObject({ parameter: `${orders}/new`, trigger: 'sweep' });
    expect(world.measured('TargetsWritten')).toBe(0);
    expect(world.measured('TargetsInSync')).toBe(0);
  });

  it('looks at its own pools only', async () => {
    const everywhere = openWorld();
    const { id } = await everywhere.createPool('apis', { tags });
    // Ids are the same in every run: the first pool of any world has this one.
    const world = openWorld({ environment: { USER_POOLS: JSON.stringify([id]) } });
    const ours = await world.createPool('apis', { tags, domain: 'acme' });
    expect(ours.id).toBe(id);
    const other = await world.createPool('others', {
      tags: { 'ssm-sync:jobs': '/layered-apis/jobs' },
      domain: 'other',
    });
    const client = await ours.createClient('orders');
    await other.createClient('jobs');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual([orders]);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.said('pass-ignored')).toMatchObject([{ userPoolId: other.id }]);
    expect(world.said('sweep-started')).toMatchObject([{ pools: 1 }]);
  });

  it('writes under its prefixes only, and under one bound to a pool for that pool only', async () => {
    const everywhere = openWorld();
    const { id } = await everywhere.createPool('bound', { tags });
    const targets = [{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools: [id] }];
    const world = openWorld({ environment: { TARGETS: JSON.stringify(targets) } });
    const paths = '/audit/:poolName /layered-apis/:poolName /layered-apis-not/:poolName /outside/:poolName';
    const bound = await world.createPool('bound', { tags: { 'ssm-sync': paths }, domain: 'acme' });
    const other = await world.createPool('other', { tags: { 'ssm-sync': paths }, domain: 'other' });
    await bound.createClient('orders');
    await other.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual(['/audit/bound', '/layered-apis/bound', '/layered-apis/other']);
    const refused = world.said('target-not-allowed').filter(({ trigger }) => trigger === 'sweep');
    expect(refused.map(({ userPoolId }) => userPoolId).sort()).toEqual(
      [bound.id, bound.id, other.id, other.id, other.id].sort(),
    );
    expect(world.measured('DeclarationsRejected')).toBe(5);
  });

  it('of another tag prefix and another name does not see our tags, nor we theirs', async () => {
    const world = openWorld({ environment: { TAG_PREFIX: 'keys' }, name: 'keys' });
    const pool = await world.createPool('apis', {
      tags: { ...tags, 'keys:jobs': '/layered-apis/jobs' },
      domain: 'acme',
    });
    await pool.createClient('orders');
    const jobs = await pool.createClient('jobs');
    await world.settle();
    await world.sweep();
    expect(world.aws.parameterStore.names()).toEqual(['/layered-apis/jobs']);
    expect(world.credentials('/layered-apis/jobs')).toEqual(credentialsOf(jobs));
  });

  it('that stands twice in an account agrees with itself', async () => {
    const world = openWorld();
    deploy(world.aws, { name: 'second' });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    const version = world.version(orders);
    const calls = await world.callsDuring(async () => {
      await world.sweep();
      await world.sweep();
    });
    expect(world.version(orders)).toBe(version);
    expect(calls.AddTagsToResource).toBeUndefined();
  });

  it('leaves the place to a client of the same pool that another deployment put there, and takes it when that is gone', async () => {
    const world = openWorld();
    deploy(world.aws, { name: 'second', environment: { TAG_PREFIX: 'keys' } });
    // Each deployment is about both clients, at one place crosswise.
    const pool = await world.createPool('apis', { domain: 'acme' });
    const first = await pool.createClient('orders');
    const other = await pool.createClient('jobs');
    await pool.tag({ 'ssm-sync:orders': orders, 'ssm-sync:jobs': '/layered-apis/jobs' });
    await world.settle();
    await pool.tag({ 'keys:jobs': orders, 'keys:orders': '/layered-apis/orders/keys' });
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(first));
    expect(world.version(orders)).toBe(1);
    await pool.deleteClient(first.id);
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(other));
  });
});
