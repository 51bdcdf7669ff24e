import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import type { World } from '../world.ts';
import { type CliAnswer, findAws } from './aws-cli.ts';
import { play } from './journey.ts';
import { machineToMachine } from './machine-to-machine.ts';
import { type Answers, type Reading, readingIn } from './reading.ts';
import { openScene } from './scene.ts';

/** The embedded AWS as the real AWS CLI sees it. The journey is played once; each test looks at some of its answers. */
const program = findAws('machine-to-machine authentication with the AWS CLI');

/** Some twenty-five commands; 0.7 s of work each. */
const patienceMilliseconds = 180_000;

describe.runIf(program !== undefined)('the AWS CLI', () => {
  let world: World;
  let auth: Answers<typeof machineToMachine>;
  let shown: Reading['shown'];
  let json: Reading['json'];

  beforeAll(async () => {
    world = openWorld({ quotas: false });
    const scene = await openScene(program ?? '', world);
    try {
      auth = await play(machineToMachine, scene);
    } finally {
      await scene.close();
    }
    const secretOf = (name: keyof typeof auth, way: RegExp): string => auth[name].stdout.match(way)?.[1] ?? '';
    const names = new Map([
      [secretOf('a machine client', /"ClientSecret": "(.+)"/), 'the secret of orders'],
      [secretOf('a second secret', /"ClientSecretValue": "(.+)"/), 'another secret of orders'],
    ]);
    ({ shown, json } = readingIn(world, names));
  }, patienceMilliseconds);

  function idsOf(answer: CliAnswer): { pool: string; client: string } {
    const { UserPoolClient } = json(answer) as { UserPoolClient: { UserPoolId: string; ClientId: string } };
    return { pool: UserPoolClient.UserPoolId, client: UserPoolClient.ClientId };
  }

  it('builds machine-to-machine authentication by hand, and finds the credentials where the tag says', () => {
    const { pool, client } = idsOf(auth['a machine client']);
    expect(json(auth['a user pool'])).toMatchObject({
      UserPool: { Id: pool, Name: 'layered-apis', Arn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool}` },
    });
    expect(json(auth['a machine client'])).toMatchObject({
      UserPoolClient: {
        ClientName: 'orders',
        ClientSecret: 'the secret of orders',
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthScopes: ['api/read'],
        AllowedOAuthFlowsUserPoolClient: true,
      },
    });
    expect(json(auth['the credentials, where the tag says'])).toEqual({
      auth: {
        cognito: {
          url: 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token',
          clientId: client,
          clientSecret: 'the secret of orders',
        },
      },
    });
  });

  it('describes a pool, its domain, its tags and its API as they were made', () => {
    const { pool } = idsOf(auth['a machine client']);
    const scopes = [
      { ScopeName: 'read', ScopeDescription: 'reads' },
      { ScopeName: 'write', ScopeDescription: 'writes' },
    ];
    const api = { UserPoolId: pool, Identifier: 'api', Name: 'api', Scopes: scopes };
    const tags = { 'ssm-sync:orders': '/layered-apis/orders/prod' };
    expect(json(auth['an API with two scopes'])).toEqual({ ResourceServer: api });
    expect(json(auth['the API as it is'])).toEqual({ ResourceServer: api });
    expect(json(auth['the pool as it is'])).toMatchObject({
      UserPool: { Id: pool, Name: 'layered-apis', Domain: 'acme', UserPoolTags: tags },
    });
    expect(json(auth['the tags of the pool'])).toEqual({ Tags: tags });
    expect(json(auth['the domain as it is'])).toMatchObject({
      DomainDescription: { UserPoolId: pool, Domain: 'acme', Status: 'ACTIVE', AWSAccountId: '123456789012' },
    });
    expect(json(auth['the tagged pools'])).toEqual({
      ResourceTagMappingList: [
        {
          ResourceARN: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool}`,
          Tags: [{ Key: 'ssm-sync:orders', Value: '/layered-apis/orders/prod' }],
        },
      ],
    });
  });

  it('prints as asked: what a query leaves as text, and lists as tables', () => {
    expect(shown(auth['the pool, found by its name'])).toBe(idsOf(auth['a machine client']).pool);
    const table = shown(auth['the APIs of the pool']);
    expect(table).toMatch(/^-+\n\| +ListResourceServers +\|\n/);
    expect(table).toMatch(/\|\|\| +writes +\| +write +\|\|\|/);
  });

  it('changes a client, whose id and secret stay', () => {
    const { pool, client } = idsOf(auth['a machine client']);
    expect(json(auth['the client as it is'])).toEqual(json(auth['a machine client']));
    expect(json(auth['another name, and one scope more'])).toMatchObject({
      UserPoolClient: {
        ClientId: client,
        ClientName: 'orders-two',
        ClientSecret: 'the secret of orders',
        AllowedOAuthScopes: ['api/read', 'api/write'],
      },
    });
    expect(json(auth['the clients of the pool'])).toEqual({
      UserPoolClients: [{ ClientId: client, UserPoolId: pool, ClientName: 'orders-two' }],
    });
  });

  it('adds a second secret, shows its value that once, and takes it away again', ({ skip }) => {
    skip(auth['a second secret'].unknown, 'this version of the AWS CLI knows no secrets of a client');
    const { ClientSecretDescriptor: added } = json(auth['a second secret']) as {
      ClientSecretDescriptor: Record<string, unknown>;
    };
    expect(added.ClientSecretValue).toBe('another secret of orders');
    const { ClientSecrets: both } = json(auth['both secrets, without their values']) as {
      ClientSecrets: Record<string, unknown>[];
    };
    expect(both).toHaveLength(2);
    expect(both.map(({ ClientSecretId }) => ClientSecretId)).toContain(added.ClientSecretId);
    expect(both.flatMap(Object.keys)).not.toContain('ClientSecretValue');
    expect(shown(auth['the second secret is deleted'])).toBe('');
  });

  it('takes everything down, and what was written stays as it was', () => {
    for (const name of ['the tag is taken off', 'the client is deleted', 'the pool is deleted'] as const) {
      expect(shown(auth[name])).toBe('');
    }
    const { pool } = idsOf(auth['a machine client']);
    expect(world.aws.cognito.tagsOf(`arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool}`)).toBeUndefined();
    expect(shown(auth['what was written stays'])).toBe('1');
  });
});
