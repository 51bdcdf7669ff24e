import { describe, expect, test } from 'vitest';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';

describe('a request to Cognito', () => {
  test('that breaks several constraints is told all of them at once, in AWS words', () => {
    const { refusal } = standaloneCognito();
    expect(refusal('CreateUserPoolClient', { UserPoolId: 'nonsense', ClientName: 'a*' })).toEqual({
      code: 'InvalidParameterException',
      message:
        "2 validation errors detected: Value 'nonsense' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+; Value 'a*' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
    });
  });

  test.each([
    [
      'a required member that is missing',
      {},
      "Value null at 'poolName' failed to satisfy constraint: Member must not be null",
    ],
    ['a required member that is null', { PoolName: null }, 'Member must not be null'],
    ['an over-long text', { PoolName: 'a'.repeat(129) }, 'Member must have length less than or equal to 128'],
    ['an empty text', { PoolName: '' }, 'Member must have length greater than or equal to 1'],
    ['a word outside an enum', { PoolName: 'a', MfaConfiguration: 'false' }, 'enum value set: [OFF, ON, OPTIONAL]'],
    [
      'a wrong member of a list',
      { PoolName: 'a', UsernameAttributes: ['name'] },
      "Value '[name]' at 'usernameAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [phone_number, email]]",
    ],
    [
      'an over-long tag key',
      { PoolName: 'a', UserPoolTags: { ['k'.repeat(129)]: 'v' } },
      'Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]',
    ],
  ])('is refused for %s', (_, input, sentence) => {
    const { refusal } = standaloneCognito();
    const { code, message } = refusal('CreateUserPool', input);
    expect(code).toBe('InvalidParameterException');
    expect(message).toMatch(/^(1 validation error|2 validation errors) detected: /);
    expect(message).toContain(sentence);
  });

  test('names the member of a structure in a list by its number', () => {
    const { pool, refusal } = standaloneCognito();
    const scopes = [
      { ScopeName: 'read', ScopeDescription: 'read' },
      { ScopeName: 'a/b', ScopeDescription: 'slash' },
    ];
    const server = { UserPoolId: pool(), Identifier: 'orders', Name: 'orders', Scopes: scopes };
    expect(refusal('CreateResourceServer', server).message).toContain("Value 'a/b' at 'scopes.2.member.scopeName'");
  });

  test.each([
    ['a number for a text', { PoolName: 1 }],
    ['a text for a list', { PoolName: 'a', AliasAttributes: 'email' }],
    ['a list for a map', { PoolName: 'a', UserPoolTags: [] }],
    ['a text for a structure', { PoolName: 'a', Policies: 'strict' }],
    ['a number for a tag value', { PoolName: 'a', UserPoolTags: { a: 1 } }],
  ])('is a SerializationException for %s', (_, input) => {
    const { refusal } = standaloneCognito();
    expect(refusal('CreateUserPool', input).code).toBe('SerializationException');
  });

  test('may have members that AWS does not know, and they are not kept', () => {
    const { pool, call } = standaloneCognito();
    const id = pool({ Colour: 'blue' });
    expect(call('DescribeUserPool', { UserPoolId: id }).UserPool).not.toHaveProperty('Colour');
  });

  test('for a malformed pool id is invalid, for an unknown one not found', () => {
    const { refusal } = standaloneCognito();
    expect(refusal('DescribeUserPool', { UserPoolId: 'eu-west-1' }).code).toBe('InvalidParameterException');
    expect(refusal('DescribeUserPool', { UserPoolId: 'eu-west-1_missing00' }).code).toBe('ResourceNotFoundException');
  });
});

describe('the service', () => {
  test('does the same with the same seed, ids and secrets included', () => {
    const run = (): unknown => {
      const { pool, client, cognito, records } = standaloneCognito();
      const id = pool();
      client(id);
      cognito.registerDynamically(id, { clientName: 'stranger' });
      return [cognito.clientsOf(id), records];
    };
    expect(run()).toEqual(run());
  });

  test('answers with copies: what a caller does to an answer changes nothing', () => {
    const { pool, call } = standaloneCognito();
    const id = pool({ UserPoolTags: { team: 'a' }, LambdaConfig: { PreSignUp: 'arn' } });
    const first = call('DescribeUserPool', { UserPoolId: id }).UserPool;
    Object.assign(first?.UserPoolTags ?? {}, { team: 'b' });
    Object.assign(first?.LambdaConfig ?? {}, { PreSignUp: 'other' });
    const second = call('DescribeUserPool', { UserPoolId: id }).UserPool;
    expect(second).toMatchObject({ UserPoolTags: { team: 'a' }, LambdaConfig: { PreSignUp: 'arn' } });
  });

  test('tells the trail of every mutating call, refused or not, and of no reading one', () => {
    const { pool, client, call, refusal, records } = standaloneCognito();
    const poolId = pool();
    const { id } = client(poolId);
    call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: id });
    call('ListUserPoolClients', { UserPoolId: poolId });
    call('DeleteUserPoolClient', { UserPoolId: poolId, ClientId: id });
    refusal('DeleteUserPoolClient', { UserPoolId: poolId, ClientId: id });
    expect(records.map(({ eventName, errorCode }) => [eventName, errorCode])).toEqual([
      ['CreateUserPool', undefined],
      ['CreateUserPoolClient', undefined],
      ['DeleteUserPoolClient', undefined],
      ['DeleteUserPoolClient', 'ResourceNotFoundException'],
    ]);
    expect(records[1]?.response).toMatchObject({ UserPoolClient: { ClientId: id } });
    expect(records[3]).toMatchObject({
      request: { UserPoolId: poolId, ClientId: id },
      response: null,
      errorMessage: `User pool client ${id} does not exist.`,
    });
  });

  test('knows the tags of a pool by its ARN, and of no other', () => {
    const { pool, cognito } = standaloneCognito();
    const arn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool({ UserPoolTags: { team: 'a' } })}`;
    expect(cognito.tagsOf(arn)).toEqual({ team: 'a' });
    expect(cognito.tagsOf(`${arn}x`)).toBeUndefined();
    expect(cognito.clientsOf('eu-west-1_missing00')).toEqual([]);
  });
});
