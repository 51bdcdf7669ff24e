import { describe, expect, test } from 'vitest';
import { signingKeys } from '../../local-aws/cognito/web/signing-keys.ts';
import { cognitoWeb } from './cognito-web-fixture.ts';

const certificate = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc' };

describe('the issuer', () => {
  test('publishes the public halves of two RSA keys a pool, the same at every time, for anybody to keep', async () => {
    const web = cognitoWeb();
    const answer = await web.issued('jwks.json');
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'content-type': expect.stringMatching(/^application\/json/),
        'cache-control': 'public, max-age=86400',
        'access-control-allow-origin': '*',
      },
    });
    const key = {
      kty: 'RSA',
      alg: 'RS256',
      use: 'sig',
      e: 'AQAB',
      n: expect.stringMatching(/^[\w-]{342}$/),
      kid: expect.stringMatching(/^[\w+/]{43}=$/),
    };
    expect(answer?.json).toEqual({ keys: [key, key] });
    const { keys } = await web.keys();
    expect(new Set(keys.flatMap(({ kid, n }) => [kid, n])).size).toBe(4);
    expect((await web.issued('jwks.json'))?.json).toEqual(answer?.json);
    expect(await web.keys(web.pool())).not.toEqual(answer?.json);
  });

  test('tells where the endpoints of the pool’s domain are, the custom one’s when there are two', async () => {
    const web = cognitoWeb();
    const address = 'https://orders.auth.eu-west-1.amazoncognito.com';
    expect((await web.issued('openid-configuration'))?.json).toEqual({
      authorization_endpoint: `${address}/oauth2/authorize`,
      end_session_endpoint: `${address}/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: web.issuer,
      jwks_uri: `${web.issuer}/.well-known/jwks.json`,
      response_types_supported: ['code', 'token'],
      revocation_endpoint: `${address}/oauth2/revoke`,
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: `${address}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      userinfo_endpoint: `${address}/oauth2/userInfo`,
    });
    const custom = { UserPoolId: web.poolId, Domain: 'auth.acme.example', CustomDomainConfig: certificate };
    web.call('CreateUserPoolDomain', custom);
    const { token_endpoint: endpoint } = (await web.issued('openid-configuration'))?.json ?? {};
    expect(endpoint).toBe('https://auth.acme.example/oauth2/token');
  });

  test('tells of no endpoint of a pool without a domain', async () => {
    const web = cognitoWeb({ DcrConfiguration: {} });
    const { json = {} } = (await web.issued('openid-configuration', web.pool({ DcrConfiguration: {} }))) ?? {};
    expect(Object.keys(json).filter((member) => member.endsWith('_endpoint'))).toEqual([]);
    expect(json.jwks_uri).toContain('/.well-known/jwks.json');
  });

  test.each([
    ['is on', {}, true],
    ['is off', { EnableStatus: 'Disabled' }, false],
  ])('tells where clients register themselves while that %s', async (_, DcrConfiguration, listed) => {
    const web = cognitoWeb({ DcrConfiguration });
    const { registration_endpoint: endpoint } = (await web.issued('openid-configuration'))?.json ?? {};
    const address = 'https://orders.auth.eu-west-1.amazoncognito.com/oauth2/register';
    expect(endpoint).toBe(listed ? address : undefined);
  });

  test('knows no other pool, and leaves every other path and method to the SDK’s side', async () => {
    const web = cognitoWeb();
    const host = 'cognito-idp.eu-west-1.amazonaws.com';
    expect((await web.issued('jwks.json', 'eu-west-1_missing00'))?.status).toBe(404);
    expect(await web.issued('openid-federation')).toBeUndefined();
    expect(await web.ask({ host, path: '/' })).toBeUndefined();
    expect(await web.ask({ host, path: `/a/${web.poolId}/.well-known/jwks.json` })).toBeUndefined();
    for (const method of ['POST', 'HEADER', 'TARGET']) {
      expect(await web.ask({ host, method, path: `/${web.poolId}/.well-known/jwks.json` })).toBeUndefined();
    }
  });

  test('goes on with the keys that a pool is kept with, through JSON and back', async () => {
    const pool = {};
    const made = await signingKeys((work) => work, pool);
    expect(pool).toEqual({ idSigningKey: made.id, signingKey: made.access });
    const kept = JSON.parse(JSON.stringify(pool));
    expect(await signingKeys((work) => work, kept)).toEqual(made);
  });

  test('goes on with the one key of a pool that was kept before there were two', async () => {
    const { access } = await signingKeys((work) => work, {});
    const pool = { signingKey: access };
    const { id } = await signingKeys((work) => work, pool);
    expect(pool).toEqual({ signingKey: access, idSigningKey: id });
    expect(id.kid).not.toBe(access.kid);
  });

  test('answers HEAD as it answers GET', async () => {
    const web = cognitoWeb();
    const host = 'cognito-idp.eu-west-1.amazonaws.com';
    for (const document of ['jwks.json', 'openid-configuration']) {
      const path = `/${web.poolId}/.well-known/${document}`;
      expect(await web.ask({ host, method: 'HEAD', path })).toEqual(await web.ask({ host, path }));
    }
  });

  test('shows no private part of a key when the pool is described', async () => {
    const web = cognitoWeb();
    await web.issued('jwks.json');
    expect(JSON.stringify(web.call('DescribeUserPool', { UserPoolId: web.poolId }))).not.toContain('RSA');
  });
});
