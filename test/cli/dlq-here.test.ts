import { beforeEach, describe, expect, test } from 'vitest';
import { atCalls, refuse } from '../e2e/faults.ts';
import { credentialsOf, openWorld } from '../e2e/worlds.ts';
import { AwsError } from '../local-aws/service.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { runHere } from './program-here.ts';

const orders = '/layered-apis/orders';
const hour = 60 * 60_000;

let world: World;
let pool: PoolInWorld;
beforeEach(async () => {
  world = openWorld({ quotas: false });
  pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
  await world.settle();
});

/** How much lies in the queues of events, sweeps and the undelivered. */
const lying = () => world.deployment.deadLetters.map(({ messages }) => messages.length);

/** A client whose making could not be told to the function: the queue takes nothing from EventBridge. */
async function untold() {
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }];
  world.aws.iam.putResourcePolicy(world.deployment.events.arn, { Version: '2012-10-17', Statement });
  const client = await pool.createClient('orders');
  await world.settle();
  return client;
}

describe('what EventBridge could not deliver', () => {
  test('is told by rule and reason, and made up for by a sweep; what comes later stays', async () => {
    const client = await untold();
    expect(lying()).toEqual([0, 0, 1]);

    const listed = await runHere(world, ['dlq', 'list', 'undelivered']);
    const why = await runHere(world, ['dlq', 'why']);
    const { code, stdout, asked } = await runHere(world, ['dlq', 'redrive'], {
      answers: ['y'],
      onAsk: () => world.deployment.deadLetters[2]?.send({ body: '{"s3cr3t":1}', senderId: 'somebody' }),
    });
    await world.settle();

    expect(listed.stdout).toEqual([
      'cognito-ssm-sync-undelivered  1 message, the oldest sent 0 s ago',
      `  0 s ago  undelivered  CreateUserPoolClient ${pool.id} of 2026-11-20T10:00:05Z  cognito-ssm-sync-pool: NO_PERMISSIONS`,
    ]);
    expect(why.code).toBe(2);
    expect(why.stdout).toEqual([
      `! cognito-ssm-sync-pool: NO_PERMISSIONS  CreateUserPoolClient ${pool.id} of 2026-11-20T10:00:05Z  1 message (undelivered)  a sweep makes up for it`,
      expect.stringContaining('the queue, its policy or the schedule'),
    ]);
    expect(asked).toEqual(['Go on? [y/N] ']);
    expect(stdout.at(-1)).toBe('✓ undelivered: a sweep is asked for; 1 message deleted');
    expect(code).toBe(0);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.deployment.deadLetters[2]?.messages.map(({ body }) => body)).toEqual(['{"s3cr3t":1}']);
    // It can be told from nothing in it by whom it was sent, and nothing in it is shown.
    expect((await runHere(world, ['dlq', 'why'])).stdout[0]).toBe(
      '! nothing says by whom or why  an event of another form  1 message (undelivered)  a sweep makes up for it',
    );
  });

  test('stays while a sweep is under way, which would swallow the one that is asked for', async () => {
    await untold();
    const end = atCalls(world, { operation: 'ListUserPoolClients' }, () => ({ kind: 'crash' }));
    await world.aws.clock.advance(hour + 60_000);
    expect(world.deployment.sweeps.messages).toHaveLength(1);

    const { code, stdout } = await runHere(world, ['dlq', 'redrive', 'undelivered', '--yes']);
    end();

    expect(stdout.at(-1)).toContain('left alone: a sweep is under way');
    expect(code).toBe(1);
    expect(lying()).toEqual([0, 0, 1]);
    expect(world.deployment.sweeps.messages).toHaveLength(1);
  });

  test('stays where the person says no', async () => {
    await untold();
    const { code, stderr } = await runHere(world, ['dlq', 'redrive'], { answers: ['n'] });
    expect(stderr).toEqual(['Nothing was written.']);
    expect(code).toBe(1);
    expect(lying()).toEqual([0, 0, 1]);
    expect(world.deployment.sweeps.messages).toEqual([]);
  });
});

/** A client whose making was told, and given up; now it could be done. */
async function givenUp() {
  const end = refuse(world, { operation: 'DescribeUserPool' }, 'InternalErrorException', 500);
  const client = await pool.createClient('orders');
  await world.settle();
  end();
  return client;
}

describe('messages that were given up', () => {
  test('of a sweep go back, and it begins', async () => {
    const end = refuse(world, { operation: 'GetResources' }, 'InternalServiceException', 500);
    const client = await pool.createClient('orders');
    await world.aws.clock.advance(hour);
    await world.settle();
    expect(lying()).toEqual([0, 1, 0]);
    end();
    const before = world.measured('SweepStarted');

    const why = await runHere(world, ['dlq', 'why']);
    const { code, stdout } = await runHere(world, ['dlq', 'redrive', 'sweeps', '--yes']);
    await world.settle();

    expect(why.stdout[0]).toMatch(
      /^✓ sweep {2}of 2026-11-20T\d\d:\d\d:\d\dZ {2}1 message \(sweeps\) {2}nothing fails any more$/,
    );
    expect(why.code).toBe(2);
    expect(stdout.at(-1)).toBe('✓ sweeps: 1 message sent back to cognito-ssm-sync-sweeps.fifo');
    expect(code).toBe(0);
    expect(world.measured('SweepStarted')).toBe(before + 1);
    expect(lying()).toEqual([0, 0, 0]);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  test('and are not understood come straight back, as is said before', async () => {
    world.deployment.events.send({ body: 'no JSON', senderId: 'somebody' });
    await world.settle();
    const { stdout } = await runHere(world, ['dlq', 'redrive', 'events', '--yes']);
    await world.settle();
    expect(stdout).toEqual([
      'cognito-ssm-sync-events-dead-letters: 1 message to cognito-ssm-sync-events',
      '  of these 1 message not understood: will come straight back (--drop-invalid deletes instead)',
      '✓ events: 1 message sent back to cognito-ssm-sync-events',
    ]);
    expect(lying()).toEqual([1, 0, 0]);
    await runHere(world, ['dlq', 'redrive', '--yes', '--drop-invalid']);
    await world.settle();
    expect(lying()).toEqual([0, 0, 0]);
    expect(await runHere(world, ['dlq'])).toMatchObject({ code: 0, stderr: [] });
    expect(await runHere(world, ['dlq', 'why'])).toMatchObject({
      code: 0,
      stdout: ['Nothing lies in the dead-letter queues.'],
    });
  });

  test('are on their way after Ctrl-C, too', async () => {
    const client = await givenUp();
    // Looking for what stops them writes nothing.
    expect(await runHere(world, ['dlq', 'why'])).toMatchObject({ code: 2 });
    expect(world.text(orders)).toBeUndefined();
    const stopping = new AbortController();
    const stop = world.aws.dispatcher.interfere({
      async after({ operation }): Promise<undefined> {
        if (operation === 'StartMessageMoveTask') stopping.abort();
      },
    });
    const { code, stdout } = await runHere(world, ['dlq', 'redrive', '--yes'], { signal: stopping.signal });
    stop();
    await world.settle();
    expect(stdout.at(-1)).toBe('✓ events: 0 messages sent back so far. The move goes on without this program.');
    expect(code).toBe(1);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(lying()).toEqual([0, 0, 0]);
  });

  test('about one thing are one look: two changes of a pool, a parameter’s edits', async () => {
    const client = await pool.createClient('orders');
    await world.settle();
    const end = refuse(world, { operation: 'DescribeUserPool' }, 'InternalErrorException', 500);
    const at = '2026-11-20T10:00:00Z';
    const bodies = [
      { kind: 'pool', userPoolId: pool.id },
      { kind: 'clients', userPoolId: pool.id, clientIds: [client.id] },
      { kind: 'parameter', name: orders },
      { kind: 'parameter', name: orders },
    ];
    for (const body of bodies)
      world.deployment.events.send({ body: JSON.stringify({ v: 1, at, ...body }), senderId: 'somebody' });
    await world.settle();
    end();
    const calls = world.aws.dispatcher.count('DescribeUserPool');
    const { stdout, code } = await runHere(world, ['dlq', 'why']);
    expect(stdout).toEqual([
      `✓ pool  ${pool.id}  2 messages (events)  nothing fails any more`,
      `✓ parameter  ${orders}  2 messages (events)  nothing fails any more`,
    ]);
    expect(code).toBe(2);
    expect(world.aws.dispatcher.count('DescribeUserPool')).toBe(calls + 2);
  });

  test('and still cannot be done say why, on a terminal and as JSON', async () => {
    await givenUp();
    world.deployment.events.send({ body: 'no JSON', senderId: 'somebody' });
    await world.settle();
    const error = (code: string) => {
      const fault = { kind: 'error', error: new AwsError(code, 'As the test wants it.', 500) } as const;
      return world.aws.dispatcher.interfere({
        before: ({ operation }) => (operation === 'DescribeUserPool' ? fault : undefined),
      });
    };
    const failing = error('InternalErrorException');
    const told = await runHere(world, ['dlq', 'why']);
    const lines = (await runHere(world, ['dlq', 'why', '--json'])).stdout.map((line) => JSON.parse(line));
    failing();
    const refusing = error('AccessDeniedException');
    const refused = await runHere(world, ['dlq', 'why']);
    refusing();

    expect(told.stdout.slice(0, 2)).toEqual([
      `✗ pool  ${pool.id}  1 message (events)  still fails`,
      expect.stringMatching(
        /^ {4}DescribeUserPool failed with InternalErrorException \(request [\w-]+\)\. Trying again/,
      ),
    ]);
    expect(told.code).toBe(1);
    const about = { v: 1, trigger: 'person', userPoolId: pool.id };
    expect(lines).toMatchObject([
      { ...about, code: 'call-failed', action: 'failed', message: expect.stringContaining('DescribeUserPool') },
      { ...about, code: 'dead-letter-verdict', state: 'fails', kind: 'pool', messages: 1, queues: ['events'] },
      { v: 1, code: 'dead-letter-verdict', state: 'invalid', subject: 'the body is not JSON' },
    ]);
    expect(refused.stdout[0]).toBe(`? pool  ${pool.id}  1 message (events)  cannot be told: you may not look`);
    const listed = (await runHere(world, ['dlq', '--json'])).stdout.map((line) => JSON.parse(line));
    expect(listed).toMatchObject([
      { ...about, code: 'dead-letter', queue: 'events', kind: 'pool', clients: 0, at: '2026-11-20T10:00:05Z' },
      { code: 'dead-letter', queue: 'events', kind: 'invalid', problem: 'the body is not JSON' },
      { code: 'dead-letter-queue', queue: 'events', messages: 2, looked: 2, exists: true },
      { code: 'dead-letter-queue', queue: 'sweeps', messages: 0 },
      { code: 'dead-letter-queue', queue: 'undelivered', messages: 0 },
    ]);
  });

  test('are sent nowhere unasked: without a terminal it wants --yes', async () => {
    const { code, stderr, stdout } = await runHere(world, ['dlq', 'redrive']);
    expect(stderr).toEqual([
      'dlq redrive asks before it writes, and there is no terminal to ask at.',
      'Say --yes to have it done.',
    ]);
    expect(stdout).toEqual([]);
    expect(code).toBe(1);
  });

  test('are followed where somebody has begun to send them back', async () => {
    const client = await givenUp();
    const { operations } = world.aws.sqs;
    const [dead] = world.deployment.deadLetters;
    const stop = world.aws.dispatcher.interfere({
      async before(call): Promise<undefined> {
        if (call.operation !== 'StartMessageMoveTask') return;
        stop();
        await operations.StartMessageMoveTask?.({ SourceArn: dead?.arn }, call);
      },
    });
    const { code, stdout, stderr } = await runHere(world, ['dlq', 'redrive', '--yes']);
    await world.settle();
    expect(stderr[0]).toBe(`A move of ${dead?.name} is under way already; this follows that one.`);
    expect(stdout.at(-1)).toBe('✓ events: 1 message sent back to cognito-ssm-sync-events');
    expect(code).toBe(0);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  test('a second time are told of by themselves, not by what was moved before', async () => {
    await givenUp();
    await runHere(world, ['dlq', 'redrive', '--yes']);
    await world.settle();
    for (const body of ['no JSON', 'nor this']) world.deployment.events.send({ body, senderId: 'somebody' });
    await world.settle();
    const { stdout } = await runHere(world, ['dlq', 'redrive', '--yes']);
    expect(stdout.at(-1)).toBe('✓ events: 2 messages sent back to cognito-ssm-sync-events');
  });
});
