import { describe, expect, test } from 'vitest';
import { Iam } from '../../local-aws/iam/iam.ts';
import type { Json } from '../../local-aws/service.ts';
import { iamOf, lambdaTrust, parameterArn, policy, queueArn, site } from './iam-fixture.ts';

const get = 'ssm:GetParameter';
const parameter = (name: string) => `arn:aws:ssm:eu-west-1:123456789012:parameter${name}`;

describe('what a statement covers', () => {
  test.each<[string, Json, string, string, boolean]>([
    ['the action it names', { Action: get, Resource: '*' }, get, parameterArn, true],
    ['no other action', { Action: get, Resource: '*' }, 'ssm:GetParameters', parameterArn, false],
    ['actions in any case', { Action: 'SSM:getparameter', Resource: '*' }, get, parameterArn, true],
    ['actions by wildcard', { Action: 'ssm:Get*', Resource: '*' }, 'ssm:GetParameters', parameterArn, true],
    ['actions by one character', { Action: 'ssm:GetParameter?', Resource: '*' }, get, parameterArn, false],
    ['every action', { Action: '*', Resource: '*' }, 'kms:Decrypt', parameterArn, true],
    ['one action of a list', { Action: ['sqs:*', get], Resource: '*' }, get, parameterArn, true],
    ['the resource it names', { Action: get, Resource: parameter('/apis/a') }, get, parameterArn, true],
    ['no resource that only begins so', { Action: get, Resource: parameter('/apis') }, get, parameterArn, false],
    ['resources under a folder', { Action: get, Resource: parameter('/apis/*') }, get, parameter('/apis/a/b'), true],
    ['not the folder’s neighbour', { Action: get, Resource: parameter('/apis/*') }, get, parameter('/apisx/a'), false],
    ['resources in their own case', { Action: get, Resource: parameter('/APIS/*') }, get, parameterArn, false],
    ['a dot as a dot', { Action: get, Resource: parameter('/a.b') }, get, parameter('/axb'), false],
    ['one of several resources', { Action: get, Resource: [queueArn, parameterArn] }, get, parameterArn, true],
    [
      'colons in the resource itself',
      { Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:eu-west-1:123456789012:log-group:g:*' },
      'logs:PutLogEvents',
      'arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s',
      true,
    ],
    ['what has no resource only by a star', { Action: get, Resource: parameter('*') }, get, '*', false],
    ['what has no resource', { Action: get, Resource: '*' }, get, '*', true],
  ])('%s', (_, statement, action, resource, expected) => {
    expect(iamOf(statement).allows(action, resource)).toBe(expected);
  });

  test('a wildcard in the region or the account reaches over no colon', () => {
    const { allows } = iamOf({ Action: get, Resource: 'arn:aws:ssm:*:*:parameter/apis/a' });
    expect(allows(get, parameterArn)).toBe(true);
    expect(allows(get, 'arn:aws:ssm:eu-west-1:123456789012:x:parameter/apis/a')).toBe(false);
  });
});

describe('a decision', () => {
  test('is no where nothing allows, and says so in AWS’s words', () => {
    const { refusal, arn } = iamOf();
    expect(refusal('ssm:PutParameter', parameterArn)).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message:
        `User: ${arn} is not authorized to perform: ssm:PutParameter on resource: ${parameterArn} ` +
        'because no identity-based policy allows the ssm:PutParameter action',
    });
  });

  test('is no where one statement denies, whatever others allow', () => {
    const { refusal } = iamOf(
      { Action: 'ssm:*', Resource: '*' },
      { Effect: 'Deny', Action: 'ssm:Put*', Resource: parameter('/apis/*') },
      { Action: 'ssm:PutParameter', Resource: '*' },
    );
    expect(refusal('ssm:PutParameter', parameter('/other/a'))).toBeUndefined();
    expect(refusal('ssm:PutParameter', parameterArn)?.message).toContain(
      `on resource: ${parameterArn} with an explicit deny in an identity-based policy`,
    );
  });

  test('has SQS’s own form: code, status and the action in lower case', () => {
    expect(iamOf().refusal('sqs:SendMessage', queueArn)).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: expect.stringContaining(
        `perform: sqs:sendmessage on resource: ${queueArn} because no identity-based policy allows the sqs:sendmessage`,
      ),
    });
  });

  test('takes all policies of a role together', () => {
    const iam = new Iam(site);
    const policies = [get, 'ssm:PutParameter'].map((Action) => ({
      name: Action.slice(4),
      document: { Statement: { Effect: 'Allow', Action, Resource: '*' } },
    }));
    const arn = iam.putRole({ name: 'two', assumeRolePolicy: lambdaTrust, policies });
    expect(iam.refusal({ kind: 'role', arn }, get, parameterArn)).toBeUndefined();
    expect(iam.refusal({ kind: 'role', arn }, 'ssm:PutParameter', parameterArn)).toBeUndefined();
  });

  test('is no for a role that is not there', () => {
    const arn = 'arn:aws:iam::123456789012:role/nobody';
    expect(new Iam(site).refusal({ kind: 'role', arn }, get, parameterArn)?.code).toBe('AccessDeniedException');
  });
});

describe('a queue’s policy', () => {
  const rules = { kind: 'service', name: 'events.amazonaws.com' } as const;
  const fromRules = {
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:123456789012:rule/clients' } },
  };
  const source = (name: string) => ({ 'aws:SourceArn': `arn:aws:events:eu-west-1:123456789012:rule/${name}` });

  test('lets in the service that it names, from the source that it names', () => {
    const { iam } = iamOf();
    expect(iam.refusal(rules, 'sqs:SendMessage', queueArn, source('clients'))?.message).toBe(
      `User: events.amazonaws.com is not authorized to perform: sqs:sendmessage on resource: ${queueArn} ` +
        'because no resource-based policy allows the sqs:sendmessage action',
    );
    iam.putResourcePolicy(queueArn, policy(fromRules));
    const outcome = (...[principal, context]: [Parameters<Iam['refusal']>[0], Record<string, string>]) =>
      iam.refusal(principal, 'sqs:SendMessage', queueArn, context)?.code;
    expect(outcome(rules, source('clients'))).toBeUndefined();
    expect(outcome(rules, source('others'))).toBe('AccessDenied');
    expect(outcome(rules, {})).toBe('AccessDenied');
    expect(outcome({ kind: 'service', name: 'sns.amazonaws.com' }, source('clients'))).toBe('AccessDenied');
    expect(iam.refusal(rules, 'sqs:SendMessage', `${queueArn}2`, source('clients'))?.code).toBe('AccessDenied');
  });

  test('denies only what does not come over TLS, when it says that', () => {
    const { iam, allows } = iamOf({ Action: 'sqs:*', Resource: queueArn });
    const deny = { Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sqs:*', Resource: queueArn };
    iam.putResourcePolicy(queueArn, policy({ ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }));
    expect(allows('sqs:SendMessage', queueArn)).toBe(true);
    iam.putResourcePolicy(queueArn, policy({ ...deny, Condition: { Bool: { 'aws:SecureTransport': true } } }));
    expect(
      iam.refusal({ kind: 'role', arn: 'arn:aws:iam::123456789012:role/worker' }, 'sqs:SendMessage', queueArn),
    ).toMatchObject({ message: expect.stringContaining('with an explicit deny in a resource-based policy') });
  });

  test.each([
    ['everybody', '*', true],
    ['everybody of AWS', { AWS: '*' }, true],
    ['the role', { AWS: 'arn:aws:iam::123456789012:role/worker' }, true],
    ['that session of it', { AWS: 'arn:aws:sts::123456789012:assumed-role/worker/run' }, true],
    ['another session', { AWS: 'arn:aws:sts::123456789012:assumed-role/worker/other' }, false],
    ['another role', { AWS: 'arn:aws:iam::123456789012:role/other' }, false],
    ['a service', { Service: 'lambda.amazonaws.com' }, false],
    ['one of several', { Service: 'sns.amazonaws.com', AWS: ['arn:aws:iam::123456789012:role/worker'] }, true],
  ])('that allows %s is enough for a session without permissions, if it is among them', (_, Principal, expected) => {
    const { iam, arn } = iamOf();
    iam.putResourcePolicy(queueArn, policy({ Principal, Action: 'sqs:SendMessage', Resource: queueArn }));
    const session = iam.assumeRole(arn, 'lambda.amazonaws.com', 'run');
    const refused = iam.refusal({ kind: 'role', arn: session.arn }, 'sqs:SendMessage', queueArn);
    expect(refused === undefined).toBe(expected);
  });
});
