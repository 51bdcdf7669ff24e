import { describe, expect, test } from 'vitest';
import type { Json } from '../../local-aws/service.ts';
import { app, open, openToRobots, registrationScope, registry, robot } from './cognito-registration-fixture.ts';

describe('an application that registers itself', () => {
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
