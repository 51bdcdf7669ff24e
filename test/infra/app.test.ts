import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { flags } from './synthesis.ts';

/** The app as the CDK's command line runs it, once, with its real bundle. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const output = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-app-'));
afterAll(() => rmSync(output, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node with this environment and nothing else but the path. */
async function node(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { PATH = '' } = process.env;
  try {
    const ended = await promisify(execFile)(process.execPath, args, { env: { PATH, ...environment } });
    return { code: 0, ...ended };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as Partial<Ended>;
    return { code: code ?? Number.NaN, stdout, stderr };
  }
}

function app(context: object): Promise<Ended> {
  return node(['infra/app.ts'], { CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }) });
}

describe('cdk.json', () => {
  test('sets every feature flag as this version of the library recommends', () => {
    const recommended = JSON.parse(readFileSync('node_modules/aws-cdk-lib/recommended-feature-flags.json', 'utf8'));
    expect(flags).toMatchObject(recommended);
  });
});

describe('the app', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await app({ targets: '/layered-apis/' });
  });

  test('passes every check of cdk-nag and of the CDK itself: nothing is left unacknowledged', () => {
    expect(ended.stderr).not.toMatch(/error|warning|Acknowledge/i);
    expect(ended.code).toBe(0);
    const report = JSON.parse(readFileSync(join(output, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });

  test('bundles a function that a fresh Node starts from its environment alone', async () => {
    const { stdout, stderr, code } = await node(['--input-type=module', '--eval', start()], full);
    expect({ stdout, stderr, code }).toEqual({ stdout: 'function', stderr: '', code: 0 });
  });

  test('bundles a function that does not start in a broken environment, and names all faults together', async () => {
    const { stderr, code } = await node(['--input-type=module', '--eval', start()], {
      AWS_REGION: 'eu-west-1',
      MODE: 'dry',
    });
    expect(code).toBe(0);
    expect(stderr).toContain("ConfigurationError: The reconciler's configuration has 4 faults: ");
    for (const fault of [
      'TARGETS is missing',
      'MODE is "dry"',
      'EVENT_QUEUE_URL is missing',
      'SWEEP_QUEUE_URL is missing',
    ])
      expect(stderr).toContain(fault);
  });

  test('bundles no more than the function is: its size', () => {
    expect(readFileSync(bundle()).byteLength).toBeLessThan(700_000);
  });
});

describe('the app’s context', () => {
  const pools = ['eu-west-1_AbCdEfGhI', 'eu-west-1_JkLmNoPqR'];
  const key = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;

  test('says every setting, as text like on the command line, and passes the checks', async () => {
    const { code, stderr } = await app({
      targets: JSON.stringify([{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools }]),
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
      ...withoutBundle,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { resources, outputs } = stack('second');
    expect(resources['AWS::Lambda::Function']).toMatchObject([
      {
        FunctionName: 'second',
        Environment: {
          Variables: {
            DEPLOYMENT: 'second',
            TARGETS: JSON.stringify([{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools }]),
            TAG_PREFIX: 'second-sync',
            MODE: 'report',
            CREATE: 'never',
            CREATE_KEY_ID: key('1'),
            USER_POOLS: JSON.stringify(pools),
          },
        },
      },
    ]);
    expect(resources['AWS::Scheduler::Schedule']).toMatchObject([{ ScheduleExpression: 'rate(30 minutes)' }]);
    expect(resources['AWS::Logs::LogGroup']).toMatchObject([{ RetentionInDays: 7 }]);
    expect(JSON.stringify(resources['AWS::IAM::Role'])).toContain(JSON.stringify([key('1'), key('2')]));
    expect(JSON.stringify(resources['AWS::CloudWatch::Alarm'])).toContain(':people');
    expect(outputs).toEqual([
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

  test('is refused by a sentence for each fault, without a stack trace and without a template', async () => {
    const { code, stdout, stderr } = await app({ mode: 'dry' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [targets, mode, ...more] = stderr.trimEnd().split('\n');
    expect(targets).toMatch(/^targets is missing\. Accepted: prefixes like /);
    expect(mode).toBe('mode is "dry". Accepted: apply or report; say it with -c mode=…');
    expect(more).toEqual([]);
  });
});

const withoutBundle = { 'aws:cdk:bundling-stacks': [] };

/** What the app made of the stack of this name. */
function stack(name: string): {
  readonly resources: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly outputs: readonly string[];
} {
  const manifest: { artifacts: Record<string, { properties?: { stackName?: string; templateFile?: string } }> } =
    JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
  const found = Object.values(manifest.artifacts).find(({ properties }) => properties?.stackName === name);
  const template: {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
    Outputs: object;
  } = JSON.parse(readFileSync(join(output, found?.properties?.templateFile ?? ''), 'utf8'));
  const byType = Map.groupBy(Object.values(template.Resources), ({ Type }) => Type);
  const resources = Object.fromEntries(
    [...byType].map(([type, group]) => [type, group.map(({ Properties }) => Properties)]),
  );
  return { resources, outputs: Object.keys(template.Outputs).sort() };
}

const full = {
  AWS_REGION: 'eu-west-1',
  TARGETS: '[{"prefix":"/layered-apis/"}]',
  EVENT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events',
  SWEEP_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sweeps.fifo',
};

function bundle(): string {
  const [path, ...others] = globSync(join(output, 'asset.*/index.mjs'));
  if (path === undefined || others.length > 0) throw new Error('there is not one bundle');
  return path;
}

/** Loads the bundle; says what its handler is, or why there is none. */
function start(): string {
  return `await import(${JSON.stringify(bundle())}).then(
    ({ handler }) => process.stdout.write(typeof handler),
    ({ name, message }) => process.stderr.write(name + ': ' + message),
  );`;
}
