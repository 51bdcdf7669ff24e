import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsOf } from '../e2e/worlds.ts';
import { AwsError } from '../local-aws/service.ts';
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

/** Nobody can read the pool, until what is answered is called. */
function breakPool(): () => void {
  return cli.world.aws.dispatcher.interfere({
    before: ({ operation }) =>
      operation === 'DescribeUserPool'
        ? { kind: 'error', error: new AwsError('InternalErrorException', 'As the test wants it.', 500) }
        : undefined,
  });
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
  const mend = breakPool();
  const client = await pool.createClient('orders');
  await world.settle();
  world.deployment.events.send({ body: '{"v":1,"kind":"s3cr3t-poison"}', senderId: 'somebody' });
  await world.settle();

  const listed = await cli.run(['dlq']);
  const failing = await cli.run(['dlq', 'why', 'events']);
  mend();
  const mended = await cli.run(['dlq', 'why', 'events', '--json']);
  const redriven = await runAlong(['dlq', 'redrive', '--yes', '--drop-invalid']);
  await world.settle();

  expect(ageless(listed.stdout)).toEqual([
    `${dead}       2 messages, the oldest sent AGE ago`,
    `  AGE ago  pool            ${pool.id}`,
    expect.stringMatching(/^ {2}AGE ago +not understood {2}the body is no message .* \(message [\w-]{36}\)$/),
    ...others,
  ]);
  expect(listed.code).toBe(2);
  expect(failing.stdout.split('\n')).toEqual([
    `✗ pool  ${pool.id}  1 message (events)  still fails`,
    expect.stringMatching(/^ {4}DescribeUserPool failed with InternalErrorException \(request [\w-]+\)\. Trying again/),
    `✗ not understood  ${problem}  1 message (events)  will never be done`,
    expect.stringContaining('dlq redrive --drop-invalid deletes it.'),
    '',
  ]);
  expect(failing.code).toBe(1);
  expect(
    mended.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { v: 1, code: 'dead-letter-verdict', state: 'clear', userPoolId: pool.id, messages: 1, queues: ['events'] },
    { v: 1, code: 'dead-letter-verdict', state: 'invalid', subject: problem },
  ]);
  expect(redriven).toMatchObject({ code: 0 });
  expect(redriven.stdout.split('\n')).toEqual([
    `${dead}: 2 messages to cognito-ssm-sync-events`,
    '  of these 1 message not understood: deleted',
    'cognito-ssm-sync-sweeps-dead-letters.fifo: empty',
    'cognito-ssm-sync-undelivered: empty',
    '✓ events: 1 message deleted; 1 message sent back to cognito-ssm-sync-events',
    '',
  ]);
  expect(world.credentials('/layered-apis/orders')).toEqual(credentialsOf(client));
  expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
  for (const { stdout, stderr } of [listed, failing, mended, redriven]) expect(stdout + stderr).not.toContain('s3cr3t');
});

test('what may not be looked into is said, and stops nothing else; without a terminal nothing is sent unasked', async () => {
  const accessKeyId = personWho(cli.world, 'lambda:GetFunctionConfiguration', 'sqs:GetQueueAttributes');
  breakPool();
  await pool.createClient('orders');
  await cli.world.settle();

  const { code, stdout } = await cli.run(['dlq'], { accessKeyId });
  expect(stdout.split('\n')).toEqual([
    `${dead}       1 message`,
    expect.stringMatching(/^ {2}✗ ReceiveMessage was refused with AccessDenied\w* \(request [\w-]+\)\./),
    ...others,
  ]);
  expect(code).toBe(1);
  expect(await cli.run(['dlq', 'redrive'], { input: 'y\n' })).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      'Error: dlq redrive asks before it sends anything, and there is no terminal to ask at.\nLook at what lies there (cognito-ssm-sync dlq why), then say --yes.\n',
  });
  expect(cli.world.deployment.deadLetters[0]?.messages).toHaveLength(1);
});
