import { describe, expect, test } from 'vitest';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';

const arnOf = (id: string): string => `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`;

describe('a user pool', () => {
  test('is described with its ARN, its name, its tags and the defaults of what nobody set', () => {
    const { pool, call } = standaloneCognito();
    const id = pool({ PoolName: 'customers', UserPoolTags: { 'ssm-sync': '/apis/:clientName' } });
    expect(id).toMatch(/^eu-west-1_[0-9A-Za-z]{9}$/);
    expect(call('DescribeUserPool', { UserPoolId: id }).UserPool).toMatchObject({
      Id: id,
      Arn: arnOf(id),
      Name: 'customers',
      UserPoolTags: { 'ssm-sync': '/apis/:clientName' },
      MfaConfiguration: 'OFF',
      DeletionProtection: 'INACTIVE',
      EstimatedNumberOfUsers: 0,
      CreationDate: Date.UTC(2026, 10, 20, 10) / 1000,
    });
  });

  test('has a password policy even when nobody gave it one, and the given one otherwise', () => {
    const { pool, call } = standaloneCognito();
    const policiesOf = (id: string) => call('DescribeUserPool', { UserPoolId: id }).UserPool?.Policies;
    const standard = { MinimumLength: 8, RequireSymbols: true, TemporaryPasswordValidityDays: 7 };
    expect(policiesOf(pool())).toMatchObject({ PasswordPolicy: standard });
    const given = { PasswordPolicy: { MinimumLength: 20 } };
    expect(policiesOf(pool({ Policies: given }))).toEqual(given);
  });

  test('loses on an update what the update leaves out, but not its name nor what it was created with', () => {
    const { pool, call } = standaloneCognito();
    const id = pool({ MfaConfiguration: 'OPTIONAL', UsernameAttributes: ['email'], DeletionProtection: 'ACTIVE' });
    call('UpdateUserPool', { UserPoolId: id, UserPoolTier: 'PLUS' });
    expect(call('DescribeUserPool', { UserPoolId: id }).UserPool).toMatchObject({
      Name: 'customers',
      MfaConfiguration: 'OFF',
      DeletionProtection: 'INACTIVE',
      UserPoolTier: 'PLUS',
      UsernameAttributes: ['email'],
    });
  });

  test.each([
    ['kept', { team: 'a' }],
    ['cleared', {}],
  ] as const)('left out of an update, has its tags %s as the switch says', (reading, tags) => {
    const { pool, call, switches } = standaloneCognito();
    const id = pool({ UserPoolTags: { team: 'a' } });
    switches.tagsLeftOutOfUpdate = reading;
    call('UpdateUserPool', { UserPoolId: id });
    expect(call('DescribeUserPool', { UserPoolId: id }).UserPool?.UserPoolTags).toEqual(tags);
  });

  test('has its tags replaced as a whole by an update that gives some', () => {
    const { pool, call } = standaloneCognito();
    const id = pool({ UserPoolTags: { team: 'a', cost: 'b' } });
    call('UpdateUserPool', { UserPoolId: id, UserPoolTags: { cost: 'c' } });
    expect(call('DescribeUserPool', { UserPoolId: id }).UserPool?.UserPoolTags).toEqual({ cost: 'c' });
  });

  test('is not deleted while it is protected or has a domain', () => {
    const { pool, call, refusal } = standaloneCognito();
    const id = pool({ DeletionProtection: 'ACTIVE' });
    expect(refusal('DeleteUserPool', { UserPoolId: id }).message).toContain('deletion protection is activated');
    call('UpdateUserPool', { UserPoolId: id });
    const certificate = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc' };
    for (const domain of [{ Domain: 'orders' }, { Domain: 'auth.example.com', CustomDomainConfig: certificate }]) {
      call('CreateUserPoolDomain', { UserPoolId: id, ...domain });
      expect(refusal('DeleteUserPool', { UserPoolId: id })).toEqual({
        code: 'InvalidParameterException',
        message: 'User pool cannot be deleted. It has a domain configured that should be deleted first.',
      });
      call('DeleteUserPoolDomain', { UserPoolId: id, Domain: domain.Domain });
    }
    call('DeleteUserPool', { UserPoolId: id });
    expect(refusal('DescribeUserPool', { UserPoolId: id })).toEqual({
      code: 'ResourceNotFoundException',
      message: `User pool ${id} does not exist.`,
    });
  });

  test('is listed once over pages of at most MaxResults, and the last page has no token', () => {
    const { pool, call } = standaloneCognito();
    const ids = Array.from({ length: 5 }, () => pool());
    const first = call('ListUserPools', { MaxResults: 3 });
    const second = call('ListUserPools', { MaxResults: 3, NextToken: first.NextToken });
    expect([first.UserPools?.length, second.UserPools?.length]).toEqual([3, 2]);
    expect(second.NextToken).toBeUndefined();
    const listed = [...(first.UserPools ?? []), ...(second.UserPools ?? [])].map(({ Id }) => Id);
    expect(listed.toSorted()).toEqual(ids.toSorted());
    expect(call('ListUserPools', { MaxResults: 5 }).NextToken).toBeUndefined();
  });

  test('is not listed without MaxResults, nor by a token that was never given', () => {
    const { refusal } = standaloneCognito();
    expect(refusal('ListUserPools', {}).message).toContain("'maxResults' failed to satisfy constraint");
    expect(refusal('ListUserPools', { MaxResults: 61 }).code).toBe('InvalidParameterException');
    expect(refusal('ListUserPools', { MaxResults: 1, NextToken: 'mine' }).code).toBe('InvalidParameterException');
  });

  test('is refused beyond the limit of pools', () => {
    const { pool, refusal } = standaloneCognito({ userPools: 1 });
    pool();
    expect(refusal('CreateUserPool', { PoolName: 'second' }).code).toBe('LimitExceededException');
  });
});

describe('the tags of a pool', () => {
  test('are added to, taken away and listed by ARN', () => {
    const { pool, call } = standaloneCognito();
    const id = pool({ UserPoolTags: { team: 'a' } });
    call('TagResource', { ResourceArn: arnOf(id), Tags: { 'ssm-sync:orders': '/a/b@c', team: 'b' } });
    call('UntagResource', { ResourceArn: arnOf(id), TagKeys: ['team', 'never'] });
    expect(call('ListTagsForResource', { ResourceArn: arnOf(id) }).Tags).toEqual({ 'ssm-sync:orders': '/a/b@c' });
  });

  test.each([
    ['a key of 129 characters', { ['k'.repeat(129)]: 'v' }],
    ['an empty key', { '': 'v' }],
    ['a value of 257 characters', { k: 'v'.repeat(257) }],
    ['a reserved key', { 'aws:k': 'v' }],
    ['a comma in the key', { 'a,b': 'v' }],
    ['braces in the value', { k: '{v}' }],
    ['51 tags', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v']))],
  ])('never have %s', (_, tags) => {
    const { pool, call, refusal } = standaloneCognito();
    const id = pool();
    expect(refusal('TagResource', { ResourceArn: arnOf(id), Tags: tags }).code).toBe('InvalidParameterException');
    expect(refusal('UpdateUserPool', { UserPoolId: id, UserPoolTags: tags }).code).toMatch(
      /^(InvalidParameter|UserPoolTagging)Exception$/,
    );
    expect(call('ListTagsForResource', { ResourceArn: arnOf(id) }).Tags).toEqual({});
  });

  test('never grow beyond 50 by small additions', () => {
    const { pool, call, refusal } = standaloneCognito();
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
    const id = pool({ UserPoolTags: tags });
    expect(refusal('TagResource', { ResourceArn: arnOf(id), Tags: { k50: 'v' } }).message).toContain('50');
    call('TagResource', { ResourceArn: arnOf(id), Tags: { k49: 'new' } });
    expect(call('ListTagsForResource', { ResourceArn: arnOf(id) }).Tags).toEqual({ ...tags, k49: 'new' });
  });

  test('belong to a pool of this account and region, and to nothing else', () => {
    const { pool, refusal } = standaloneCognito();
    const id = pool();
    const foreign = arnOf(id).replace('eu-west-1:', 'eu-west-2:');
    expect(refusal('ListTagsForResource', { ResourceArn: foreign }).code).toBe('ResourceNotFoundException');
    const parameter = 'arn:aws:ssm:eu-west-1:123456789012:parameter/a';
    expect(refusal('ListTagsForResource', { ResourceArn: parameter }).code).toBe('InvalidParameterException');
    expect(refusal('TagResource', { ResourceArn: id, Tags: {} }).code).toBe('InvalidParameterException');
  });

  test('are told to the listener when they change, not when they stay, and their end when the pool goes', () => {
    const { pool, call, tagged } = standaloneCognito();
    const id = pool({ UserPoolTags: { team: 'a' } });
    call('TagResource', { ResourceArn: arnOf(id), Tags: { team: 'a' } });
    call('UpdateUserPool', { UserPoolId: id, UserPoolTags: { team: 'b' } });
    call('UntagResource', { ResourceArn: arnOf(id), TagKeys: ['team'] });
    call('DeleteUserPool', { UserPoolId: id });
    expect(tagged.map(({ tags }) => tags)).toEqual([{ team: 'a' }, { team: 'b' }, {}, undefined]);
    expect(new Set(tagged.map(({ arn }) => arn))).toEqual(new Set([arnOf(id)]));
    pool();
    expect(tagged).toHaveLength(4);
  });
});
