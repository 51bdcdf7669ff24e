import { describe, expect, test } from 'vitest';
import { createPool } from './arrangement.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000';

describe('a user pool', () => {
  test('is its name, ARN, tags and both its domains', async () => {
    const aws = createEmbeddedAws();
    const id = await createPool(aws, { PoolName: 'Customers', UserPoolTags: { team: 'a', 'ssm-sync:orders': '/x/y' } });
    await aws.perform(aws.cognito, 'CreateUserPoolDomain', { UserPoolId: id, Domain: 'acme' });
    await aws.perform(aws.cognito, 'CreateUserPoolDomain', {
      UserPoolId: id,
      Domain: 'auth.acme.example',
      CustomDomainConfig: { CertificateArn: certificate },
    });
    expect(await aws.finish(aws.pools.pool(id))).toEqual({
      id,
      name: 'Customers',
      arn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`,
      tags: { team: 'a', 'ssm-sync:orders': '/x/y' },
      domainPrefix: 'acme',
      customDomain: 'auth.acme.example',
    });
  });

  test('without tags and domain has no tags and names no domain', async () => {
    const aws = createEmbeddedAws();
    const id = await createPool(aws);
    const pool = await aws.finish(aws.pools.pool(id));
    expect(pool?.tags).toEqual({});
    expect(Object.keys(pool ?? {})).toEqual(['id', 'name', 'arn', 'tags']);
  });

  test('that is not there is an answer, not an error', async () => {
    const aws = createEmbeddedAws();
    const absent = 'eu-west-1_AbCdEfGhI';
    expect(await aws.finish(aws.pools.pool(absent))).toBeUndefined();
    expect(await aws.finish(aws.pools.client(absent, '1example23456789'))).toBeUndefined();
  });
});
