import { describe, expect, it } from 'vitest';
import { atCalls, refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Sweeps: the way to convergence when nothing else helped. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

describe('a sweep', () => {
  it('sees a pool as soon as the tagging index does', async () => {
    const world = openWorld({ trail: false, tagLagMilliseconds: 90 * 60_000 });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.sweep();
    expect(world.text(orders)).toBeUndefined();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it('believes the pool and not the index about its tags', async () => {
    const world = openWorld({ trail: false, tagLagMilliseconds: 90 * 60_000 });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await pool.createClient('orders');
    await world.aws.clock.advance(100 * 60_000);
    await pool.untag('ssm-sync:orders');
    await pool.tag({ 'ssm-sync:orders': `${orders}/elsewhere` });
    const before = world.version(orders);
    await world.sweep();
    expect(world.version(orders)).toBe(before);
    expect(world.text(`${orders}/elsewhere`)).toBeDefined();
  });

  it('that is delivered twice sends no pool twice', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await pool.createClient('orders');
    await world.settle();
    for (const deduplicationId of ['one', 'two', 'three']) {
      world.deployment.sweeps.send({
        body: '{"v":1,"kind":"sweep","at":"2026-11-20T10:30:00Z"}',
        senderId: 'scheduler.amazonaws.com',
        groupId: 'sweep',
        deduplicationId,
      });
    }
    await world.settle();
    expect(world.measured('SweepStarted')).toBe(1);
    expect(world.measured('PoolsSwept')).toBe(1);
    expect(world.said('pass-done').filter(({ trigger }) => trigger === 'sweep')).toMatchObject([
      { sweepId: '2026-11-20T10:30:00Z', userPoolId: pool.id },
    ]);
  });

  it('goes on with the other pools when one fails', async () => {
    const world = openWorld({ trail: false });
    const one = await world.createPool('one', { tags: { 'ssm-sync:orders': `${orders}/one` }, domain: 'acme-one' });
    const two = await world.createPool('two', { tags: { 'ssm-sync:orders': `${orders}/two` }, domain: 'acme-two' });
    await one.createClient('orders');
    const client = await two.createClient('orders');
    refuse(world, { operation: 'ListUserPoolClients', about: one.id }, 'InternalErrorException', 500);
    await world.sweep();
    expect(world.text(`${orders}/one`)).toBeUndefined();
    expect(world.credentials(`${orders}/two`)).toEqual(credentialsOf(client, 'acme-two'));
    expect(world.deployment.deadLetters[1]?.messages).toHaveLength(1);
  });

  it('is tried again when the index does not answer', async () => {
    const world = openWorld({ trail: false });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    refuse(world, { operation: 'GetResources', times: 4 }, 'InternalServiceException', 500);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.said('call-failed')).toHaveLength(1);
  });

  it('takes a pool of 110 clients in parts, each once, although its function dies on the way', {
    timeout: 30_000,
  }, async () => {
    const world = openWorld({ trail: false, quotas: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    for (let index = 0; index < 110; index++) await pool.createClient(`client-${index}`);
    atCalls(world, { operation: 'PutParameter', about: 'client-7', times: 1 }, () => ({ kind: 'crash' }));
    await world.sweep();
    expect(world.aws.parameterStore.names()).toHaveLength(110);
    const versions = world.aws.parameterStore.names().map((name) => world.version(name));
    await world.sweep();
    expect(world.aws.parameterStore.names().map((name) => world.version(name))).toEqual(versions);
    expect(world.deployment.sweeps.messages).toEqual([]);
  });
});
