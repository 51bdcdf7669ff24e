import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { atCalls, refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** One sweep after the other: none starts over an unfinished one, and none that has begun stays unfinished. */
const hour = 60 * 60_000;
const at = (path: string) => `/layered-apis/${path}`;

/** Pools with a client each, without events: only sweeps look at them. */
async function poolsIn(world: World, count: number) {
  const pools = [];
  for (let index = 0; index < count; index++) {
    const pool = await world.createPool(`pool-${index}`, {
      tags: { 'ssm-sync:orders': at(`orders-${index}`) },
      domain: `acme-${index}`,
    });
    pools.push({ pool, client: await pool.createClient('orders') });
  }
  return pools;
}

/** Ids of the sweeps that said so. */
const sweepsThat = (world: World, code: string) => world.said(code).map(({ sweepId }) => sweepId);

describe('a sweep that is due while the one before is unfinished', () => {
  /** A pool over which the function dies at every try: its message comes back an hour later, and again. */
  async function unfinished() {
    const world = openWorld({ trail: false });
    const [, second] = await poolsIn(world, 2);
    const end = atCalls(world, { operation: 'ListUserPoolClients', about: second?.pool.id ?? '' }, () => ({
      kind: 'crash',
    }));
    await world.aws.clock.advance(3.5 * hour);
    return { world, end };
  }

  it('is not started: no pool gets a second message, and the log says so', async () => {
    const { world } = await unfinished();
    expect(sweepsThat(world, 'sweep-started')).toHaveLength(1);
    expect(sweepsThat(world, 'sweep-skipped')).toHaveLength(2);
    expect(world.measured('SweepStarted')).toBe(1);
    expect(world.deployment.sweeps.messages).toHaveLength(1);
  });

  it('is made up for by the next one after it is over', async () => {
    const { world, end } = await unfinished();
    end();
    await world.sweep();
    expect(sweepsThat(world, 'sweep-started')).toHaveLength(2);
    expect(world.deployment.sweeps.messages).toEqual([]);
    expect(world.aws.parameterStore.names()).toEqual([at('orders-0'), at('orders-1')]);
  });
});

describe('a pool over which the function always dies', () => {
  it('holds up sweeps until its message is given up, five hours later, and no longer', async () => {
    const world = openWorld({ trail: false });
    const [, second] = await poolsIn(world, 2);
    atCalls(world, { operation: 'ListUserPoolClients', about: second?.pool.id ?? '' }, () => ({ kind: 'crash' }));
    // The first sweep is at eleven; at sixteen the message is tried no more.
    await world.aws.clock.advance(7.1 * hour);
    expect(sweepsThat(world, 'sweep-started')).toEqual(['2026-11-20T11:00:00Z', '2026-11-20T17:00:00Z']);
    expect(world.deployment.deadLetters[1]?.messages).toHaveLength(1);
  });
});

describe('the other pools of a batch over one of which the function always dies', () => {
  it('are done all the same, at the third try at the latest, and no message of theirs is given up', async () => {
    const world = openWorld({ trail: false });
    const pools = await poolsIn(world, 10);
    const ids = pools.map(({ pool }) => pool.id).sort();
    atCalls(world, { operation: 'ListUserPoolClients', about: ids[4] ?? '' }, () => ({ kind: 'crash' }));
    await world.aws.clock.advance(3.5 * hour);
    expect(world.aws.parameterStore.names()).toHaveLength(9);
    expect(world.deployment.sweeps.messages.map(({ groupId }) => groupId)).toEqual([ids[4]]);
    await world.aws.clock.advance(3 * hour);
    expect(world.deployment.deadLetters[1]?.messages.map(({ groupId }) => groupId)).toEqual([ids[4]]);
  });
});

describe('a sweep that could send only a part of its pools', () => {
  it('goes on with the rest when it is delivered again, over its own messages', async () => {
    const world = openWorld({ trail: false, quotas: false });
    const pools = await poolsIn(world, 12);
    const last =
      pools
        .map(({ pool }) => pool.id)
        .sort()
        .at(-1) ?? '';
    refuse(world, { operation: 'SendMessageBatch', about: last, times: 4 }, 'ServiceUnavailable', 503);
    // The first pools stay unfinished for longer than the sweep takes to come again.
    refuse(world, { operation: 'DescribeUserPool', times: 4 * 4 }, 'InternalErrorException', 500);
    await world.sweep();
    expect(sweepsThat(world, 'sweep-skipped')).toEqual([]);
    expect(world.measured('PoolsSwept')).toBe(12);
    for (const [index, { client }] of pools.entries()) {
      expect(world.credentials(at(`orders-${index}`))).toEqual(credentialsOf(client, `acme-${index}`));
    }
  });
});

describe('sweeps that take longer than their interval', () => {
  it('do not pile up, and come to every pool', async () => {
    const world = openWorld({ trail: false, sweepMinutes: 15 });
    const pools = await poolsIn(world, 6);
    // Each try that dies keeps the pools of its batch hidden for an hour, four intervals.
    atCalls(world, { operation: 'ListUserPoolClients', times: 2 }, () => ({ kind: 'crash' }));
    // Not at the minute at which the schedule sends its message.
    await world.aws.clock.advance(60_000);
    const sizes: number[] = [];
    for (let quarter = 0; quarter < 12; quarter++) {
      await world.aws.clock.advance(hour / 4);
      sizes.push(world.deployment.sweeps.messages.length);
    }
    expect(Math.max(...sizes)).toBe(pools.length);
    expect(world.aws.parameterStore.names()).toHaveLength(pools.length);
  });
});
