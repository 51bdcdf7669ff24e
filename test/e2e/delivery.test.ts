import { describe, expect, it } from 'vitest';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { atCalls, refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** What becomes of messages: at least once, in part, again after a while, and in the end to the dead letters. */
const orders = '/layered-apis/orders';

/** Two pools with a client each; their events lie in one batch. */
async function twoPools(world: World): Promise<Record<'one' | 'two', PoolInWorld>> {
  const create = (name: string): Promise<PoolInWorld> =>
    world.createPool(name, { tags: { 'ssm-sync:orders': `${orders}/${name}` }, domain: `acme-${name}` });
  const pools = { one: await create('one'), two: await create('two') };
  await world.settle();
  return pools;
}

/** Seconds between the end of each run and the start of the next. */
function pauses({ aws }: World): readonly number[] {
  const runs = aws.lambda.invocations;
  return runs.slice(1).map(({ startedAt }, index) => (startedAt - (runs[index]?.endedAt ?? 0)) / 1000);
}

describe('a batch', () => {
  it('is answered in part: one pool’s failure hands back only its own messages', async () => {
    const world = openWorld();
    const { one, two } = await twoPools(world);
    refuse(world, { operation: 'DescribeUserPool', about: one.id, times: 4 }, 'InternalErrorException', 500);
    const clients = { one: await one.createClient('orders'), two: await two.createClient('orders') };
    const runs = world.aws.lambda.invocations.length;
    await world.settle();
    const run = world.aws.lambda.invocations[runs];
    const own = run?.records.filter(({ body }) => body.includes(one.id)).map(({ messageId }) => messageId);
    expect(run?.records).toHaveLength(2);
    expect(run?.answer).toEqual({ batchItemFailures: own?.map((itemIdentifier) => ({ itemIdentifier })) });
    expect(world.credentials(`${orders}/one`)).toEqual(credentialsOf(clients.one, 'acme-one'));
    expect(world.credentials(`${orders}/two`)).toEqual(credentialsOf(clients.two, 'acme-two'));
    expect(world.version(`${orders}/two`)).toBe(1);
  });

  it('with a message that nobody understands serves the others, and that one is a dead letter', async () => {
    const world = openWorld();
    const { one } = await twoPools(world);
    const client = await one.createClient('orders');
    for (const body of ['not JSON', '{"v":2,"kind":"pool","at":"2026-11-20T10:00:00Z"}', '{"v":1,"kind":"s3cr3t-1"}'])
      world.deployment.events.send({ body, senderId: 'somebody' });
    await world.settle();
    expect(world.credentials(`${orders}/one`)).toEqual(credentialsOf(client, 'acme-one'));
    expect(world.deployment.deadLetters[0]?.messages.map(({ body }) => body)).toHaveLength(3);
    expect(world.said('message-invalid')).toHaveLength(15);
    expect(world.aws.cloudWatch.lines().some(({ text }) => text.includes('s3cr3t-1'))).toBe(false);
    // Nothing is waited for: no try could help.
    expect(Math.max(...pauses(world))).toBeLessThanOrEqual(5);
    expect(world.version(`${orders}/one`)).toBe(1);
  });
});

describe('a message whose work fails', () => {
  it('comes again after 30 s, 1, 2 and 4 minutes, and is a dead letter after five receives', async () => {
    const world = openWorld();
    const { one } = await twoPools(world);
    const runs = world.aws.lambda.invocations.length;
    refuse(world, { operation: 'DescribeUserPool' }, 'InternalErrorException', 500);
    await one.createClient('orders');
    await world.settle();
    // Five seconds of each pause are the window in which a batch is gathered.
    expect(pauses(world).slice(runs)).toEqual([35, 65, 125, 245]);
    expect(world.deployment.deadLetters[0]?.messages).toHaveLength(1);
    expect(world.deployment.events.messages).toEqual([]);
    expect(world.said('call-failed')).toHaveLength(5);
    expect(world.measured('ReconcileFailures')).toBe(5);
    expect(world.text(`${orders}/one`)).toBeUndefined();
  });

  it('is done by the next sweep when its event is a dead letter', async () => {
    const world = openWorld();
    const { one } = await twoPools(world);
    const end = refuse(world, { operation: 'DescribeUserPool' }, 'InternalErrorException', 500);
    const client = await one.createClient('orders');
    await world.settle();
    end();
    await world.sweep();
    expect(world.credentials(`${orders}/one`)).toEqual(credentialsOf(client, 'acme-one'));
  });

  it('for want of permission is not tried again before the next sweep', async () => {
    const world = openWorld();
    const { one } = await twoPools(world);
    const end = refuse(world, { operation: 'PutParameter' }, 'AccessDeniedException');
    const client = await one.createClient('orders');
    await world.settle();
    expect(world.said('call-refused')).toMatchObject([{ action: 'failed', parameter: `${orders}/one` }]);
    expect(world.deployment.events.messages).toEqual([]);
    end();
    await world.sweep();
    expect(world.credentials(`${orders}/one`)).toEqual(credentialsOf(client, 'acme-one'));
  });

  it('comes again when the function dies in the middle of it', async () => {
    const world = openWorld();
    const { one } = await twoPools(world);
    atCalls(world, { operation: 'PutParameter', times: 1, when: 'after' }, () => ({ kind: 'crash' }));
    const client = await one.createClient('orders');
    await world.settle();
    expect(world.credentials(`${orders}/one`)).toEqual(credentialsOf(client, 'acme-one'));
    expect(world.version(`${orders}/one`)).toBe(1);
    expect(world.deployment.events.messages).toEqual([]);
  });

  it('comes again even when its delay cannot be set', async () => {
    const world = openWorld();
    const { one } = await twoPools(world);
    refuse(world, { operation: 'DescribeUserPool', times: 4 }, 'InternalErrorException', 500);
    refuse(world, { operation: 'ChangeMessageVisibility', times: 4 }, 'ServiceUnavailable', 503);
    const client = await one.createClient('orders');
    await world.settle();
    expect(world.credentials(`${orders}/one`)).toEqual(credentialsOf(client, 'acme-one'));
  });
});
