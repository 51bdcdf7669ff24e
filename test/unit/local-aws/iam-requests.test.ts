import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../local-aws/iam/check.ts';
import { checksOf } from '../../local-aws/iam/requests.ts';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import type { Json } from '../../local-aws/service.ts';
import { site } from './iam-fixture.ts';

const id = 'eu-west-1_AbCdEfGhI';
const pool = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`;
const parameter = (name: string) => `arn:aws:ssm:eu-west-1:123456789012:parameter${name}`;
const queue = 'arn:aws:sqs:eu-west-1:123456789012:events';
const dead = `${queue}-dead`;
const url = { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events' };
const bus = (name: string) => `arn:aws:events:eu-west-1:123456789012:event-bus/${name}`;
const rule = (path: string) => `arn:aws:events:eu-west-1:123456789012:rule/${path}`;
const trail = 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/all';
const worker = 'arn:aws:lambda:eu-west-1:123456789012:function:worker';
const inPool = { UserPoolId: id };
const a = parameter('/a');
const onName = { Name: '/a' };

const empty: Surroundings = {
  site,
  switches: { defaultTier: 'Standard', keyLeftOutOfOverwrite: 'kept' },
  parameters: { names: () => [], versions: () => [], tagsOf: () => ({}) },
  pools: { tagsOf: () => undefined },
  queues: { sourcesOf: (arn) => (arn === dead ? [{ arn: queue }] : []) },
};
const needs = (service: string, operation: string, input: Json, surroundings = empty) =>
  checksOf(service, operation, input, surroundings).map(({ action, resource }) => `${action} ${resource}`);

/** For every operation of every service what an ordinary call of it needs. */
const rows: Readonly<Record<string, readonly [Json, ...string[]]>> = {
  'ssm GetParameter': [onName, `ssm:GetParameter ${a}`],
  'ssm GetParameters': [{ Names: ['/a', '/b'] }, `ssm:GetParameters ${a}`, `ssm:GetParameters ${parameter('/b')}`],
  'ssm GetParametersByPath': [{ Path: '/a' }, `ssm:GetParametersByPath ${a}`],
  'ssm GetParameterHistory': [onName, `ssm:GetParameterHistory ${a}`],
  'ssm PutParameter': [{ ...onName, Value: 'x', Type: 'String' }, `ssm:PutParameter ${a}`],
  'ssm DeleteParameter': [onName, `ssm:DeleteParameter ${a}`],
  'ssm DeleteParameters': [{ Names: ['/a'] }, `ssm:DeleteParameters ${a}`],
  'ssm LabelParameterVersion': [onName, `ssm:LabelParameterVersion ${a}`],
  'ssm UnlabelParameterVersion': [onName, `ssm:UnlabelParameterVersion ${a}`],
  'ssm DescribeParameters': [{}, 'ssm:DescribeParameters *'],
  'ssm AddTagsToResource': [{ ResourceId: 'a' }, `ssm:AddTagsToResource ${a}`],
  'ssm RemoveTagsFromResource': [{ ResourceId: 'a' }, `ssm:RemoveTagsFromResource ${a}`],
  'ssm ListTagsForResource': [{ ResourceId: 'a' }, `ssm:ListTagsForResource ${a}`],
  'cognito-idp DescribeUserPool': [inPool, `cognito-idp:DescribeUserPool ${pool}`],
  'cognito-idp UpdateUserPool': [inPool, `cognito-idp:UpdateUserPool ${pool}`],
  'cognito-idp DeleteUserPool': [inPool, `cognito-idp:DeleteUserPool ${pool}`],
  'cognito-idp CreateUserPool': [{ PoolName: 'p' }, 'cognito-idp:CreateUserPool *'],
  'cognito-idp ListUserPools': [{ MaxResults: 60 }, 'cognito-idp:ListUserPools *'],
  'cognito-idp CreateUserPoolClient': [inPool, `cognito-idp:CreateUserPoolClient ${pool}`],
  'cognito-idp DescribeUserPoolClient': [inPool, `cognito-idp:DescribeUserPoolClient ${pool}`],
  'cognito-idp ListUserPoolClients': [inPool, `cognito-idp:ListUserPoolClients ${pool}`],
  'cognito-idp UpdateUserPoolClient': [inPool, `cognito-idp:UpdateUserPoolClient ${pool}`],
  'cognito-idp DeleteUserPoolClient': [inPool, `cognito-idp:DeleteUserPoolClient ${pool}`],
  'cognito-idp AddUserPoolClientSecret': [inPool, `cognito-idp:AddUserPoolClientSecret ${pool}`],
  'cognito-idp ListUserPoolClientSecrets': [inPool, `cognito-idp:ListUserPoolClientSecrets ${pool}`],
  'cognito-idp DeleteUserPoolClientSecret': [inPool, `cognito-idp:DeleteUserPoolClientSecret ${pool}`],
  'cognito-idp CreateUserPoolDomain': [inPool, `cognito-idp:CreateUserPoolDomain ${pool}`],
  'cognito-idp UpdateUserPoolDomain': [inPool, `cognito-idp:UpdateUserPoolDomain ${pool}`],
  'cognito-idp DeleteUserPoolDomain': [inPool, `cognito-idp:DeleteUserPoolDomain ${pool}`],
  'cognito-idp DescribeUserPoolDomain': [{ Domain: 'acme' }, 'cognito-idp:DescribeUserPoolDomain *'],
  'cognito-idp CreateResourceServer': [inPool, `cognito-idp:CreateResourceServer ${pool}`],
  'cognito-idp DescribeResourceServer': [inPool, `cognito-idp:DescribeResourceServer ${pool}`],
  'cognito-idp ListResourceServers': [inPool, `cognito-idp:ListResourceServers ${pool}`],
  'cognito-idp UpdateResourceServer': [inPool, `cognito-idp:UpdateResourceServer ${pool}`],
  'cognito-idp DeleteResourceServer': [inPool, `cognito-idp:DeleteResourceServer ${pool}`],
  'cognito-idp TagResource': [{ ResourceArn: pool, Tags: { k: 'v' } }, `cognito-idp:TagResource ${pool}`],
  'cognito-idp UntagResource': [{ ResourceArn: pool, TagKeys: ['k'] }, `cognito-idp:UntagResource ${pool}`],
  'cognito-idp ListTagsForResource': [{ ResourceArn: pool }, `cognito-idp:ListTagsForResource ${pool}`],
  'cognito-idp GetClientToken': [{}],
  'tagging GetResources': [{}, 'tag:GetResources *'],
  'sqs CreateQueue': [{ QueueName: 'events' }, `sqs:CreateQueue ${queue}`],
  'sqs ListQueues': [{}, 'sqs:ListQueues *'],
  'sqs GetQueueUrl': [{ QueueName: 'events' }, `sqs:GetQueueUrl ${queue}`],
  'sqs GetQueueAttributes': [url, `sqs:GetQueueAttributes ${queue}`],
  'sqs SendMessage': [url, `sqs:SendMessage ${queue}`],
  'sqs SendMessageBatch': [url, `sqs:SendMessage ${queue}`],
  'sqs ReceiveMessage': [url, `sqs:ReceiveMessage ${queue}`],
  'sqs DeleteMessage': [url, `sqs:DeleteMessage ${queue}`],
  'sqs DeleteMessageBatch': [url, `sqs:DeleteMessage ${queue}`],
  'sqs ChangeMessageVisibility': [url, `sqs:ChangeMessageVisibility ${queue}`],
  'sqs ChangeMessageVisibilityBatch': [url, `sqs:ChangeMessageVisibility ${queue}`],
  'sqs PurgeQueue': [url, `sqs:PurgeQueue ${queue}`],
  'cloudtrail DescribeTrails': [{ trailNameList: ['all'] }, 'cloudtrail:DescribeTrails *'],
  'cloudtrail GetTrailStatus': [{ Name: 'all' }, `cloudtrail:GetTrailStatus ${trail}`],
  'cloudtrail GetEventSelectors': [{ TrailName: trail }, `cloudtrail:GetEventSelectors ${trail}`],
  'cloudtrail StartLogging': [{ Name: 'all' }, `cloudtrail:StartLogging ${trail}`],
  'cloudtrail StopLogging': [{ Name: 'all' }, `cloudtrail:StopLogging ${trail}`],
  'sqs StartMessageMoveTask': [
    { SourceArn: dead },
    ...['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(
      (action) => `sqs:${action} ${dead}`,
    ),
    `sqs:SendMessage ${queue}`,
  ],
  'sqs ListMessageMoveTasks': [{ SourceArn: dead }, `sqs:ListMessageMoveTasks ${dead}`],
  'lambda GetFunctionConfiguration': [{ FunctionName: 'worker:3' }, `lambda:GetFunctionConfiguration ${worker}:3`],
  'lambda ListEventSourceMappings': [{ FunctionName: 'worker' }, 'lambda:ListEventSourceMappings *'],
  'monitoring GetMetricData': [{}, 'cloudwatch:GetMetricData *'],
  'events PutEvents': [
    { Entries: [{}, { EventBusName: 'mine' }, { EventBusName: bus('theirs') }] },
    ...['default', 'mine', 'theirs'].map((name) => `events:PutEvents ${bus(name)}`),
  ],
  'events ListRules': [{ NamePrefix: 'sync' }, `events:ListRules ${rule('*')}`],
  'events ListTargetsByRule': [{ Rule: 'pool' }, `events:ListTargetsByRule ${rule('pool')}`],
  'events EnableRule': [{ Name: 'pool' }, `events:EnableRule ${rule('pool')}`],
  'events DisableRule': [{ Name: 'pool', EventBusName: bus('mine') }, `events:DisableRule ${rule('mine/pool')}`],
  'scheduler GetSchedule': [
    { Name: 'sweep' },
    'scheduler:GetSchedule arn:aws:scheduler:eu-west-1:123456789012:schedule/default/sweep',
  ],
  'kms DescribeKey': [{ KeyId: 'alias/ours' }, 'kms:DescribeKey arn:aws:kms:eu-west-1:123456789012:key/ours'],
  'sts GetCallerIdentity': [{}],
};

describe('what a call needs', () => {
  const served = createLocalAws().dispatcher.services.flatMap(({ name, operations }) =>
    Object.keys(operations).map((operation) => `${name} ${operation}`),
  );

  test.each(served)('%s', (call) => {
    const [service = '', operation = ''] = call.split(' ');
    const [input, ...expected] = rows[call] ?? [{}, 'a row of this table'];
    expect(needs(service, operation, input)).toEqual(expected);
  });

  test('is known of every operation that is served, and of no other', () => {
    expect(Object.keys(rows).sort()).toEqual([...served].sort());
    for (const [service, operation] of [
      ['ssm', 'MakeCoffee'],
      ['ssm', 'constructor'],
      ['coffee', 'GetParameter'],
      ['constructor', 'name'],
    ] as const) {
      expect(() => needs(service, operation, {})).toThrow(`Nobody has said what ${service} ${operation} needs`);
    }
  });
});

describe('a parameter’s ARN', () => {
  test.each([
    ['a name with a slash', '/a/b', parameter('/a/b')],
    ['a name without', 'a', a],
    ['a version', '/a:3', a],
    ['a label', 'a:live', a],
    ['an ARN', a, a],
    ['an ARN with a version', `${a}:3`, a],
    [
      'an ARN of another account',
      'arn:aws:ssm:eu-west-1:999999999999:parameter/a',
      'arn:aws:ssm:eu-west-1:999999999999:parameter/a',
    ],
    ['spaces around a name', ' /a ', a],
  ])('comes from %s', (_, Name, expected) => {
    expect(needs('ssm', 'GetParameter', { Name })).toEqual([`ssm:GetParameter ${expected}`]);
  });

  test('is asked for in both of its spellings where tags are concerned', () => {
    expect(needs('ssm', 'AddTagsToResource', { ResourceId: '/a' })).toEqual([
      `ssm:AddTagsToResource ${a}`,
      `ssm:AddTagsToResource ${parameter('//a')}`,
    ]);
  });
});

describe('moving dead letters', () => {
  test('needs the right to send to where they are told to go', () => {
    const checks = needs('sqs', 'StartMessageMoveTask', { SourceArn: dead, DestinationArn: `${queue}-other` });
    expect(checks.at(-1)).toBe(`sqs:SendMessage ${queue}-other`);
  });
});

describe('a function’s ARN', () => {
  test.each(['worker', 'function:worker', '123456789012:function:worker', worker])('comes from %s', (FunctionName) => {
    expect(needs('lambda', 'GetFunctionConfiguration', { FunctionName })).toEqual([
      `lambda:GetFunctionConfiguration ${worker}`,
    ]);
  });
});

describe('tags', () => {
  const tagged: Surroundings = {
    ...empty,
    parameters: { ...empty.parameters, tagsOf: (name): Record<string, string> => (name === '/a' ? { team: 'x' } : {}) },
    pools: { tagsOf: (arn) => (arn === pool ? { team: 'y' } : undefined) },
  };
  const contexts = (service: string, operation: string, input: Json) =>
    checksOf(service, operation, input, tagged).map(({ context }) => context);

  test('of a parameter that is made need the right to tag it, and stand in the request', () => {
    const input = { Name: '/new', Value: 'x', Type: 'String', Tags: [{ Key: 'team', Value: 'z' }] };
    const request = { 'aws:RequestTag/team': 'z', 'aws:TagKeys': ['team'] };
    const checks = checksOf('ssm', 'PutParameter', input, tagged);
    expect(checks.map(({ action }) => action)).toEqual([
      'ssm:PutParameter',
      'ssm:AddTagsToResource',
      'ssm:AddTagsToResource',
    ]);
    for (const { context } of checks) expect(context).toMatchObject(request);
  });

  test('of what there is are those of the resource', () => {
    const ofParameter = { 'aws:ResourceTag/team': 'x', 'ssm:resourceTag/team': 'x' };
    expect(contexts('ssm', 'GetParameter', { Name: '/a' })).toEqual([ofParameter]);
    expect(contexts('ssm', 'GetParameter', { Name: `${a}:3` })).toEqual([ofParameter]);
    expect(contexts('ssm', 'PutParameter', { Name: '/a', Type: 'String', Overwrite: true })).toEqual([
      { ...ofParameter, 'ssm:Overwrite': 'true' },
    ]);
    expect(contexts('ssm', 'RemoveTagsFromResource', { ResourceId: 'b', TagKeys: ['k'] })).toEqual([
      { 'aws:TagKeys': ['k'] },
    ]);
    expect(contexts('cognito-idp', 'DescribeUserPool', inPool)).toEqual([{ 'aws:ResourceTag/team': 'y' }]);
    expect(contexts('cognito-idp', 'TagResource', { ResourceArn: pool, Tags: { k: 'v' } })).toEqual([
      { 'aws:ResourceTag/team': 'y', 'aws:RequestTag/k': 'v', 'aws:TagKeys': ['k'] },
    ]);
    expect(contexts('cognito-idp', 'UntagResource', { ResourceArn: pool, TagKeys: ['k'] })).toEqual([
      { 'aws:ResourceTag/team': 'y', 'aws:TagKeys': ['k'] },
    ]);
    expect(contexts('cognito-idp', 'CreateUserPool', { UserPoolTags: { k: 'v' } })).toEqual([
      { 'aws:RequestTag/k': 'v', 'aws:TagKeys': ['k'] },
    ]);
  });
});

describe('an event', () => {
  test('says its source and its kind', () => {
    const Entries = [{ Source: 'acme', DetailType: 'Order' }];
    expect(checksOf('events', 'PutEvents', { Entries }, empty)).toEqual([
      {
        action: 'events:PutEvents',
        resource: bus('default'),
        context: { 'events:source': 'acme', 'events:detail-type': 'Order' },
      },
    ]);
  });
});
