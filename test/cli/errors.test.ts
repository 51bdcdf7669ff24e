import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';
import { personWho } from './person.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open();
});
afterEach(() => cli.close());

describe('a mistake is answered with a sentence and a next step', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a command that there is not', ['paln'], ["error: unknown command 'paln'", '(Did you mean plan?)']],
    [
      'an option that there is not',
      ['plan', '--pol', 'x'],
      ["error: unknown option '--pol'", '(Did you mean --pool?)'],
    ],
    ['an option without its value', ['plan', '--pool'], ["error: option '--pool <id>' argument missing"]],
    [
      'a number that is none',
      ['apply', '--max-changes', 'few'],
      ["error: option '--max-changes <count>' argument 'few' is invalid. It takes a whole number."],
    ],
    [
      'a pool that can be none',
      ['plan', '--pool', 'apis'],
      ["error: option '--pool <id>' argument 'apis' is invalid. It takes a pool’s id, such as eu-west-1_AbCdEfGhI."],
    ],
    [
      'a tag prefix beside a deployment’s own',
      ['plan', '--tag-prefix', 'mine'],
      ['Error: --tag-prefix says how pools are tagged where nothing is deployed; a deployment says so itself.'],
    ],
    [
      'options that exclude one another',
      ['apply', '--plan', 'x', '--pool', 'eu-west-1_AbCdEfGhI'],
      ["error: option '--plan <file>' cannot be used with option '--pool <id>'"],
    ],
    [
      'a deployment that there is not',
      ['plan', '--deployment', 'other'],
      ['Error: There is no deployment other in eu-west-1: Lambda has no function of that name.'],
    ],
    [
      'prefixes that are none',
      ['plan', '--targets', 'layered-apis'],
      [
        'Error: The reconciler\'s configuration has 1 fault: TARGETS is "[{\\"prefix\\":\\"layered-apis\\"}]", not JSON like [{"prefix":"/layered-apis/"}]; a prefix begins and ends with /, "pools" lists pool ids.',
        'Prefixes are separated by commas: --targets /layered-apis/,/audit/',
      ],
    ],
  ])('%s', async (_, words, lines) => {
    const { code, stdout, stderr } = await cli.run(words);
    expect(stderr.split('\n')).toEqual(expect.arrayContaining([...lines]));
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      'nobody is signed in',
      { AWS_ACCESS_KEY_ID: '', AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nonexistent' },
      'Error: AWS does not know who you are.',
      'Sign in (aws sso login), or choose credentials with --profile or AWS_PROFILE.',
    ],
    [
      'the credentials are nobody’s',
      { AWS_ACCESS_KEY_ID: 'AKIANOBODY' },
      'Error: AWS does not know who you are.',
      'Sign in (aws sso login), or choose credentials with --profile or AWS_PROFILE.',
    ],
    [
      'no region is chosen',
      { AWS_REGION: '', HOME: '/nonexistent' },
      'Error: No region is chosen, or none that can be.',
      'Say --region, or set AWS_REGION or the profile’s region.',
    ],
    [
      'AWS is not there',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      'Error: AWS cannot be reached: the connection was refused.',
      'Check the network, and AWS_ENDPOINT_URL if it is set.',
    ],
  ])('%s', async (_, environment, message, next) => {
    const { code, stderr } = await cli.run(['plan'], { environment });
    expect(stderr).toBe(`${message}\n${next}\n`);
    expect(code).toBe(1);
  });

  test('shows where an error comes from only with --debug, and even then no text of AWS', async () => {
    const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    const { stderr } = await cli.run(['--debug', 'plan'], { environment });
    expect(stderr).toMatch(/^ +at /m);
    expect(stderr).not.toContain('ECONNREFUSED 127.0.0.1:1');
  });
});

describe('what the caller may not do', () => {
  const reads = [
    'lambda:GetFunctionConfiguration',
    'tag:GetResources',
    'cognito-idp:DescribeUserPool',
    'cognito-idp:ListUserPoolClients',
    'cognito-idp:DescribeUserPoolClient',
    'ssm:GetParameters',
  ];

  test('is named, with what to ask for', async () => {
    const run = (...actions: string[]) => cli.run(['plan'], { accessKeyId: personWho(cli.world, ...actions) });
    expect(await run()).toMatchObject({
      code: 1,
      stderr: [
        'Error: You may not read the deployment cognito-ssm-sync: GetFunctionConfiguration was refused with AccessDeniedException.',
        'Ask for lambda:GetFunctionConfiguration on its function, or say what it may write with --targets /prefix/.',
        '',
      ].join('\n'),
    });
    expect((await run('lambda:GetFunctionConfiguration')).stderr).toMatch(
      /^Error: GetResources was refused with AccessDeniedException \(request [\w-]+\)\.\nCheck that your permissions allow it \(docs\/cli\.md lists what each command needs\)\.\n$/,
    );
  });

  test('stops nothing that it is not needed for: without sqs:GetQueueAttributes a plan only takes longer', async () => {
    const pool = await cli.world.createPool('apis', {
      domain: 'acme',
      tags: { 'ssm-sync': '/layered-apis/:clientName' },
    });
    await pool.createClient('orders');
    await cli.world.settle();
    const { code, stdout } = await cli.run(['plan'], { accessKeyId: personWho(cli.world, ...reads) });
    expect(stdout).toContain('Changes due: 0. In sync: 1. Pools: 1.');
    expect(code).toBe(0);
  });
});

test('help tells every command, with examples, and of each its own', async () => {
  const { code, stdout } = await cli.run(['--help']);
  const commands = [...stdout.matchAll(/^ {2}(\w+) .* {2,}\S/gm)].map(([, name]) => name);
  expect(commands).toEqual([
    'plan',
    'apply',
    'status',
    'explain',
    'doctor',
    'declare',
    'undeclare',
    'release',
    'import',
    'dlq',
    'help',
  ]);
  expect(stdout).toContain('Examples:\n  cognito-ssm-sync plan\n');
  expect(code).toBe(0);
  const helps = await Promise.all(
    commands.filter((name) => name !== 'help').map((name) => cli.run([String(name), '--help'])),
  );
  expect(helps.filter(({ stdout }) => !/^Examples:\n {2}cognito-ssm-sync /m.test(stdout))).toEqual([]);
  expect(helps.filter(({ stdout }) => !/^Exit codes/m.test(stdout))).toEqual([]);
});
