import { describe, expect, test } from 'vitest';
import type { Json } from '../../local-aws/service.ts';
import { basic, cognitoWeb, machine } from './cognito-web-fixture.ts';

const registrationScope = 'aws.cognito/dcr/register';
const app = { client_name: 'agent', redirect_uris: ['https://agent.example/callback'] };
const robot = { client_name: 'robot', grant_types: ['client_credentials'] };
const open = { OpenDcrEnabled: true };
const openToRobots = { ...open, OpenDcrGrantTypes: ['client_credentials'], AllowedScopes: ['orders/read'] };

function registry(DcrConfiguration: Json = open, limits: { clientsPerPool?: number } = {}) {
  return cognitoWeb({ DcrConfiguration }, limits);
}

describe('an application that registers itself', () => {
  test('gets an id and a secret, is a client of type DCR, and no record of it reaches the trail', async () => {
    const pool = registry();
    const before = pool.records.length;
    const { status, headers, json } = await pool.register(app);
    expect(status).toBe(201);
    expect(headers['cache-control']).toContain('no-store');
    const [stranger] = pool.strangers();
    expect(json).toEqual({
      client_id: stranger?.clientId,
      client_id_issued_at: pool.clock.now / 1000,
      client_secret: stranger?.secrets[0],
      client_secret_expires_at: 0,
      client_name: 'agent',
      redirect_uris: ['https://agent.example/callback'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: 'openid email phone profile',
    });
    expect(pool.records).toHaveLength(before);
    expect(pool.cognito.secretsEverMinted()).toContain(json.client_secret);
    const at = { UserPoolId: pool.poolId, ClientId: json.client_id };
    expect(pool.call('DescribeUserPoolClient', at).UserPoolClient).toMatchObject({
      ClientType: 'DCR',
      ClientName: 'agent',
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'phone', 'profile'],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: ['https://agent.example/callback'],
    });
  });

  test('is public when it wants no secret', async () => {
    const pool = registry();
    const { status, json } = await pool.register({ ...app, token_endpoint_auth_method: 'none' });
    expect(status).toBe(201);
    expect(json).not.toHaveProperty('client_secret');
    expect(json).not.toHaveProperty('client_secret_expires_at');
    expect(pool.strangers()).toMatchObject([{ clientName: 'agent', secrets: [] }]);
  });

  test('gets tokens as a machine where the pool lets machines register', async () => {
    const pool = registry(openToRobots);
    const { json } = await pool.register(robot);
    expect(json).toMatchObject({ scope: 'orders/read', response_types: [], redirect_uris: [] });
    const credentials = basic(String(json.client_id), String(json.client_secret));
    const { json: issued } = await pool.token({ grant_type: 'client_credentials' }, credentials);
    expect((await pool.verified(issued.access_token)).payload.scope).toBe('orders/read');
  });

  test('gets no scope to register others, also where the pool lists it', async () => {
    const pool = registry({ ...openToRobots, AllowedScopes: ['orders/read', registrationScope] });
    expect((await pool.register(robot)).json).toMatchObject({ scope: 'orders/read' });
  });

  test('may ask for fewer scopes, for refresh tokens, and send metadata that means nothing here', async () => {
    const pool = registry({ ...open, AllowedScopes: ['orders/read', 'aws.cognito.signin.user.admin'] });
    const scope = 'openid orders/read';
    const grants = {
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
    };
    const { status, json } = await pool.register({ ...app, ...grants, scope, logo_uri: 'https://a.example/logo' });
    expect(status).toBe(201);
    expect(json).toMatchObject({ ...grants, scope });
    expect(json).not.toHaveProperty('logo_uri');
  });

  test('may leave out its name', async () => {
    const pool = registry();
    expect((await pool.register({ redirect_uris: app.redirect_uris })).status).toBe(201);
    expect(pool.strangers()).toHaveLength(1);
  });

  test.each(['http://localhost:3000/callback', 'http://127.0.0.1/', 'http://[::1]:8080/', 'com.acme.agent://callback'])(
    'may be sent its code at %s',
    async (uri) => {
      expect((await registry().register({ ...app, redirect_uris: [uri] })).status).toBe(201);
    },
  );

  test.each([
    'http://agent.example/callback',
    'https://agent.example/#callback',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,a',
  ])('is never sent its code at %s', async (uri) => {
    const pool = registry();
    const { status, json } = await pool.register({ ...app, redirect_uris: [...app.redirect_uris, uri] });
    expect({ status, json }).toEqual({ status: 400, json: { error: 'invalid_redirect_uri' } });
    expect(pool.strangers()).toEqual([]);
  });

  test('must say where its code is sent', async () => {
    expect((await registry().register({ client_name: 'agent' })).json).toEqual({ error: 'invalid_redirect_uri' });
  });

  test.each<[string, Json | string, Json?]>([
    ['that is no JSON', '{'],
    ['that is no object', '[]'],
    ['with a number for a name', { ...app, client_name: 1 }],
    ['with a text for a list', { ...app, redirect_uris: 'https://agent.example' }],
    ['with a name outside of Cognito’s pattern', { ...app, client_name: 'agent (beta)' }],
    ['with an empty name', { ...app, client_name: '' }],
    ['with an over-long name', { ...app, client_name: 'a'.repeat(129) }],
    ['with an over-long redirect', { ...app, redirect_uris: [`https://a.example/${'a'.repeat(1024)}`] }],
    ['with no grant at all', { ...app, grant_types: [] }],
    ['with the implicit grant', { ...app, grant_types: ['implicit'] }],
    ['with refresh tokens only', { ...app, grant_types: ['refresh_token'] }],
    ['with both flows', { ...app, grant_types: ['authorization_code', 'client_credentials'] }],
    ['with a grant that the pool does not open', robot, { ...open, AllowedScopes: ['orders/read'] }],
    ['with a grant that Cognito does not register', { ...app, grant_types: ['authorization_code', 'implicit'] }],
    ['with a response that does not go with the grant', { ...app, response_types: ['token'] }],
    ['with no response for a code', { ...app, response_types: [] }],
    ['with a code for a machine', { ...robot, response_types: ['code'] }, openToRobots],
    ['with an unknown way of proving itself', { ...app, token_endpoint_auth_method: 'private_key_jwt' }],
    ['of a machine without a secret', { ...robot, token_endpoint_auth_method: 'none' }, openToRobots],
    ['with a scope of the pool that is not allowed', { ...app, scope: 'openid orders/read' }],
    [
      'with the scope to register others',
      { ...app, scope: registrationScope },
      { ...open, AllowedScopes: [registrationScope] },
    ],
    ['with an allowed scope that no server has', { ...app, scope: 'a/b' }, { ...open, AllowedScopes: ['a/b'] }],
    ['of a machine with a person’s scope', { ...robot, scope: 'openid' }, openToRobots],
    ['of a machine where no scope is for machines', robot, { ...openToRobots, AllowedScopes: [] }],
  ])('is refused with metadata %s', async (_, metadata, configuration = open) => {
    const pool = registry(configuration);
    const { status, json } = await pool.register(metadata);
    expect({ status, error: json.error }).toEqual({ status: 400, error: 'invalid_client_metadata' });
    expect(json.error_description).toEqual(expect.any(String));
    expect(pool.strangers()).toEqual([]);
  });

  test('is refused as a form, and when the pool is full', async () => {
    const pool = registry(open, { clientsPerPool: 1 });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await pool.register(app, form)).json.error).toBe('invalid_client_metadata');
    expect((await pool.register(app)).status).toBe(201);
    expect((await pool.register(app)).json.error).toBe('invalid_client_metadata');
  });
});

describe('the registration endpoint', () => {
  test.each<[string, Json]>([
    ['without a configuration', {}],
    ['when it is switched off', { DcrConfiguration: { ...open, EnableStatus: 'Disabled' } }],
    ['in the Lite tier', { DcrConfiguration: open, UserPoolTier: 'LITE' }],
  ])('is not there %s', async (_, members) => {
    const web = cognitoWeb(members);
    expect((await web.register(app)).status).toBe(404);
    expect((await web.ask({ path: '/oauth2/register' }))?.status).toBe(404);
  });

  test('is on as soon as the pool has a configuration, and off when an update leaves it out', async () => {
    const pool = registry({ ...open, EnableStatus: 'Enabled' });
    expect((await pool.register(app)).status).toBe(201);
    expect((await pool.ask({ path: '/oauth2/register' }))?.status).toBe(405);
    pool.call('UpdateUserPool', { UserPoolId: pool.poolId });
    expect((await pool.register(app)).status).toBe(404);
  });

  test.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['another scheme', basic('a', 'b')],
    ['what is no token', { authorization: 'Bearer abc' }],
    ['an unsigned token', { authorization: `Bearer ${btoa('{"alg":"none"}')}.${btoa('{}')}.` }],
  ])('that is not open to all wants a token, not %s', async (_, headers) => {
    const pool = registry({});
    const { status, json, headers: answered } = await pool.register(app, headers);
    expect({ status, json }).toEqual({ status: 401, json: { error: 'invalid_token' } });
    expect(answered['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect(pool.strangers()).toEqual([]);
  });

  test('takes a living token of this pool with the scope to register, for apps and machines alike', async () => {
    const pool = registry({ AllowedScopes: ['orders/read'] });
    const bearer = await pool.bearer(registrationScope);
    expect((await pool.register(app, bearer)).status).toBe(201);
    expect((await pool.register(robot, bearer)).status).toBe(201);
    pool.clock.now += 3_600_000;
    expect((await pool.register(app, bearer)).json).toEqual({ error: 'invalid_token' });
  });

  test('occupies the clock while it looks at a token', async () => {
    const pool = registry({});
    const bearer = await pool.bearer(registrationScope);
    const asked = pool.register(app, bearer);
    expect(pool.occupied()).toBeGreaterThan(0);
    expect((await asked).status).toBe(201);
    expect(pool.occupied()).toBe(0);
  });

  test('takes no token of another pool, and none without that scope', async () => {
    const pool = registry({});
    const other = await registry({}).bearer(registrationScope);
    expect((await pool.register(app, other)).json).toEqual({ error: 'invalid_token' });
    const without = await pool.register(app, await pool.bearer('orders/read'));
    expect({ status: without.status, json: without.json }).toEqual({
      status: 403,
      json: { error: 'insufficient_scope' },
    });
    expect(pool.strangers()).toEqual([]);
  });

  test('looks at a token also where it wants none', async () => {
    const { status } = await registry().register(app, { authorization: 'Bearer abc' });
    expect(status).toBe(401);
  });

  test.each<[string, Json, Json]>([
    ['strangers nothing with an empty list', { ...open, OpenDcrGrantTypes: [] }, app],
    ['strangers nothing with implicit alone, which means nothing', { ...open, OpenDcrGrantTypes: ['implicit'] }, app],
    ['strangers no app when it lists machines', openToRobots, app],
  ])('lets %s', async (_, configuration, metadata) => {
    expect((await registry(configuration).register(metadata)).json.error).toBe('invalid_client_metadata');
  });

  test('lets bearers of a token register what their own list says, whatever strangers may', async () => {
    const pool = registry({ ...openToRobots, AuthenticatedGrantTypes: ['code'] });
    const bearer = await pool.bearer(registrationScope);
    expect((await pool.register(app, bearer)).status).toBe(201);
    expect((await pool.register(robot, bearer)).json.error).toBe('invalid_client_metadata');
  });
});

describe('a registered client', () => {
  test('can never hold the scope to register others, and has no secret operations', async () => {
    const pool = registry(openToRobots);
    const { client_id: ClientId } = (await pool.register(robot)).json;
    const at = { UserPoolId: pool.poolId, ClientId };
    const update = { ...at, ...machine, AllowedOAuthScopes: [registrationScope] };
    expect(pool.refusal('UpdateUserPoolClient', update).code).toBe('InvalidParameterException');
    expect(pool.refusal('AddUserPoolClientSecret', at).code).toBe('InvalidParameterException');
  });
});
