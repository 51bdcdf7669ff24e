import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Neighbourhood } from '../consumers/neighbourhood.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

const orders = '/layered-apis/orders/prod';

describe('a service that logs in with what it finds', () => {
  let world: World;
  let pool: PoolInWorld;
  let neighbourhood: Neighbourhood;
  let api: string;

  beforeEach(async () => {
    // Programs beside the world check tokens by the machine's time.
    world = openWorld({ startAt: Date.now() });
    pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    neighbourhood = await Neighbourhood.around(world.aws);
    api = await neighbourhood.open('hello-api.ts', { USER_POOL_ID: pool.id, SCOPE: 'api/read' });
  });

  afterEach(async () => {
    await neighbourhood.close();
    expect(world.leaks({ programs: neighbourhood.printed })).toEqual([]);
  });

  const service = () => neighbourhood.run('service.ts', { CONFIGURATION: orders, API_URL: api });

  it('is greeted by an API that verifies its token, also after its client was replaced', async () => {
    const first = await pool.createClient('orders');
    await world.settle();
    expect(await service()).toBe('200 Hello World!');

    await pool.createClient('orders', {}, 'cloudformation');
    await pool.deleteClient(first.id, 'cloudformation');
    await world.settle();
    expect(await service()).toBe('200 Hello World!');
  });

  it('is greeted while its secret is rotated: before, between and after', async () => {
    const client = await pool.createClient('orders');
    await world.settle();
    const second = await pool.addSecret(client.id);
    await world.settle();
    expect(await service()).toBe('200 Hello World!');

    // Whoever rotates puts the new secret in place; the reconciler does not put the old one back.
    await world.put(orders, (world.text(orders) ?? '').replace(client.secret, second.value));
    await pool.deleteOldestSecret(client.id);
    await world.sweep();
    expect(await service()).toBe('200 Hello World!');
  });

  it('is turned away by the API when its token allows something else', async () => {
    const { cognito } = world.as('person');
    const scopes = ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName }));
    await world.did(
      cognito.updateResourceServer({ UserPoolId: pool.id, Identifier: 'api', Name: 'api', Scopes: scopes }),
    );
    await pool.createClient('orders', { AllowedOAuthScopes: ['api/write'] });
    await world.settle();
    expect(await service()).toMatch(/^401 /);
  });
});

it('gives a sign-in page’s public client its url and its id, and no secret', async () => {
  const world = openWorld();
  const pool = await world.createPool('people', { tags: { 'ssm-sync:web': '/layered-apis/web' }, domain: 'acme' });
  const web = await pool.createClient('web', {
    GenerateSecret: false,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['implicit'],
    AllowedOAuthScopes: ['openid', 'email'],
    CallbackURLs: ['https://shop.example/callback'],
    LogoutURLs: ['https://shop.example/bye'],
    SupportedIdentityProviders: ['COGNITO'],
  });
  await world.settle();
  expect(world.credentials('/layered-apis/web')).toEqual({ url: endpoint('acme'), clientId: web.id });
});

it('treats pools and clients that CloudFormation or SAM makes like any other', async () => {
  const world = openWorld();
  const { cognito } = world.as('cloudformation');
  const { UserPool } = await world.did(
    cognito.createUserPool({
      PoolName: 'stack-UserPool-1ABC',
      UserPoolTags: { 'ssm-sync:stack-app': '/layered-apis/app', 'ssm-sync': '/layered-apis/:clientName' },
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 8 } },
      Schema: [{ Name: 'email', AttributeDataType: 'String', Required: true }],
    }),
  );
  const UserPoolId = UserPool?.Id ?? '';
  world.pools.push(UserPoolId);
  await world.did(cognito.createUserPoolDomain({ UserPoolId, Domain: 'stack' }));
  const app = await world.did(
    cognito.createUserPoolClient({
      UserPoolId,
      ClientName: 'stack-app',
      GenerateSecret: false,
      ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH'],
    }),
  );
  const machine = await world.did(
    cognito.createUserPoolClient({ UserPoolId, ClientName: 'machine', GenerateSecret: true }),
  );
  await world.settle();
  expect(world.credentials('/layered-apis/app')).toEqual({
    url: endpoint('stack'),
    clientId: app.UserPoolClient?.ClientId,
  });
  const { ClientId: id = '', ClientSecret: secret = '' } = machine.UserPoolClient ?? {};
  expect(world.credentials('/layered-apis/machine')).toEqual(credentialsOf({ id, secret }, 'stack'));
});
