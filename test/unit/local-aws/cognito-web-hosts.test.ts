import { describe, expect, test } from 'vitest';
import { tokenEndpoints } from '../../../lambdas/core/user-pool.ts';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';
import { cognitoWeb } from './cognito-web-fixture.ts';

const certificate = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc' };

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
