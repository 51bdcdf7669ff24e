import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, test } from 'vitest';
import type { CognitoSsmSyncProps } from '../../infra/props.ts';
import { account, region, synthesise } from './synthesis.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** The statements of the function's role, by their names. */
function statements(props: Parameters<typeof synthesise>[0] = {}): Readonly<Record<string, Statement>> {
  const { deployed } = synthesise(props);
  const [role] = deployed
    .all('AWS::IAM::Role')
    .filter(({ Description }) => Description === 'What the reconciler may do.');
  expect(role?.ManagedPolicyArns).toBeUndefined();
  expect(deployed.types()).not.toContain('AWS::IAM::Policy');
  const [policy] = (role?.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  return Object.fromEntries((policy?.PolicyDocument.Statement ?? []).map((statement) => [statement.Sid, statement]));
}

const list = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === 'string' ? [value] : value;
const actions = (of: Readonly<Record<string, Statement>>): readonly string[] =>
  Object.values(of).flatMap(({ Action }) => list(Action));
const parameter = (name: string) => `arn:aws:ssm:${region}:${account}:parameter${name}`;
const queue = (name: string) => `arn:aws:sqs:${region}:${account}:cognito-ssm-sync-${name}`;

/** The file with all that it imports of ours, and so on. */
function reachable(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, imported = ''] of readFileSync(path, 'utf8').matchAll(/^import [^;]*? from '(\.[^']+)';$/gms))
    reachable(join(dirname(path), imported), seen);
  return seen;
}

/** IAM's name for what the function's adapters send, from the commands that they import of each client. */
function called(): readonly string[] {
  const services: Readonly<Record<string, string>> = {
    'client-cognito-identity-provider': 'cognito-idp',
    'client-ssm': 'ssm',
    'client-resource-groups-tagging-api': 'tag',
    'client-sqs': 'sqs',
  };
  return [...reachable('lambdas/reconciler/lambda.ts')].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g)].flatMap(
      ([, names = '', client = '']) =>
        [...names.matchAll(/(\w+)Command\b/g)].map(
          // A batch is allowed by the name of its single call.
          ([, command = '']) => `${services[client]}:${command === 'SendMessageBatch' ? 'SendMessage' : command}`,
        ),
    ),
  );
}

/** What Lambda does in the function's name: polling the queues, writing the log. */
const machinery = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];

describe('the function’s role', () => {
  test('allows exactly the calls that the adapters make, and Lambda’s own', () => {
    expect(called()).toHaveLength(15);
    expect([...actions(statements())].sort()).toEqual([...new Set([...called(), ...machinery])].sort());
  });

  test('allows on everything only what has no narrower resource, and no deleting, no Cognito writing, no IAM', () => {
    const all = statements({ targets: [{ prefix: '/' }] });
    const everywhere = Object.values(all).filter(({ Resource }) => list(Resource).includes('*'));
    expect(everywhere.flatMap(({ Action }) => list(Action))).toEqual(['tag:GetResources', 'ssm:DescribeParameters']);
    expect(actions(all).filter((action) => /^iam:|\*|cognito-idp:(?!Describe|List)|ssm:Delete/.test(action))).toEqual(
      [],
    );
    expect(Object.values(all).map(({ Effect }) => Effect)).toEqual(Object.values(all).map(() => 'Allow'));
  });

  test('reads and writes parameters under the prefixes only', () => {
    const { ReadParameters, WriteParameters } = statements({
      targets: [{ prefix: '/layered-apis/' }, { prefix: '/audit/' }],
    });
    const under = [parameter('/audit/*'), parameter('/layered-apis/*')];
    expect(list(ReadParameters?.Resource)).toEqual(under);
    expect(list(WriteParameters?.Resource)).toEqual(under);
    expect(list(WriteParameters?.Action)).toEqual(['ssm:PutParameter']);
  });

  test('reads and writes tags of the same parameters only, in both spellings of their ARNs, and writes owner tags only', () => {
    const { ReadOwners, WriteOwners } = statements({ targets: [{ prefix: '/layered-apis/' }, { prefix: '/audit/' }] });
    const under = ['//audit/*', '//layered-apis/*', '/audit/*', '/layered-apis/*'].map(parameter);
    expect(ReadOwners).toEqual({
      Sid: 'ReadOwners',
      Effect: 'Allow',
      Action: 'ssm:ListTagsForResource',
      Resource: under,
    });
    expect(WriteOwners).toEqual({
      Sid: 'WriteOwners',
      Effect: 'Allow',
      Action: 'ssm:AddTagsToResource',
      Resource: under,
      Condition: { 'ForAllValues:StringLike': { 'aws:TagKeys': ['ssm-sync:managed', 'ssm-sync:owner:*'] } },
    });
  });

  test('reads all pools of the region, or the given ones', () => {
    const pool = (id: string) => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
    expect(list(statements().ReadUserPools?.Resource)).toEqual([pool('*')]);
    const given = ['eu-west-1_AbCdEfGhI', 'eu-west-1_JkLmNoPqR'];
    expect(list(statements({ userPools: given }).ReadUserPools?.Resource)).toEqual(given.map(pool));
  });

  test('sends to the sweep queue only, and hands messages back to both', () => {
    const { SendSweeps, ReceiveMessages } = statements();
    expect(list(SendSweeps?.Resource)).toEqual([queue('sweeps.fifo')]);
    expect(list(ReceiveMessages?.Resource)).toEqual([queue('events'), queue('sweeps.fifo')]);
  });

  test('writes its own log only', () => {
    expect(list(statements().WriteLogs?.Resource)).toEqual([
      `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/cognito-ssm-sync:*`,
    ]);
  });

  test('has no permission to write when it only reports, and else the same', () => {
    const reporting = statements({ mode: 'report' });
    expect(actions(statements()).filter((action) => !actions(reporting).includes(action))).toEqual([
      'ssm:PutParameter',
      'ssm:AddTagsToResource',
    ]);
    expect(actions(withKeys('report')).filter((action) => action.startsWith('kms:'))).toEqual(['kms:Decrypt']);
  });

  test('uses no key that is not given', () => {
    expect(actions(statements()).filter((action) => action.startsWith('kms:'))).toEqual([]);
  });

  test('uses given keys through Parameter Store, for parameters under the prefixes only', () => {
    expect(withKeys('apply').UseCustomerKeys).toEqual({
      Sid: 'UseCustomerKeys',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: [keyArn('1'), keyArn('2')],
      Condition: {
        StringEquals: { 'kms:ViaService': `ssm.${region}.amazonaws.com` },
        StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': [parameter('/layered-apis/*')] },
      },
    });
  });
});

const keyArn = (id: string) => `arn:aws:kms:${region}:${account}:key/${id}`;

function withKeys(mode: NonNullable<CognitoSsmSyncProps['mode']>) {
  return statements((stack) => ({
    mode,
    createKey: Key.fromKeyArn(stack, 'Create', keyArn('1')),
    customerKeys: [Key.fromKeyArn(stack, 'Same', keyArn('1')), Key.fromKeyArn(stack, 'Other', keyArn('2'))],
  }));
}
