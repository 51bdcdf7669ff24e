import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuse } from '../e2e/faults.ts';
import { credentialsOf } from '../e2e/worlds.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import { CommandLine, type Said } from './command-line.ts';
import { personWho } from './person.ts';

const dead = 'cognito-ssm-sync-events-dead-letters';
const others = [
  'cognito-ssm-sync-sweeps-dead-letters.fifo  empty',
  'cognito-ssm-sync-undelivered               empty',
  '',
];
const problem = 'the body is no message of version 1 (kinds sweep, pool, clients, parameter)';

let cli: CommandLine;
let pool: PoolInWorld;
beforeEach(async () => {
  cli = await CommandLine.open();
  pool = await cli.world.createPool('apis', { tags: { 'ssm-sync:orders': '/layered-apis/orders' }, domain: 'acme' });
  await cli.world.settle();
});
afterEach(() => cli.close());

/** Its lines; how long ago things were depends on how fast the program is. */
function ageless(text: string): readonly string[] {
  return text
    .replace(/(\d+ min )?\d+ s ago */g, 'AGE ago  ')
    .replace(/ +$/gm, '')
    .split('\n');
}

/** The program, while the world's time goes on as often as it looks at a move. */
async function runAlong(words: readonly string[]): Promise<Said> {
  const { aws } = cli.world;
  let time = Promise.resolve();
  const stop = aws.dispatcher.interfere({
    after({ operation }) {
      if (operation === 'StartMessageMoveTask') time = time.then(() => aws.clock.advance(1000));
      return undefined;
    },
  });
  const said = await cli.run(words);
  stop();
  await time;
  return said;
}

test('what was given up is listed, explained, sent back and done; poison is deleted; no body is ever shown', async () => {
  const { world } = cli;
  const mend = refuse(world, { operation: 'DescribeUserPool' }, 'InternalErrorException', 500);
  const client = await pool.createClient('orders');
  await world.settle();
  mend();
  world.deployment.events.send({ body: '{"v":1,"kind":"s3cr3t-poison"}', senderId: 'somebody' });
  await world.settle();

  const listed = await cli.run(['dlq']);
  const why = await cli.run(['dlq', 'why', 'events']);
  const redriven = await runAlong(['dlq', 'redrive', '--yes', '--drop-invalid']);
  await world.settle();

  expect(ageless(listed.stdout)).toEqual([
    `${dead}       2 messages, the oldest sent AGE ago`,
    `  AGE ago  pool            ${pool.id}`,
    expect.stringMatching(/^ {2}AGE ago +not understood {2}the body is no message .* \(message [\w-]{36}\)$/),
    ...others,
  ]);
  expect(listed.code).toBe(2);
  expect(why.stdout.split('\n')).toEqual([
    `✓ pool  ${pool.id}  1 message (events)  nothing fails any more`,
    `✗ not understood  ${problem}  1 message (events)  will never be done`,
    expect.stringContaining('dlq redrive --drop-invalid deletes it.'),
    '',
  ]);
  expect(why.code).toBe(1);
  expect(redriven.stdout.split('\n')).toEqual([
    `${dead}: 2 messages to cognito-ssm-sync-events`,
    '  of these 1 message not understood: deleted',
    'cognito-ssm-sync-sweeps-dead-letters.fifo: empty',
    'cognito-ssm-sync-undelivered: empty',
    '✓ events: 1 message deleted; 1 message sent back to cognito-ssm-sync-events',
    '',
  ]);
  expect(redriven.code).toBe(0);
  expect(world.credentials('/layered-apis/orders')).toEqual(credentialsOf(client));
  expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
  for (const { stdout, stderr } of [listed, why, redriven]) expect(stdout + stderr).not.toContain('s3cr3t');
});

test('what may not be looked into is said, and stops nothing else', async () => {
  const accessKeyId = personWho(cli.world, 'lambda:GetFunctionConfiguration', 'sqs:GetQueueAttributes');
  cli.world.deployment.events.send({ body: 'no JSON', senderId: 'somebody' });
  await cli.world.settle();

  const { code, stdout } = await cli.run(['dlq'], { accessKeyId });

  expect(stdout.split('\n')).toEqual([
    `${dead}       1 message`,
    expect.stringMatching(/^ {2}✗ ReceiveMessage was refused with AccessDenied\w* \(request [\w-]+\)\./),
    ...others,
  ]);
  expect(code).toBe(1);
});
