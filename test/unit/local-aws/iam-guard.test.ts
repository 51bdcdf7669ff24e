import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQS } from '@aws-sdk/client-sqs';
import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { answerQuery } from '../../local-aws/http/query-protocol.ts';
import { answerRequest } from '../../local-aws/json-protocol.ts';
import { createLocalAws, type LocalAwsOptions } from '../../local-aws/local-aws.ts';
import type { Caller, Json } from '../../local-aws/service.ts';
import { roleOf } from './iam-fixture.ts';

const parameters = 'arn:aws:ssm:eu-west-1:123456789012:parameter/apis/*';

/** An AWS, and real clients of it in a session of a role with these statements. */
function world(statements: readonly Json[], options: LocalAwsOptions = {}) {
  const aws = createLocalAws(options);
  const arn = aws.iam.putRole(roleOf('worker', ...statements));
  const session = aws.iam.assumeRole(arn, 'lambda.amazonaws.com', 'run');
  const clientsOf = (caller: Caller) => {
    const configuration = () => aws.clientConfiguration(caller, { maxAttempts: 1 });
    return {
      ssm: new SSM(configuration()),
      sqs: new SQS(configuration()),
      cognito: new CognitoIdentityProvider(configuration()),
      tagging: new ResourceGroupsTaggingAPI(configuration()),
    };
  };
  return { aws, arn, session, ...clientsOf(session), admin: clientsOf(aws.callers.person) };
}

/** How a call ends. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

const secret = { Value: 's3cr3t', Type: 'SecureString' } as const;

describe('a session', () => {
  test('does what its role allows, and nothing else', async () => {
    const { aws, ssm } = world([{ Action: ['ssm:PutParameter', 'ssm:GetParameters'], Resource: parameters }]);
    expect(await outcome(ssm.putParameter({ Name: '/apis/a', ...secret }))).toBe('done');
    expect(await outcome(ssm.putParameter({ Name: '/other/a', ...secret }))).toBe('AccessDeniedException');
    expect(await outcome(ssm.deleteParameter({ Name: '/apis/a' }))).toBe('AccessDeniedException');
    expect(await outcome(ssm.getParameters({ Names: ['/apis/a'] }))).toBe('done');
    expect(await outcome(ssm.getParameters({ Names: ['/apis/a', '/other/a'] }))).toBe('AccessDeniedException');
    expect(await outcome(ssm.describeParameters({}))).toBe('AccessDeniedException');
    expect(aws.parameterStore.names()).toEqual(['/apis/a']);
  });

  test('is told in the words of each service', async () => {
    const { aws, session, ssm, sqs, tagging } = world([]);
    const { url: QueueUrl, arn: queueArn } = aws.sqs.create('events');
    await expect(ssm.getParameter({ Name: '/apis/a' })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        `User: ${session.arn} is not authorized to perform: ssm:GetParameter on resource: ` +
        'arn:aws:ssm:eu-west-1:123456789012:parameter/apis/a because no identity-based policy allows the ssm:GetParameter action',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(sqs.sendMessage({ QueueUrl, MessageBody: 'x' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`perform: sqs:sendmessage on resource: ${queueArn} because`),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(tagging.getResources({})).rejects.toMatchObject({
      message: expect.stringContaining('tag:GetResources on resource: *'),
    });
  });

  test('keeps its other rights when a queue’s policy denies one', async () => {
    const { aws, sqs } = world([{ Action: 'sqs:*', Resource: '*' }]);
    const { url: QueueUrl, arn } = aws.sqs.create('events');
    const Statement = { Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: arn };
    aws.iam.putResourcePolicy(arn, { Statement });
    const Entries = [{ Id: 'a', MessageBody: 'x' }];
    expect(await outcome(sqs.sendMessageBatch({ QueueUrl, Entries }))).toBe('AccessDenied');
    expect(await outcome(sqs.receiveMessage({ QueueUrl }))).toBe('done');
    expect(aws.sqs.queue('events').messages).toEqual([]);
  });

  test('sees a pool by the tags that it has at that moment', async () => {
    const Condition = { StringEquals: { 'aws:ResourceTag/team': 'x' } };
    const { admin, cognito } = world([{ Action: 'cognito-idp:Describe*', Resource: '*', Condition }]);
    const { UserPool } = await admin.cognito.createUserPool({ PoolName: 'p' });
    const describe = () => outcome(cognito.describeUserPool({ UserPoolId: UserPool?.Id }));
    expect(await describe()).toBe('AccessDeniedException');
    await admin.cognito.tagResource({ ResourceArn: UserPool?.Arn, Tags: { team: 'x' } });
    expect(await describe()).toBe('done');
  });

  test('needs the key too where a parameter lies under one of the customer’s, and hears of it from Parameter Store', async () => {
    const key = 'arn:aws:kms:eu-west-1:123456789012:key/ours';
    const access = { Action: ['ssm:GetParameter', 'ssm:PutParameter'], Resource: parameters };
    const { aws, session, ssm, admin } = world([access]);
    await admin.ssm.putParameter({ Name: '/apis/a', KeyId: key, ...secret });
    await expect(ssm.getParameter({ Name: '/apis/a', WithDecryption: true })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `User: ${session.arn} is not authorized to perform: kms:Decrypt on resource: ${key}`,
      ),
    });
    expect(await outcome(ssm.getParameter({ Name: '/apis/a' }))).toBe('done');
    const use = (names: string) => ({
      Action: ['kms:Decrypt', 'kms:Encrypt'],
      Resource: key,
      Condition: {
        StringEquals: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': names },
      },
    });
    aws.iam.putRole(roleOf('worker', access, use(parameters.replace('apis', 'others'))));
    expect(await outcome(ssm.putParameter({ Name: '/apis/a', Overwrite: true, ...secret }))).toBe(
      'AccessDeniedException',
    );
    aws.iam.putRole(roleOf('worker', access, use(parameters)));
    expect(await outcome(ssm.getParameter({ Name: '/apis/a', WithDecryption: true }))).toBe('done');
    expect(await outcome(ssm.putParameter({ Name: '/apis/a', Overwrite: true, ...secret }))).toBe('done');
    const advanced = { Name: '/apis/a', Overwrite: true, Tier: 'Advanced', ...secret } as const;
    await expect(ssm.putParameter(advanced)).rejects.toThrow('kms:GenerateDataKey');
  });

  test('may always ask who it is, in JSON and in a form', async () => {
    const { aws, session } = world([{ Effect: 'Deny', Action: '*', Resource: '*' }]);
    const authorization = `AWS4-HMAC-SHA256 Credential=${session.accessKeyId}/20261120/eu-west-1/sts/aws4_request`;
    const target = { 'x-amz-target': 'AWSSecurityTokenServiceV20110615.GetCallerIdentity' };
    const json = await answerRequest(aws.dispatcher, { headers: { ...target, authorization }, body: '{}' });
    expect(JSON.parse(json.body).Arn).toBe(session.arn);
    const form = { headers: { authorization }, body: 'Action=GetCallerIdentity&Version=2011-06-15' };
    expect((await answerQuery(aws.dispatcher, form))?.body).toContain(`<Arn>${session.arn}</Arn>`);
  });
});

describe('the fixed callers', () => {
  test('are administrators, and strangers still nobody', async () => {
    const { aws, ssm, admin } = world([]);
    expect(await outcome(admin.ssm.putParameter({ Name: '/anything', ...secret }))).toBe('done');
    expect(await outcome(ssm.getParameter({ Name: '/anything' }))).toBe('AccessDeniedException');
    const stranger = new SSM(aws.clientConfiguration({ accessKeyId: 'ASIASTRANGER', arn: 'x' }));
    expect(await outcome(stranger.describeParameters({}))).toBe('UnrecognizedClientException');
  });
});

describe('a refused call', () => {
  test('is in the account of calls with its code, and tells no value', async () => {
    const { aws, session, ssm } = world([]);
    await outcome(ssm.putParameter({ Name: '/apis/a', ...secret }));
    expect(aws.dispatcher.calls).toMatchObject([
      {
        operation: 'PutParameter',
        about: { Name: '/apis/a' },
        callerArn: session.arn,
        errorCode: 'AccessDeniedException',
      },
    ]);
    expect(JSON.stringify(aws.dispatcher.calls)).not.toContain(secret.Value);
  });

  test('takes nothing from a quota', async () => {
    const { ssm, admin } = world([]);
    for (const name of ['a', 'b', 'c', 'd']) {
      expect(await outcome(ssm.putParameter({ Name: name, ...secret }))).toBe('AccessDeniedException');
    }
    for (const name of ['a', 'b', 'c']) {
      expect(await outcome(admin.ssm.putParameter({ Name: name, ...secret }))).toBe('done');
    }
  });

  test('of Cognito is in the trail if it would have changed something, with its code and nothing of the request', async () => {
    const { aws, session, cognito, ssm, admin } = world([]);
    const { UserPool } = await admin.cognito.createUserPool({ PoolName: 'p' });
    aws.eventBus.putRule({
      name: 'all',
      pattern: { source: ['aws.cognito-idp'] },
      targets: [{ queueArn: aws.sqs.create('trail').arn }],
    });
    await outcome(ssm.putParameter({ Name: '/apis/a', ...secret }));
    await outcome(cognito.describeUserPool({ UserPoolId: UserPool?.Id }));
    await outcome(cognito.createUserPoolClient({ UserPoolId: UserPool?.Id, ClientName: 'c' }));
    await aws.clock.runUntilIdle();
    const details = aws.sqs.queue('trail').messages.map(({ body }) => JSON.parse(body).detail);
    expect(details).toMatchObject([
      {
        eventName: 'CreateUserPoolClient',
        errorCode: 'AccessDenied',
        errorMessage: expect.stringContaining('cognito-idp:CreateUserPoolClient'),
        requestParameters: null,
        responseElements: null,
        userIdentity: { type: 'AssumedRole', arn: session.arn },
      },
    ]);
    expect(aws.cognito.clientsOf(UserPool?.Id ?? '')).toEqual([]);
  });
});
