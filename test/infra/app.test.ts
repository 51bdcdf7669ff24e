import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileSystem } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Application, type Ended, node } from './application.ts';
import { flags } from './synthesis.ts';

// Synthesising with every check takes seconds, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const application = new Application();
afterAll(() => application[Symbol.dispose]());

let ended: Ended;
beforeAll(async () => {
  ended = await application.run({ targets: '/layered-apis/' });
});

describe('cdk.json', () => {
  test('sets every feature flag as this version of the library recommends', () => {
    const recommended = JSON.parse(readFileSync('node_modules/aws-cdk-lib/recommended-feature-flags.json', 'utf8'));
    expect(flags).toMatchObject(recommended);
  });
});

describe('the app', () => {
  test('passes every check of cdk-nag and of the CDK itself: nothing is left unacknowledged', () => {
    expect(ended.stderr).not.toMatch(/error|warning|Acknowledge/i);
    expect(ended.code).toBe(0);
    expect(application.read('validation-report.json').pluginReports).toEqual([]);
  });

  test('deploys the function anew when its bundle is another, and for no other change in the project', () => {
    const folder = dirname(application.bundle());
    expect(folder.split('asset.').at(-1)).toBe(FileSystem.fingerprint(folder));
  });

  test('bundles a function that a fresh Node starts from its environment alone', async () => {
    expect(await load(full)).toEqual({ stdout: 'function', stderr: '', code: 0 });
  });

  test('bundles a function that does not start in a broken environment, and names all faults together', async () => {
    const { stdout, stderr } = await load({ AWS_REGION: 'eu-west-1', MODE: 'dry' });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^ConfigurationError: The reconciler's configuration has 4 faults: /);
    const faults = ['TARGETS is missing', 'MODE is "dry"', 'EVENT_QUEUE_URL is missing', 'SWEEP_QUEUE_URL is missing'];
    expect(faults.filter((fault) => !stderr.includes(fault))).toEqual([]);
  });

  test('tells, as outputs, what a person types into other commands', () => {
    expect(Object.keys(application.read('CognitoSsmSync.template.json').Outputs ?? {}).sort()).toEqual([
      'DashboardName',
      'EventDeadLettersUrl',
      'EventQueueUrl',
      'FunctionName',
      'LogGroupName',
      'SweepDeadLettersUrl',
      'SweepQueueUrl',
      'UndeliveredUrl',
    ]);
  });

  test('bundles the SDK once, as modules: the bundle is small', () => {
    expect(statSync(application.bundle()).size).toBeLessThan(350_000);
  });
});

describe('the app’s context', () => {
  const pools = ['eu-west-1_AbCdEfGhI', 'eu-west-1_JkLmNoPqR'];
  const targets = JSON.stringify([{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools }]);
  const key = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;

  test('says every setting, as text like on the command line, and passes the checks', async () => {
    const all = await application.run({
      targets,
      deploymentName: 'second',
      tagPrefix: 'second-sync',
      sweepIntervalMinutes: '30',
      mode: 'report',
      create: 'never',
      createKeyArn: key('1'),
      customerKeyArns: [key('1'), key('2')].join(),
      userPools: pools.join(),
      logRetentionDays: '7',
      alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:people',
      trail: 'true',
      'aws:cdk:bundling-stacks': [],
    });
    expect(all).toEqual({ code: 0, stdout: '', stderr: '' });
    const resources = application.resources();
    const variables = {
      DEPLOYMENT: 'second',
      TARGETS: targets,
      TAG_PREFIX: 'second-sync',
      MODE: 'report',
      CREATE: 'never',
      CREATE_KEY_ID: key('1'),
      USER_POOLS: JSON.stringify(pools),
    };
    expect(resources['AWS::Lambda::Function']).toMatchObject([{ Environment: { Variables: variables } }]);
    expect(resources['AWS::Scheduler::Schedule']).toMatchObject([{ ScheduleExpression: 'rate(30 minutes)' }]);
    expect(resources['AWS::Logs::LogGroup']).toMatchObject([{ RetentionInDays: 7 }]);
    expect(JSON.stringify(resources['AWS::IAM::Role'])).toContain(JSON.stringify([key('1'), key('2')]));
    expect(JSON.stringify(resources['AWS::CloudWatch::Alarm'])).toContain(':people');
    expect(resources['AWS::CloudTrail::Trail']).toMatchObject([{ TrailName: 'second-trail' }]);
    expect(application.read('CognitoSsmSync.template.json').Outputs).toHaveProperty('TrailBucketName');
    expect(application.read('manifest.json').artifacts).toMatchObject({
      CognitoSsmSync: { properties: { stackName: 'second' } },
    });
  });

  test('is refused by a sentence for each fault, without a stack trace and without a template', async () => {
    const { code, stdout, stderr } = await application.run({ mode: 'dry' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [targetsFault, modeFault, ...more] = stderr.trimEnd().split('\n');
    expect(targetsFault).toMatch(/^targets is missing\. Accepted: prefixes like /);
    expect(modeFault).toBe('mode is "dry". Accepted: apply or report; say it with -c mode=…');
    expect(more).toEqual([]);
  });
});

const full = {
  AWS_REGION: 'eu-west-1',
  TARGETS: '[{"prefix":"/layered-apis/"}]',
  EVENT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events',
  SWEEP_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sweeps.fifo',
};

/** Loads the bundle in a process of its own; it says what its handler is, or why there is none. */
function load(environment: Readonly<Record<string, string>>): Promise<Ended> {
  const program = `await import(${JSON.stringify(application.bundle())}).then(
    ({ handler }) => process.stdout.write(typeof handler),
    ({ name, message }) => process.stderr.write(name + ': ' + message),
  );`;
  return node(['--input-type=module', '--eval', program], environment);
}
