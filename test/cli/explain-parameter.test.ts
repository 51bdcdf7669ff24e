import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tagParameter } from '../e2e/owners.ts';
import { roleOf } from '../unit/local-aws/iam-fixture.ts';
import { CommandLine } from './command-line.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open();
});
afterEach(() => cli.close());

const name = '/layered-apis/orders';

describe('explain, of a parameter', () => {
  test('shows all who claim a place of it, in whatever pool, and asks nothing of pools that cannot lead there', async () => {
    const { world } = cli;
    const tags = { 'ssm-sync': '/layered-apis/:clientName', 'ssm-sync:late': name };
    const pool = await world.createPool('apis', { domain: 'acme', tags });
    const orders = await pool.createClient('orders');
    await world.settle();
    const late = await pool.createClient('late');
    const second = await world.createPool('second', { domain: 'second', tags: { 'ssm-sync:third': `${name}@third` } });
    const third = await second.createClient('third');
    await world.createPool('aside', { tags: { 'ssm-sync': '/layered-apis/aside/:clientName' } });
    await world.settle();
    const before = world.aws.dispatcher.calls.length;

    const { code, stdout } = await cli.run(['explain', `arn:aws:ssm:eu-west-1:123456789012:parameter${name}`]);

    const lines = stdout.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      name,
      '  parameter     version 2, SecureString, changed 2026-11-20 10:00 UTC',
      '  prefix        /layered-apis/, open to every pool',
      expect.stringMatching(/^ {2}owner tags {4}ssm-sync:owner:auth\.cognito = .*; ssm-sync:owner:third = .*$/),
    ]);
    expect(lines.filter((line) => /^(Pool| {2}[=!] )/.test(line)).toSorted()).toEqual(
      [
        `Pool apis (${pool.id})`,
        `  = in-sync  orders (${orders.id})  auth.cognito`,
        `  ! claimed-by-another-client  late (${late.id})  auth.cognito`,
        `Pool second (${second.id})`,
        `  = in-sync  third (${third.id})  third`,
      ].toSorted(),
    );
    // Who has the place comes before who has not.
    expect(stdout.indexOf('= in-sync  orders')).toBeLessThan(stdout.indexOf('! claimed-by'));
    expect(code).toBe(0);
    const listed = world.aws.dispatcher.calls
      .slice(before)
      .filter(({ operation }) => operation === 'ListUserPoolClients')
      .map(({ about }) => about.UserPoolId);
    expect(listed.toSorted()).toEqual([pool.id, second.id].toSorted());
  });

  test('tells what was left behind, and how to have it kept right again', async () => {
    const { world } = cli;
    const pool = await world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync:orders': name } });
    const orders = await pool.createClient('orders');
    await world.settle();
    await pool.untag('ssm-sync:orders');
    await tagParameter(world, name, { 'ssm-sync:owner:b': `${pool.id} ${orders.id} elsewhere` });
    await world.settle();

    const ofParameter = await cli.run(['explain', name]);
    const ofClient = await cli.run(['explain', 'orders', '--pool', pool.id]);

    const orphan = `  ? declaration-gone  auth.cognito of ${name} still holds client ${orders.id}, which no tag of pool ${pool.id} declares any more`;
    const again = `--tags '{"ssm-sync:orders":"${name}@auth.cognito"}'\n`;
    for (const { stdout, code } of [ofParameter, ofClient]) {
      expect(stdout).toContain(orphan);
      expect(stdout).toContain(again);
      expect(code).toBe(0);
    }
    expect(ofParameter.stdout).toContain(
      `  ? b was given to client ${orders.id} of pool ${pool.id} by the deployment elsewhere, which is another.\n`,
    );
    expect(ofParameter.stdout).toContain(
      '  No client claims it: no tag of any pool leads there. What stands there stays, and is not kept right.\n',
    );
    expect(ofClient.stdout).toContain('  pool apis declares nothing: it has no tag of ours\n');
  });

  test('says of one that nobody claims whether a tag could lead there, and which', async () => {
    const { world } = cli;
    const tags = { 'ssm-sync': '/layered-apis/:clientName', 'ssm-sync:out': '/elsewhere/x' };
    const pool = await world.createPool('apis', { tags });
    await pool.createClient('browser', { GenerateSecret: false });
    await pool.createClient('out');
    await world.put('/layered-apis/browser', '{"password":"s3cr3t-browser"}');
    await world.settle();

    const inside = await cli.run(['explain', '/layered-apis/browser']);
    const fitting = await cli.run(['explain', '/layered-apis/stock', '--pool', pool.id]);
    const outside = await cli.run(['explain', '/elsewhere/x']);
    const misspelt = await cli.run(['explain', '/layered-apis/orders/']);

    expect(inside.stdout.split('\n')).toEqual([
      '/layered-apis/browser',
      '  parameter     version 1, SecureString, changed 2026-11-20 10:00 UTC',
      '  prefix        /layered-apis/, open to every pool',
      '  owner tags    none: this was never ours',
      '',
      `Pool apis (${pool.id})`,
      expect.stringMatching(
        /^ {2}= ssm-sync would lead browser \(\w+\) here, but the pattern never covers a public client$/,
      ),
      '  No client claims it. It is never written.',
      '  What would change it',
      '    To lead a client there, by its id or exact name:',
      `      aws cognito-idp tag-resource --resource-arn ${pool.arn} --tags '{"ssm-sync:CLIENT":"/layered-apis/browser"}'`,
      '',
    ]);
    expect(fitting.stdout).toContain(
      '  = ssm-sync = /layered-apis/:clientName leads here, but for no client that the pool has\n  No client claims it. A tag would have it created.\n',
    );
    expect(outside.stdout).toContain('  prefix        outside all that cognito-ssm-sync may write: /layered-apis/\n');
    expect(outside.stdout).toContain('  ! target-not-allowed  Tag ssm-sync:out: target /elsewhere/x is outside');
    expect(outside.stdout).toContain('    Add its prefix to the deployment (TARGETS), then tag a pool.\n');
    expect(misspelt).toMatchObject({ code: 1, stdout: '' });
    expect(misspelt.stderr).toContain('"/layered-apis/orders/" cannot be a parameter’s name.');
  });

  test('shows of an owner tag whom it names, and not what else somebody wrote there', async () => {
    await cli.world.put('/layered-apis/orders', '{}');
    const Tags = [{ Key: 'ssm-sync:owner:auth.cognito', Value: 's3cr3t-nobody' }];
    await cli.world
      .as('pipeline')
      .ssm.addTagsToResource({ ResourceType: 'Parameter', ResourceId: '/layered-apis/orders', Tags });
    const { stdout } = await cli.run(['explain', '/layered-apis/orders']);
    expect(stdout).toContain('  owner tags    ssm-sync:owner:auth.cognito names nobody\n');
    expect(stdout).not.toContain('s3cr3t');
  });

  test('says what the caller may not read, and explains the rest', async () => {
    const { world } = cli;
    const pool = await world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync:orders': name } });
    await pool.createClient('orders');
    await world.settle();
    const mayRead = [
      'lambda:GetFunctionConfiguration',
      'cognito-idp:DescribeUserPool',
      'cognito-idp:ListUserPoolClients',
      'cognito-idp:DescribeUserPoolClient',
      'ssm:GetParameters',
      'kms:Decrypt',
    ];
    const roleArn = world.aws.iam.putRole(roleOf('reader', { Action: mayRead, Resource: '*' }));
    const { accessKeyId } = world.aws.iam.assumeRole(roleArn, 'lambda.amazonaws.com', 'reader');

    const everywhere = await cli.run(['explain', 'orders'], { accessKeyId });
    const { code, stdout, stderr } = await cli.run(['explain', 'orders', '--pool', pool.id], { accessKeyId });

    expect(everywhere).toMatchObject({ code: 1, stdout: '' });
    expect(everywhere.stderr).toContain('GetResources was refused with AccessDeniedException');
    expect(stdout).toContain('  = in-sync  /layered-apis/orders  auth.cognito\n');
    expect(stdout).toContain(
      '      owner tag     You may not read it: ListTagsForResource was refused with AccessDeniedException',
    );
    expect(stderr).toContain('What was left behind is not known: You may not read it: GetResources was refused');
    expect(code).toBe(1);
  });
});
