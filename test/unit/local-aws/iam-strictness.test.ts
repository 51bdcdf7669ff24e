import { describe, expect, test } from 'vitest';
import { Iam } from '../../local-aws/iam/iam.ts';
import type { Json } from '../../local-aws/service.ts';
import { iamOf, lambdaTrust, policy, queueArn, site } from './iam-fixture.ts';

const plain = { Action: 'ssm:GetParameter', Resource: '*' };
const when = (Condition: Json): Json => ({ ...plain, Condition });
const put = (document: Json) =>
  new Iam(site).putRole({ name: 'r', assumeRolePolicy: lambdaTrust, policies: [{ name: 'p', document }] });

describe('a role’s policy that is not fully understood is refused when it is put', () => {
  test.each<[string, Json, string]>([
    ['an action negated', { NotAction: 'ssm:*', Resource: '*' }, 'NotAction is not understood'],
    ['a resource negated', { Action: 'ssm:*', NotResource: '*' }, 'NotResource is not understood'],
    ['a principal', { ...plain, Principal: '*' }, 'Principal is not understood in a policy of this kind: identity'],
    ['an unknown element', { ...plain, Colour: 'red' }, 'Colour is not understood'],
    ['an unknown effect', { ...plain, Effect: 'Maybe' }, 'Effect is neither Allow nor Deny'],
    ['no action', { Resource: '*' }, 'A statement has no Action'],
    ['no resource', { Action: 'ssm:*' }, 'A statement has no Resource'],
    ['an empty list of actions', { Action: [], Resource: '*' }, 'Action is empty'],
    ['an action without a service', { Action: 'GetParameter', Resource: '*' }, 'GetParameter is no action'],
    ['a service by wildcard', { Action: 's*:GetParameter', Resource: '*' }, 's*:GetParameter is no action'],
    ['a resource that is no text', { Action: 'ssm:*', Resource: { Ref: 'x' } }, 'Resource is not a text'],
    ['a resource that is no ARN', { Action: 'ssm:*', Resource: 'parameter/a' }, 'not understood as an ARN'],
    ['an ARN cut short', { Action: 'ssm:*', Resource: 'arn:aws:ssm:*' }, 'not understood as an ARN'],
    ['an ARN of five parts', { Action: 'ssm:*', Resource: 'arn:aws:ssm:*:parameter/a' }, 'not understood as an ARN'],
    ['an ARN of any service', { Action: 'ssm:*', Resource: 'arn:aws:*:::x' }, 'not understood as an ARN'],
    ['a variable in a resource', { Action: 'ssm:*', Resource: 'arn:aws:ssm:::$' + '{aws:username}' }, 'variable'],
    ['a variable in a condition', when({ StringLike: { 'aws:SourceArn': '$' + '{x}' } }), 'variable'],
    ['an unknown operator', when({ NumericEquals: { 'aws:SourceAccount': '1' } }), 'NumericEquals is not understood'],
    ['the IfExists of one', when({ StringEqualsIfExists: { 'aws:SourceAccount': '1' } }), 'is not understood'],
    ['an inherited name as operator', when({ constructor: { 'aws:SourceAccount': '1' } }), 'is not understood'],
    [
      'an unknown key',
      when({ StringEquals: { 'aws:MultiFactorAuthAge': '1' } }),
      'MultiFactorAuthAge is not understood',
    ],
    ['a family’s name alone', when({ StringEquals: { 'aws:ResourceTag/': '1' } }), 'is not understood'],
    ['a set operator on ARNs', when({ 'ForAnyValue:ArnLike': { 'aws:SourceArn': queueArn } }), 'is not understood'],
    ['a set operator on Null', when({ 'ForAllValues:Null': { 'aws:TagKeys': 'true' } }), 'is not understood'],
    ['several values without a set operator', when({ StringEquals: { 'aws:TagKeys': 'a' } }), 'ForAllValues'],
    ['a truth that is none', when({ Bool: { 'aws:SecureTransport': 'yes' } }), 'neither true nor false'],
    ['a number', when({ StringEquals: { 'aws:SourceAccount': 123456789012 } }), 'is not a text'],
    ['no ARN to compare with', when({ ArnLike: { 'aws:SourceArn': 'rule/*' } }), 'not understood as an ARN'],
    ['no values', when({ StringEquals: { 'aws:SourceAccount': [] } }), 'is empty'],
    ['no keys but a text', when({ StringEquals: 'aws:SourceAccount' }), 'is not an object'],
  ])('%s', (_, statement, sentence) => {
    expect(() => put(policy(statement))).toThrow(sentence);
  });

  test.each<[string, Json, string]>([
    ['an unknown version', { Version: '2020-01-01', Statement: [] }, 'version that does not exist'],
    ['an unknown element', { Statement: [], Rules: [] }, 'Rules is not understood'],
    ['no statement', { Version: '2012-10-17', Statement: [] }, 'has no statement'],
    ['a statement that is none', { Statement: 'Allow' }, 'Statement is not an object'],
    ['a Sid borne twice', policy({ Sid: 'A', ...plain }, { Sid: 'A', ...plain }), 'same Sid'],
  ])('%s in the document', (_, document, sentence) => {
    expect(() => put(document)).toThrow(sentence);
  });

  test.each<[string, unknown, string]>([
    ['an account', { AWS: 'arn:aws:iam::123456789012:root' }, ':root is not understood'],
    ['an account’s number', { AWS: '123456789012' }, '123456789012 is not understood'],
    ['roles by wildcard', { AWS: 'arn:aws:iam::123456789012:role/*' }, 'is not understood'],
    ['a federation', { Federated: 'cognito-identity.amazonaws.com' }, 'is not understood'],
    ['a service that is none', { Service: 'lambda' }, 'lambda is not understood'],
    ['nobody', {}, 'Principal names nobody'],
  ])('a queue’s, with %s as principal', (_, Principal, sentence) => {
    const document = policy({ Principal, Action: 'sqs:*', Resource: queueArn });
    expect(() => new Iam(site).putResourcePolicy(queueArn, document)).toThrow(sentence);
  });

  test('a trust with a resource, a queue’s policy without a principal, and a role without a name', () => {
    const trust = policy({ ...plain, Principal: '*' });
    const role = { name: 'r', assumeRolePolicy: trust, policies: [] };
    expect(() => new Iam(site).putRole(role)).toThrow('Resource is not understood in a policy of this kind: trust');
    expect(() => new Iam(site).putResourcePolicy(queueArn, policy(plain))).toThrow('A statement has no Principal');
    expect(() => new Iam(site).putRole({ ...role, name: 'a/b' })).toThrow('a/b is no name');
  });

  test('and nothing of it is kept', () => {
    const { iam, allows } = iamOf(plain);
    const broken = { name: 'worker', assumeRolePolicy: lambdaTrust, policies: [{ name: 'p', document: {} }] };
    expect(() => iam.putRole(broken)).toThrow();
    expect(allows('ssm:GetParameter', '*')).toBe(true);
  });
});

describe('a request that says what no request can', () => {
  test('is a mistake of this AWS, not a refusal', () => {
    const { refusal } = iamOf(plain);
    expect(() => refusal('ssm:GetParameter', '*', { 'aws:Unheard': 'x' })).toThrow('aws:Unheard');
    expect(() => refusal('ssm:GetParameter', '*', { 'aws:SourceArn': ['a', 'b'] })).toThrow('2 values');
  });
});
