import { describe, expect, test } from 'vitest';
import type { Json } from '../../local-aws/service.ts';
import { app, open, openToRobots, registrationScope, registry, robot } from './cognito-registration-fixture.ts';
import { basic, cognitoWeb } from './cognito-web-fixture.ts';

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
