import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';
import { runHere } from './program-here.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open();
});
afterEach(() => cli.close());

const customerKey = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/cognito-ssm-sync-sweeps.fifo';

/** As docs/cli.md lists them. */
const permissions = [
  'lambda:GetFunctionConfiguration',
  'lambda:ListEventSourceMappings',
  'scheduler:GetSchedule',
  'sqs:GetQueueAttributes',
  'cloudwatch:GetMetricData',
  'events:ListRules',
  'events:ListTargetsByRule',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
  'kms:DescribeKey',
  'kms:Decrypt',
  'tag:GetResources',
  'cognito-idp:DescribeUserPool',
  'cognito-idp:ListUserPoolClients',
  'cognito-idp:DescribeUserPoolClient',
  'cognito-idp:ListUserPoolClientSecrets',
  'ssm:GetParameters',
  'ssm:DescribeParameters',
  'ssm:ListTagsForResource',
];

/** Somebody who may do this and nothing else; the access key id. */
function whoMay(...actions: readonly string[]): string {
  const { iam } = cli.world.aws;
  const statement = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const role = iam.putRole({
    name: 'reader',
    assumeRolePolicy: statement({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    policies: [{ name: 'Read', document: statement({ Action: actions, Resource: '*' }) }],
  });
  return iam.assumeRole(role, 'lambda.amazonaws.com', 'person').accessKeyId;
}

describe('doctor', () => {
  test('says of each thing of a healthy deployment that it is well, on one screen, to whoever has the permissions, and ends with 0', async () => {
    const pool = await cli.world.createPool('apis', {
      domain: 'acme',
      tags: { 'ssm-sync:orders': '/layered-apis/orders' },
    });
    await pool.createClient('orders');
    await cli.world.put('/layered-apis/orders', '{}', { KeyId: customerKey });
    await cli.world.sweep();
    const before = cli.world.version('/layered-apis/orders');

    const { code, stdout, stderr } = await cli.run(['doctor'], { accessKeyId: whoMay(...permissions) });

    expect(stdout).toBe(
      [
        'cognito-ssm-sync in eu-west-1',
        '',
        'Deployment',
        '  ✓ function      cognito-ssm-sync, nodejs24.x, writes under /layered-apis/',
        '  ✓ mappings      both queues feed the function',
        '  ✓ queues        nothing waits',
        '  ✓ dead-letters  empty',
        'Sweeps',
        '  ✓ schedule      every 60 minutes',
        '  ✓ last-sweep    began 2026-11-20 11:00 UTC',
        'Events',
        '  ✓ trail         management-events records them',
        '  ✓ rules         5, all enabled',
        '  ✓ deliveries    the rules fired 3 times within a day',
        'User pools',
        '  ✓ tag-budget    1 pool, at most 1 of 50 tags used',
        '  ✓ collisions    no two clients claim one place',
        '  ✓ domains       every pool has one that needs one',
        '  ✓ stack-tags    no pool’s tags are a stack’s',
        'Parameters',
        '  ✓ sizes         1 parameter, none nearly full',
        '  ✓ keys          1 customer key, enabled',
        '',
        'All is well.',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(cli.world.version('/layered-apis/orders')).toBe(before);
  });

  test('finds everything that is wrong at once, says why it matters and what mends it, and ends with 1', async () => {
    const { world } = cli;
    const tags = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`team-${index}`, 'a']));
    const pool = await world.createPool('apis', {
      tags: { ...tags, 'ssm-sync': '/layered-apis/:poolName', 'ssm-sync:big': '/layered-apis/big /layered-apis/keyed' },
    });
    const clients = [];
    for (const name of ['one', 'two', 'big']) clients.push(await pool.createClient(name));
    const ids = clients
      .slice(0, 2)
      .map(({ id }) => id)
      .toSorted();
    await world.put('/layered-apis/big', JSON.stringify({ filling: 's3cr3t-'.padEnd(3600, 'x') }));
    await world.put('/layered-apis/keyed', '{}', { KeyId: customerKey });
    await world.sweep();
    stackOwns(pool.id, 'apis-prod');
    world.deployment.schedule.enabled = false;
    await world.aws.clock.advance(4 * 3_600_000);
    const bus = new EventBridge(world.aws.clientConfiguration('person'));
    await world.did(bus.disableRule({ Name: 'cognito-ssm-sync-tags' }));
    world.aws.cloudTrail.logging = false;
    world.aws.parameterStore.denyKey(customerKey);
    world.deployment.deadLetters[0]?.send({ body: '{}', senderId: 'person' });
    world.deployment.sources.forEach((source) => {
      source.enabled = false;
    });

    const { code, stdout } = await cli.run(['doctor']);

    const told = stdout.split('\n').filter((line) => !/^ +why: /.test(line));
    const mappings = world.aws.lambda.mappings.map(({ id }) => id);
    expect(told).toEqual([
      'cognito-ssm-sync in eu-west-1',
      '',
      'Deployment',
      '  ✓ function      cognito-ssm-sync, nodejs24.x, writes under /layered-apis/',
      '  ✗ mappings      The mapping that feeds cognito-ssm-sync-events to the function is Disabled.',
      `                  fix: aws --region eu-west-1 lambda update-event-source-mapping --uuid ${mappings[0]} --enabled`,
      '  ✗ mappings      The mapping that feeds cognito-ssm-sync-sweeps.fifo to the function is Disabled.',
      `                  fix: aws --region eu-west-1 lambda update-event-source-mapping --uuid ${mappings[1]} --enabled`,
      '  ✓ queues        nothing waits',
      '  ✗ dead-letters  cognito-ssm-sync-events-dead-letters holds 1 message.',
      '                  fix: cognito-ssm-sync dlq why events',
      'Sweeps',
      '  ✗ schedule      cognito-ssm-sync-sweep is disabled.',
      `                  fix: aws --region eu-west-1 scheduler update-schedule --name cognito-ssm-sync-sweep --state ENABLED --schedule-expression 'rate(60 minutes)' --flexible-time-window Mode=OFF --target "$(aws --region eu-west-1 scheduler get-schedule --name cognito-ssm-sync-sweep --query Target --output json)"`,
      '  ✗ last-sweep    The last one began 2026-11-20 11:00 UTC, and one is due every 60 minutes.',
      `                  fix: aws --region eu-west-1 sqs send-message --queue-url ${queueUrl} --message-group-id sweep --message-body "{\\"v\\":1,\\"kind\\":\\"sweep\\",\\"at\\":\\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\\"}"`,
      'Events',
      '  ✗ trail         The trail management-events is not logging.',
      '                  fix: aws --region eu-west-1 cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:123456789012:trail/management-events',
      '  ✗ rules         cognito-ssm-sync-tags is disabled.',
      '                  fix: aws --region eu-west-1 events enable-rule --name cognito-ssm-sync-tags',
      '  ✓ deliveries    the rules fired 5 times within a day',
      'User pools',
      `  ! tag-budget    ${pool.id}: 48 of 50 tags are used.`,
      '                  fix: Declare clients of like names by the pattern: one tag for all (docs/tags.md, "The pattern").',
      `  ✗ collisions    ${pool.id}: 2 clients claim auth.cognito of /layered-apis/apis (${ids.join(', ')}) and none of them has it. Declare one of them by its id, or give each a target of its own.`,
      '                  fix: cognito-ssm-sync explain /layered-apis/apis',
      `  ! domains       ${pool.id}: The pool has no domain.`,
      `                  fix: aws --region eu-west-1 cognito-idp create-user-pool-domain --user-pool-id ${pool.id} --domain PREFIX`,
      `  ! stack-tags    ${pool.id}: The stack apis-prod owns the pool’s tags, ssm-sync, ssm-sync:big among them.`,
      '                  fix: See that they stand in its template: aws --region eu-west-1 cloudformation get-template --stack-name apis-prod --query TemplateBody',
      'Parameters',
      '  ! sizes         /layered-apis/big has 3,745 of 4,096 bytes (Standard).',
      '                  fix: Move what need not be secret elsewhere, or move the parameter to the Advanced tier (charged, and no way back).',
      '  ? sizes         The parameter /layered-apis/keyed could not be read: its KMS key refused GetParameters.',
      '                  fix: Ask for kms:Decrypt on its key, and see that the key is enabled.',
      `  ✗ keys          The key ${customerKey} is Disabled.`,
      `                  fix: aws --region eu-west-1 kms enable-key --key-id ${customerKey}`,
      '',
      '9 bad, 4 warnings, 1 not to be read.',
      '',
    ]);
    expect(code).toBe(1);
  });

  test('says of everything that may not be read which permission it takes, and ends with 1', async () => {
    const pool = await cli.world.createPool('apis', { tags: { 'ssm-sync:orders': '/layered-apis/orders' } });
    await pool.createClient('orders');
    await cli.world.settle();

    const { code, stdout, stderr } = await cli.run(['doctor', '--json'], {
      accessKeyId: whoMay('lambda:GetFunctionConfiguration'),
    });

    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const lacks = (check: string, operation: string) => [check, 'unknown', `Ask for the permission ${operation}.`];
    expect(lines.slice(0, -1).map(({ code, severity, next }) => [code, severity, next])).toEqual([
      ['function', 'ok', undefined],
      lacks('mappings', 'lambda:ListEventSourceMappings'),
      ...['queues', 'queues'].map((check) => lacks(check, 'sqs:GetQueueAttributes')),
      ...Array.from({ length: 3 }, () => lacks('dead-letters', 'sqs:GetQueueAttributes')),
      lacks('schedule', 'scheduler:GetSchedule'),
      lacks('last-sweep', 'cloudwatch:GetMetricData'),
      lacks('trail', 'cloudtrail:DescribeTrails'),
      lacks('rules', 'events:ListRules'),
      lacks('deliveries', 'cloudwatch:GetMetricData'),
      ...['tag-budget', 'collisions', 'domains', 'stack-tags', 'sizes', 'keys'].map((check) =>
        lacks(check, 'tag:GetResources'),
      ),
    ]);
    expect(lines.at(-1)).toEqual({
      v: 1,
      trigger: 'person',
      code: 'doctor',
      counts: { ok: 1, warn: 0, bad: 0, unknown: 17 },
    });
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  test('tells nothing when it is stopped, for of what was not read nothing is known', async () => {
    const stopping = new AbortController();
    const { code, stdout } = await runHere(cli.world, ['doctor'], {
      signal: stopping.signal,
      onStatus: () => stopping.abort(),
    });
    expect(stdout).toEqual([]);
    expect(code).toBe(1);
  });

  test('asks for a deployment when there is none to examine', async () => {
    const { code, stdout, stderr } = await cli.run(['--targets', '/layered-apis/', 'doctor']);
    expect(stderr).toBe(
      'Error: There is nothing to examine: --targets stands for no deployment.\nLeave it out, and name the deployment with --deployment and --region.\n',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  function stackOwns(poolId: string, stack: string): void {
    const { operations } = cli.world.aws.cognito;
    const { DescribeUserPool: original } = operations;
    if (original === undefined) throw new Error('Cognito describes no pools.');
    Object.assign(operations, {
      async DescribeUserPool(...given: Parameters<typeof original>) {
        const answer = await original(...given);
        const { UserPool } = answer as { UserPool: { Id: string; UserPoolTags: object } };
        if (UserPool.Id !== poolId) return answer;
        return {
          UserPool: { ...UserPool, UserPoolTags: { ...UserPool.UserPoolTags, 'aws:cloudformation:stack-name': stack } },
        };
      },
    });
  }
});
