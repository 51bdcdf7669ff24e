import { describe, expect, test } from 'vitest';
import { AwsError, type Json } from '../../local-aws/service.ts';
import { cognitoWeb, scopes } from './cognito-web-fixture.ts';

const flow = { ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'] };

describe('GetClientToken', () => {
  test('gives a machine the same token as the domain would, without a domain and without an OAuth flow', async () => {
    const web = cognitoWeb();
    web.call('DeleteUserPoolDomain', { UserPoolId: web.poolId, Domain: 'orders' });
    const { id, secret } = web.client(web.poolId, { ...flow, AllowedOAuthScopes: scopes });
    const before = web.records.length;
    const answer = await web.clientToken({ ClientId: id, Secret: secret });
    expect(answer).toEqual({
      ClientAuthenticationResult: { AccessToken: expect.any(String), ExpiresIn: 3600, TokenType: 'Bearer' },
    });
    expect(web.records).toHaveLength(before);
    const { payload } = await web.verified(accessToken(answer));
    expect(payload).toMatchObject({ sub: id, client_id: id, token_use: 'access', version: 2, scope: scopes.join(' ') });
  });

  test('is for everybody: AWS looks at no signature of it', () => {
    expect(cognitoWeb().cognito.unauthenticated).toEqual(['GetClientToken']);
  });

  test('gives the asked scopes, for as long as the client’s settings say', async () => {
    const web = cognitoWeb();
    const settings = {
      AllowedOAuthScopes: scopes,
      AccessTokenValidity: 300,
      TokenValidityUnits: { AccessToken: 'seconds' },
    };
    const { id, secret } = web.client(web.poolId, { ...flow, ...settings });
    const answer = await web.clientToken({ ClientId: id, Secret: secret, Scopes: ['orders/write'] });
    expect(answer).toMatchObject({ ClientAuthenticationResult: { ExpiresIn: 300 } });
    expect((await web.verified(accessToken(answer))).payload.scope).toBe('orders/write');
  });

  test('takes every living secret', async () => {
    const web = cognitoWeb();
    const { id, secret } = web.client(web.poolId, flow);
    const at = { UserPoolId: web.poolId, ClientId: id };
    const added = web.call('AddUserPoolClientSecret', at).ClientSecretDescriptor?.ClientSecretValue;
    for (const Secret of [secret, added]) {
      expect(await web.clientToken({ ClientId: id, Secret })).toHaveProperty('ClientAuthenticationResult');
    }
  });

  test.each<[string, Json, Json, string]>([
    ['an unknown client', { ClientId: 'nobody' }, flow, 'ResourceNotFoundException'],
    ['a wrong secret', { Secret: 'wrong' }, flow, 'NotAuthorizedException'],
    ['a secret for a public client', { Secret: 'undefined' }, { GenerateSecret: false }, 'NotAuthorizedException'],
    ['a client of another flow', {}, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] }, 'InvalidParameterException'],
    ['a client without flows', {}, {}, 'InvalidParameterException'],
    ['a scope of the pool, not of the client', { Scopes: ['orders/write'] }, flow, 'InvalidParameterException'],
    ['no secret', { Secret: undefined }, flow, 'InvalidParameterException'],
    ['no client', { ClientId: undefined }, flow, 'InvalidParameterException'],
    ['a secret that no client can have', { Secret: 'with spaces' }, flow, 'InvalidParameterException'],
    ['a number for a secret', { Secret: 1 }, flow, 'SerializationException'],
  ])('refuses %s', async (_, input, settings, code) => {
    const web = cognitoWeb();
    const { id, secret } = web.client(web.poolId, { ...settings, AllowedOAuthScopes: ['orders/read'] });
    const answer = await web.clientToken({ ClientId: id, Secret: secret, ...input });
    expect(answer).toBeInstanceOf(AwsError);
    expect(answer).toMatchObject({ code });
    expect(String(answer)).not.toContain(secret ?? 'undefined');
    expect(String(answer)).not.toContain('with spaces');
  });
});

describe('the flow of GetClientToken', () => {
  test.each<[string, Json]>([
    ['beside another flow', { ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH', 'ALLOW_USER_AUTH'] }],
    ['without a secret', { ...flow, GenerateSecret: false }],
  ])('is refused %s', (_, settings) => {
    const web = cognitoWeb();
    const request = { UserPoolId: web.poolId, ClientName: 'orders', GenerateSecret: true, ...settings };
    expect(web.refusal('CreateUserPoolClient', request).code).toBe('InvalidParameterException');
    const { id } = web.client(web.poolId, { GenerateSecret: request.GenerateSecret });
    const update = { UserPoolId: web.poolId, ClientId: id, ...settings };
    expect(web.refusal('UpdateUserPoolClient', update).code).toBe('InvalidParameterException');
  });
});

function accessToken(answer: object): unknown {
  return 'ClientAuthenticationResult' in answer && (answer.ClientAuthenticationResult as Json).AccessToken;
}
