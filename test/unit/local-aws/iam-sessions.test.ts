import { describe, expect, test } from 'vitest';
import { Iam } from '../../local-aws/iam/iam.ts';
import type { Json } from '../../local-aws/service.ts';
import { iamOf, lambdaTrust, parameterArn, policy, roleOf, site } from './iam-fixture.ts';

const get = 'ssm:GetParameter';

describe('a session', () => {
  test('has a key of its own by which it is found, and the permissions of its role at any time', () => {
    const { iam, arn } = iamOf({ Action: get, Resource: '*' });
    const [one, other] = [1, 2].map(() => iam.assumeRole(arn, 'lambda.amazonaws.com', 'run'));
    if (one === undefined || other === undefined) throw new Error('no session');
    expect(one.arn).toBe('arn:aws:sts::123456789012:assumed-role/worker/run');
    expect(one.accessKeyId).not.toBe(other.accessKeyId);
    expect(iam.caller(one.accessKeyId)).toEqual(one);
    expect(iam.caller('ASIASTRANGER')).toBeUndefined();
    const ask = () => iam.refusal({ kind: 'role', arn: one.arn }, get, parameterArn)?.message;
    expect(ask()).toBeUndefined();
    iam.putRole(roleOf('worker'));
    expect(ask()).toContain(`User: ${one.arn} is not authorized`);
  });

  test('is its role where a condition asks who calls', () => {
    const Condition = { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/worker' } };
    const { iam, arn } = iamOf({ Action: get, Resource: '*', Condition });
    const session = iam.assumeRole(arn, 'lambda.amazonaws.com', 'run');
    expect(iam.refusal({ kind: 'role', arn: session.arn }, get, parameterArn)).toBeUndefined();
  });

  test.each<[string, Json, string, Record<string, string>]>([
    ['another service', lambdaTrust, 'scheduler.amazonaws.com', {}],
    [
      'the service on behalf of another account',
      policy({
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': site.account } },
      }),
      'lambda.amazonaws.com',
      { 'aws:SourceAccount': '999999999999' },
    ],
    [
      'a service that is denied',
      policy(
        { Principal: '*', Action: 'sts:*' },
        { Effect: 'Deny', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ),
      'lambda.amazonaws.com',
      {},
    ],
  ])('is refused to %s', (_, assumeRolePolicy, service, context) => {
    const iam = new Iam(site);
    const arn = iam.putRole({ name: 'worker', assumeRolePolicy, policies: [] });
    expect(() => iam.assumeRole(arn, service, 'run', context)).toThrow(
      expect.objectContaining({
        code: 'AccessDenied',
        status: 403,
        message: `User: ${service} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      }),
    );
  });

  test('is given where the trust’s conditions hold, and refused on a role that is not there', () => {
    const iam = new Iam(site);
    const assumeRolePolicy = policy({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': site.account } },
    });
    const arn = iam.putRole({ name: 'sweeper', assumeRolePolicy, policies: [] });
    const open = (role: string) =>
      iam.assumeRole(role, 'scheduler.amazonaws.com', 'sweep', { 'AWS:SourceAccount': site.account });
    expect(open(arn).arn).toBe('arn:aws:sts::123456789012:assumed-role/sweeper/sweep');
    expect(() => open(`${arn}s`)).toThrow('is not authorized to perform: sts:AssumeRole');
  });
});
