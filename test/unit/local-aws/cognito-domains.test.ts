import { describe, expect, test } from 'vitest';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';

const certificate = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc' };

describe('the domains of a pool', () => {
  test('are a prefix and a custom host name side by side', () => {
    const { pool, call } = standaloneCognito();
    const id = pool();
    expect(call('CreateUserPoolDomain', { UserPoolId: id, Domain: 'orders' })).toEqual({});
    const custom = { UserPoolId: id, Domain: 'auth.example.com', CustomDomainConfig: certificate };
    const made = call('CreateUserPoolDomain', custom);
    expect(made).toEqual({ CloudFrontDomain: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/) });
    const described = call('DescribeUserPool', { UserPoolId: id }).UserPool;
    expect(described).toMatchObject({ Domain: 'orders', CustomDomain: 'auth.example.com' });
    expect(call('DescribeUserPoolDomain', { Domain: 'auth.example.com' }).DomainDescription).toMatchObject({
      UserPoolId: id,
      Status: 'ACTIVE',
      CloudFrontDistribution: expect.stringContaining('cloudfront.net'),
      CustomDomainConfig: certificate,
    });
  });

  test('are served by a distribution, a prefix by one that needs no certificate', () => {
    const { pool, call } = standaloneCognito();
    expect(call('CreateUserPoolDomain', { UserPoolId: pool(), Domain: 'orders' })).toEqual({});
    expect(call('DescribeUserPoolDomain', { Domain: 'orders' }).DomainDescription).toMatchObject({
      CloudFrontDistribution: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/),
      CustomDomainConfig: {},
    });
  });

  test('are gone from the pool once deleted, the other one stays', () => {
    const { pool, call } = standaloneCognito();
    const id = pool();
    call('CreateUserPoolDomain', { UserPoolId: id, Domain: 'orders' });
    call('CreateUserPoolDomain', { UserPoolId: id, Domain: 'auth.example.com', CustomDomainConfig: certificate });
    call('DeleteUserPoolDomain', { UserPoolId: id, Domain: 'auth.example.com' });
    const described = call('DescribeUserPool', { UserPoolId: id }).UserPool;
    expect(described).toMatchObject({ Domain: 'orders' });
    expect(described).not.toHaveProperty('CustomDomain');
    expect(call('DescribeUserPoolDomain', { Domain: 'auth.example.com' }).DomainDescription).toEqual({});
  });

  test('are at most one of each kind', () => {
    const { pool, call, refusal } = standaloneCognito();
    const id = pool();
    call('CreateUserPoolDomain', { UserPoolId: id, Domain: 'orders' });
    expect(refusal('CreateUserPoolDomain', { UserPoolId: id, Domain: 'bills' }).message).toBe(
      'User pool already has a domain configured.',
    );
  });

  test('are unique among all pools of the region', () => {
    const { pool, call, refusal } = standaloneCognito();
    call('CreateUserPoolDomain', { UserPoolId: pool(), Domain: 'orders' });
    expect(refusal('CreateUserPoolDomain', { UserPoolId: pool(), Domain: 'orders' })).toEqual({
      code: 'InvalidParameterException',
      message: 'Domain already associated with another user pool.',
    });
  });

  test.each(['Orders', '-orders', 'my-cognito', 'auth.example.com', 'a'.repeat(64)])(
    'are never the prefix %s',
    (name) => {
      const { pool, refusal } = standaloneCognito();
      const { code } = refusal('CreateUserPoolDomain', { UserPoolId: pool(), Domain: name });
      expect(code).toBe('InvalidParameterException');
    },
  );

  test('are changed and deleted only through the pool that has them', () => {
    const { pool, call, refusal } = standaloneCognito();
    const [id, other] = [pool(), pool()];
    call('CreateUserPoolDomain', { UserPoolId: id, Domain: 'orders' });
    for (const operation of ['UpdateUserPoolDomain', 'DeleteUserPoolDomain']) {
      const { message } = refusal(operation, { UserPoolId: other, Domain: 'orders' });
      expect(message).toBe('No such domain or user pool exists.');
    }
  });

  test('take a new certificate and managed login version by an update', () => {
    const { pool, call } = standaloneCognito();
    const domain = { UserPoolId: pool(), Domain: 'auth.example.com' };
    call('CreateUserPoolDomain', { ...domain, CustomDomainConfig: certificate });
    const next = { CertificateArn: `${certificate.CertificateArn}d` };
    call('UpdateUserPoolDomain', { ...domain, CustomDomainConfig: next, ManagedLoginVersion: 2 });
    const described = call('DescribeUserPoolDomain', { Domain: 'auth.example.com' }).DomainDescription;
    expect(described).toMatchObject({ CustomDomainConfig: next, ManagedLoginVersion: 2 });
  });
});

describe('the resource servers of a pool', () => {
  const scope = (name: string) => ({ ScopeName: name, ScopeDescription: `may ${name}` });

  test('are made, described, replaced, listed and deleted', () => {
    const { pool, call, refusal } = standaloneCognito();
    const at = { UserPoolId: pool(), Identifier: 'orders' };
    call('CreateResourceServer', { ...at, Name: 'Orders', Scopes: [scope('read'), scope('write')] });
    call('UpdateResourceServer', { ...at, Name: 'Orders API', Scopes: [scope('read')] });
    const server = { ...at, Name: 'Orders API', Scopes: [scope('read')] };
    expect(call('DescribeResourceServer', at).ResourceServer).toEqual(server);
    expect(call('ListResourceServers', { UserPoolId: at.UserPoolId })).toEqual({ ResourceServers: [server] });
    call('DeleteResourceServer', at);
    expect(refusal('DescribeResourceServer', at).code).toBe('ResourceNotFoundException');
  });

  test('bear each identifier once and are limited', () => {
    const { pool, call, refusal } = standaloneCognito({ resourceServersPerPool: 1 });
    const id = pool();
    call('CreateResourceServer', { UserPoolId: id, Identifier: 'orders', Name: 'Orders' });
    const again = { UserPoolId: id, Identifier: 'orders', Name: 'Again' };
    expect(refusal('CreateResourceServer', again).message).toBe(`orders already exists in user pool ${id}.`);
    const second = { UserPoolId: id, Identifier: 'bills', Name: 'Bills' };
    expect(refusal('CreateResourceServer', second).code).toBe('LimitExceededException');
  });
});
