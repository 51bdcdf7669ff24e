import { describe, expect, test } from 'vitest';
import { app, open, openToRobots, registrationScope, registry, robot } from './cognito-registration-fixture.ts';
import { basic, machine } from './cognito-web-fixture.ts';

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
