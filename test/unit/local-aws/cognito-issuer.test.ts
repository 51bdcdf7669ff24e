import { describe, expect, test } from 'vitest';
import { tokenEndpoints } from '../../../lambdas/core/user-pool.ts';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';
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

describe('a domain’s host', () => {
  test.each([
    ['eu-west-1', 'acme', undefined],
    ['us-gov-west-1', 'acme', undefined],
    ['eu-west-1', undefined, 'auth.acme.example'],
    ['us-gov-west-1', 'acme', 'auth.acme.example'],
  ])(
    'in %s for prefix %s and custom domain %s is where the reconciler says tokens are',
    async (region, prefix, custom) => {
      const { cognito, pool, call } = standaloneCognito({}, { region });
      const UserPoolId = pool();
      if (prefix !== undefined) call('CreateUserPoolDomain', { UserPoolId, Domain: prefix });
      if (custom !== undefined) {
        call('CreateUserPoolDomain', { UserPoolId, Domain: custom, CustomDomainConfig: certificate });
      }
      const { Name: name = '', Arn: arn = '', ...described } = call('DescribeUserPool', { UserPoolId }).UserPool ?? {};
      const { Domain: domainPrefix = '', CustomDomain: customDomain = '' } = described;
      const endpoints = tokenEndpoints({ id: UserPoolId, name, arn, tags: {}, domainPrefix, customDomain }, region);
      expect(endpoints).toHaveLength([prefix, custom].filter((domain) => domain !== undefined).length);
      for (const endpoint of endpoints) {
        const { host, pathname: path } = new URL(endpoint);
        expect(cognito.web.owns(host)).toBe(true);
        const request = { method: 'POST', host, path, query: new URLSearchParams(), headers: {}, body: '' };
        expect((await cognito.web.answer(request))?.body).toBe('{"error":"invalid_request"}');
      }
    },
  );

  test.each([
    'nobody.auth.eu-west-1.amazoncognito.com',
    'orders.auth.us-east-1.amazoncognito.com',
    'orders.auth-fips.eu-west-1.amazoncognito.com',
    'auth.acme.example.auth.eu-west-1.amazoncognito.com',
  ])('that is nobody’s is still AWS’s: %s is not found', async (host) => {
    const web = cognitoWeb();
    web.call('CreateUserPoolDomain', {
      UserPoolId: web.poolId,
      Domain: 'auth.acme.example',
      CustomDomainConfig: certificate,
    });
    expect(web.cognito.web.owns(host)).toBe(true);
    expect(await web.ask({ host, method: 'POST', path: '/oauth2/token' })).toMatchObject({ status: 404, body: '' });
  });

  test.each(['orders', 'auth.acme.example', 'amazoncognito.com.example', 'cognito-idp.us-east-1.amazonaws.com'])(
    'is not %s, which is somebody else’s',
    async (host) => {
      const web = cognitoWeb();
      expect(web.cognito.web.owns(host)).toBe(false);
      expect(await web.ask({ host, method: 'POST', path: '/oauth2/token' })).toBeUndefined();
    },
  );

  test('is no longer the pool’s once the domain is deleted', async () => {
    const web = cognitoWeb();
    web.call('DeleteUserPoolDomain', { UserPoolId: web.poolId, Domain: 'orders' });
    expect((await web.ask({ method: 'POST', path: '/oauth2/token' }))?.status).toBe(404);
  });

  test.each(['/', '/login', '/oauth2/authorize', '/oauth2/userInfo', '/.well-known/jwks.json', '/oauth2/token/'])(
    'has nothing at %s, where people would be',
    async (path) => {
      expect((await cognitoWeb().ask({ path }))?.status).toBe(404);
    },
  );
});
