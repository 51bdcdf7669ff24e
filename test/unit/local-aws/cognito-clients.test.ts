import { describe, expect, test } from 'vitest';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';

describe('an app client', () => {
  test('with a secret shows it when made and when described', () => {
    const { pool, client, call } = standaloneCognito();
    const poolId = pool();
    const { id, secret } = client(poolId);
    expect(id).toMatch(/^[0-9a-v]{26}$/);
    expect(secret).toMatch(/^[0-9a-v]{51,52}$/);
    expect(call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: id }).UserPoolClient).toMatchObject({
      ClientId: id,
      ClientName: 'orders',
      UserPoolId: poolId,
      ClientSecret: secret,
      ClientType: 'REGULAR',
      RefreshTokenValidity: 30,
    });
  });

  test('without one is public and shows none', () => {
    const { pool, client, call } = standaloneCognito();
    const poolId = pool();
    const { id } = client(poolId, { GenerateSecret: false });
    const described = call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: id }).UserPoolClient;
    expect(described).not.toHaveProperty('ClientSecret');
    expect(call('ListUserPoolClientSecrets', { UserPoolId: poolId, ClientId: id }).ClientSecrets).toEqual([]);
  });

  test('may be given its secret, but not together with GenerateSecret', () => {
    const { pool, client, refusal } = standaloneCognito();
    const poolId = pool();
    const own = 'chosen_by_the_caller+123456';
    expect(client(poolId, { GenerateSecret: false, ClientSecret: own }).secret).toBe(own);
    const both = { UserPoolId: poolId, ClientName: 'a', GenerateSecret: true, ClientSecret: own };
    expect(refusal('CreateUserPoolClient', both).code).toBe('InvalidParameterException');
  });

  test('keeps id, secret and unnamed name through an update that replaces all else', () => {
    const { pool, client, call, clock } = standaloneCognito();
    const poolId = pool();
    const { id, secret } = client(poolId, { AccessTokenValidity: 2, LogoutURLs: ['https://a.example'] });
    clock.now += 60_000;
    const updated = call('UpdateUserPoolClient', { UserPoolId: poolId, ClientId: id, IdTokenValidity: 3 });
    expect(updated.UserPoolClient).toMatchObject({ ClientId: id, ClientName: 'orders', ClientSecret: secret });
    expect(updated.UserPoolClient).toMatchObject({ IdTokenValidity: 3, LastModifiedDate: clock.now / 1000 });
    expect(updated.UserPoolClient).not.toHaveProperty('AccessTokenValidity');
    expect(updated.UserPoolClient).not.toHaveProperty('LogoutURLs');
    const renamed = call('UpdateUserPoolClient', { UserPoolId: poolId, ClientId: id, ClientName: 'bills' });
    expect(renamed.UserPoolClient?.ClientName).toBe('bills');
  });

  test('may bear a name that another client of the pool bears', () => {
    const { pool, client, cognito } = standaloneCognito();
    const poolId = pool();
    client(poolId);
    client(poolId);
    expect(cognito.clientsOf(poolId).map(({ clientName }) => clientName)).toEqual(['orders', 'orders']);
  });

  test('is gone once deleted, and was never in another pool', () => {
    const { pool, client, call, refusal } = standaloneCognito();
    const [poolId, other] = [pool(), pool()];
    const { id } = client(poolId);
    const missing = { code: 'ResourceNotFoundException', message: `User pool client ${id} does not exist.` };
    expect(refusal('DescribeUserPoolClient', { UserPoolId: other, ClientId: id })).toEqual(missing);
    call('DeleteUserPoolClient', { UserPoolId: poolId, ClientId: id });
    for (const operation of ['DescribeUserPoolClient', 'UpdateUserPoolClient', 'DeleteUserPoolClient']) {
      expect(refusal(operation, { UserPoolId: poolId, ClientId: id })).toEqual(missing);
    }
  });

  test('is refused beyond the limit of the pool, which a test may raise', () => {
    const { pool, client, refusal } = standaloneCognito({ clientsPerPool: 2 });
    const poolId = pool();
    client(poolId);
    client(poolId);
    const third = { UserPoolId: poolId, ClientName: 'third' };
    expect(refusal('CreateUserPoolClient', third).code).toBe('LimitExceededException');
  });
});

describe('the listing of app clients', () => {
  test('gives id, name and pool of each once, 60 a page', () => {
    const { pool, client, call } = standaloneCognito();
    const poolId = pool();
    const ids = Array.from({ length: 61 }, () => client(poolId).id);
    const first = call('ListUserPoolClients', { UserPoolId: poolId });
    const second = call('ListUserPoolClients', { UserPoolId: poolId, NextToken: first.NextToken });
    expect([first.UserPoolClients?.length, second.UserPoolClients?.length]).toEqual([60, 1]);
    const listed = [...(first.UserPoolClients ?? []), ...(second.UserPoolClients ?? [])];
    expect(listed.map(({ ClientId }) => ClientId).toSorted()).toEqual(ids.toSorted());
    expect(listed[0]).toEqual({ ClientId: listed[0]?.ClientId, ClientName: 'orders', UserPoolId: poolId });
    expect(second.NextToken).toBeUndefined();
  });

  test('goes on past members that were deleted between two pages', () => {
    const { pool, client, call } = standaloneCognito();
    const poolId = pool();
    const ids = Array.from({ length: 4 }, () => client(poolId).id).toSorted();
    const first = call('ListUserPoolClients', { UserPoolId: poolId, MaxResults: 2 });
    call('DeleteUserPoolClient', { UserPoolId: poolId, ClientId: ids[1] });
    const rest = call('ListUserPoolClients', { UserPoolId: poolId, MaxResults: 2, NextToken: first.NextToken });
    expect(rest.UserPoolClients?.map(({ ClientId }) => ClientId)).toEqual(ids.slice(2));
  });

  test('filters by type after the page is cut: pages may be short or empty and still carry a token', () => {
    const { pool, client, call, cognito } = standaloneCognito();
    const poolId = pool();
    const regular = client(poolId).id;
    const strangers = Array.from({ length: 3 }, () => cognito.registerDynamically(poolId, { clientName: 'orders' }));
    const listed = (type: string): (readonly string[])[] => {
      const pages: string[][] = [];
      for (let token: string | undefined; pages.length === 0 || token !== undefined; ) {
        const page = call('ListUserPoolClients', {
          UserPoolId: poolId,
          MaxResults: 1,
          ClientType: type,
          ...(token && { NextToken: token }),
        });
        pages.push((page.UserPoolClients ?? []).map(({ ClientId }) => ClientId ?? ''));
        token = page.NextToken;
      }
      return pages;
    };
    expect(listed('REGULAR')).toHaveLength(4);
    expect(listed('REGULAR').flat()).toEqual([regular]);
    expect(listed('DCR').flat().toSorted()).toEqual(strangers.map(({ clientId }) => clientId).toSorted());
    expect(call('ListUserPoolClients', { UserPoolId: poolId }).UserPoolClients).toHaveLength(4);
  });
});

describe('a client that registered itself', () => {
  test('is of type DCR, has a secret, and no record of it reaches the trail', () => {
    const { pool, call, cognito, records } = standaloneCognito();
    const poolId = pool();
    const before = records.length;
    const { clientId, clientSecret } = cognito.registerDynamically(poolId, { clientName: 'orders' });
    expect(records).toHaveLength(before);
    const described = call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: clientId }).UserPoolClient;
    expect(described).toMatchObject({ ClientType: 'DCR', ClientName: 'orders', ClientSecret: clientSecret });
    expect(cognito.secretsEverMinted()).toContain(clientSecret);
  });
});

describe('the settings of a client', () => {
  const machine = {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['https://orders.example/read'],
    AllowedOAuthFlowsUserPoolClient: true,
  };

  const bothFlows = { AllowedOAuthFlows: ['client_credentials', 'code'], CallbackURLs: ['https://a.example'] };

  test('may ask for the custom scopes of a resource server of the pool', () => {
    const { pool, client, call } = standaloneCognito();
    const poolId = pool();
    const server = { UserPoolId: poolId, Identifier: 'https://orders.example', Name: 'orders' };
    call('CreateResourceServer', { ...server, Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }] });
    const { id } = client(poolId, machine);
    expect(call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: id }).UserPoolClient).toMatchObject(machine);
  });

  test.each([
    ['a scope that no resource server has', machine, 'ScopeDoesNotExistException'],
    ['client credentials without a secret', { ...machine, GenerateSecret: false }, 'InvalidOAuthFlowException'],
    ['another flow beside it', bothFlows, 'InvalidOAuthFlowException'],
    ['a user scope', { ...machine, AllowedOAuthScopes: ['openid'] }, 'InvalidOAuthFlowException'],
    ['the code flow without a callback', { AllowedOAuthFlows: ['code'] }, 'InvalidOAuthFlowException'],
    ['OAuth without flows', { AllowedOAuthFlowsUserPoolClient: true }, 'InvalidParameterException'],
    ['a default redirect outside the callbacks', { DefaultRedirectURI: 'https://a.b' }, 'InvalidParameterException'],
    ['a provider that is not there', { SupportedIdentityProviders: ['Okta'] }, 'InvalidParameterException'],
    [
      'old and new flows',
      { ExplicitAuthFlows: ['USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH'] },
      'InvalidParameterException',
    ],
    ['tokens of four minutes', validity(4, 'minutes'), 'InvalidParameterException'],
    ['tokens of 25 hours', validity(25, 'hours'), 'InvalidParameterException'],
  ])('are refused with %s', (_, settings, code) => {
    const { pool, client, refusal } = standaloneCognito();
    const poolId = pool();
    const given = { UserPoolId: poolId, ClientName: 'orders', GenerateSecret: true, ...settings };
    expect(refusal('CreateUserPoolClient', given).code).toBe(code);
    const update = { UserPoolId: poolId, ClientId: client(poolId, { GenerateSecret: given.GenerateSecret }).id };
    expect(refusal('UpdateUserPoolClient', { ...update, ...settings }).code).toBe(code);
  });

  test('may have token validities in the units that they name', () => {
    const { pool, client } = standaloneCognito();
    expect(client(pool(), { ...validity(5, 'minutes'), RefreshTokenValidity: 3650 }).id).not.toBe('');
  });
});

function validity(length: number, unit: string): Record<string, unknown> {
  return { AccessTokenValidity: length, TokenValidityUnits: { AccessToken: unit } };
}
