import { describe, expect, test } from 'vitest';
import { basic, cognitoWeb, machine } from './cognito-web-fixture.ts';

const grant = { grant_type: 'client_credentials' };
const codeFlow = { ...machine, AllowedOAuthFlows: ['code'], CallbackURLs: ['https://a.example'] };
const notEnabled = { ...machine, AllowedOAuthFlowsUserPoolClient: false };
const form = 'grant_type=client_credentials';
const code = { grant_type: 'authorization_code' };
const refresh = { grant_type: 'refresh_token' };
const open = { GenerateSecret: false };

describe('the token endpoint', () => {
  test.each<[string, Record<string, string> | string, string, Record<string, unknown>?]>([
    ['no grant type', {}, 'invalid_request'],
    ['an empty grant type', { grant_type: '' }, 'invalid_request'],
    ['the grant type twice', `${form}&${form}`, 'invalid_request'],
    ['the scope twice', `${form}&scope=orders/read&scope=orders/read`, 'invalid_request'],
    ['another client id in the form', { ...grant, client_id: 'another' }, 'invalid_request'],
    ['another secret in the form', { ...grant, client_secret: 'another' }, 'invalid_request'],
    ['a grant that nobody has', { grant_type: 'urn:example:grant' }, 'unsupported_grant_type'],
    ['the grant of a password', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a grant named like a member of every object', { grant_type: 'constructor' }, 'unsupported_grant_type'],
    ['a scope that is nobody’s', { ...grant, scope: 'orders/delete' }, 'invalid_scope'],
    ['a scope of its own and another', { ...grant, scope: 'orders/read openid' }, 'invalid_scope'],
    ['a scope of the pool, not of the client', { ...grant, scope: 'orders/write' }, 'invalid_scope', readOnly()],
    ['a client of the code flow', grant, 'unauthorized_client', codeFlow],
    ['a client of no flow', grant, 'unauthorized_client', { ...notEnabled, AllowedOAuthFlows: [] }],
    ['a client that may not use OAuth', grant, 'invalid_grant', notEnabled],
    ['a code for a client of machines', { ...code, code: 'a' }, 'unauthorized_client'],
    ['a refresh token for a client of machines', { ...refresh, refresh_token: 'a' }, 'unauthorized_client'],
    ['a code that was never given', { ...code, code: 'a' }, 'invalid_grant', codeFlow],
    ['a refresh token that was never given', { ...refresh, refresh_token: 'a' }, 'invalid_grant', codeFlow],
    ['the grant of a code without one', code, 'invalid_request', codeFlow],
    ['the grant of a refresh token without one', refresh, 'invalid_request', codeFlow],
  ])('refuses %s', async (_, body, error, settings = {}) => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine(settings);
    const { status, headers, json } = await web.token(body, basic(id, secret));
    expect({ status, json }).toEqual({ status: 400, json: { error } });
    expect(headers).toMatchObject({ 'content-type': 'application/json;charset=UTF-8', pragma: 'no-cache' });
  });

  test.each<[string, (id: string, secret: string) => Record<string, string>, string]>([
    ['no credentials', () => ({}), 'invalid_request'],
    ['another scheme', () => ({ authorization: 'Bearer abc' }), 'invalid_request'],
    ['no base64', () => ({ authorization: 'Basic a:b' }), 'invalid_request'],
    ['no colon', () => ({ authorization: `Basic ${btoa('ab')}` }), 'invalid_request'],
    ['no id', (_, secret) => basic('', secret), 'invalid_request'],
    ['a line break', (id, secret) => broken(basic(id, secret)), 'invalid_request'],
    ['no secret', (id) => basic(id, ''), 'invalid_client'],
    ['a wrong secret', (id) => basic(id, 'wrong'), 'invalid_client'],
    ['the secret and more', (id, secret) => basic(id, `${secret}0`), 'invalid_client'],
    ['less than the secret', (id, secret) => basic(id, secret.slice(0, -1)), 'invalid_client'],
    ['an unknown client', (_, secret) => basic('nobody', secret), 'invalid_client'],
  ])('refuses a header with %s', async (_, headers, error) => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const { status, json } = await web.token(grant, headers(id, secret));
    expect({ status, json }).toEqual({ status: 400, json: { error } });
  });

  test.each(['application/json', 'text/plain', 'multipart/form-data', ''])(
    'refuses content of type “%s”',
    async (type) => {
      const web = cognitoWeb();
      const { id, secret = '' } = web.machine();
      const { status, json } = await web.token(grant, { ...basic(id, secret), 'content-type': type });
      expect({ status, json }).toEqual({ status: 400, json: { error: 'invalid_request' } });
    },
  );

  test('refuses a client of another pool', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.client(web.pool());
    expect((await web.token(grant, basic(id, secret))).json).toEqual({ error: 'invalid_client' });
  });

  test('refuses a deleted client', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    web.call('DeleteUserPoolClient', { UserPoolId: web.poolId, ClientId: id });
    expect((await web.token(grant, basic(id, secret))).json).toEqual({ error: 'invalid_client' });
  });

  test('refuses a public client, and one that shows a secret that it does not have', async () => {
    const web = cognitoWeb();
    const { id } = web.machine({ ...codeFlow, ...open });
    expect((await web.token({ ...grant, client_id: id })).json).toEqual({ error: 'unauthorized_client' });
    expect((await web.token({ ...code, client_id: id, code: 'a' })).json).toEqual({ error: 'invalid_grant' });
    const withSecret = { ...grant, client_id: id, client_secret: 'undefined' };
    expect((await web.token(withSecret)).json).toEqual({ error: 'invalid_client' });
  });

  test('refuses every method but POST, without a word', async () => {
    const web = cognitoWeb();
    for (const method of ['GET', 'PUT', 'OPTIONS']) {
      expect(await web.ask({ method, path: '/oauth2/token' })).toMatchObject({
        status: 405,
        headers: { allow: 'POST' },
        body: '',
      });
    }
  });

  test('never says what it was sent', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const forms = [
      { ...grant, client_id: 'nobody', client_secret: secret },
      { ...grant, client_id: id, client_secret: secret, scope: secret },
      { grant_type: secret, client_id: id, client_secret: secret },
    ];
    for (const sent of forms) expect(JSON.stringify(await web.token(sent))).not.toContain(secret);
  });
});

function readOnly(): Record<string, unknown> {
  return { AllowedOAuthScopes: ['orders/read'] };
}

function broken({ authorization }: { authorization: string }): { authorization: string } {
  return { authorization: `${authorization.slice(0, -8)}\n${authorization.slice(-8)}` };
}
