import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import type { World } from '../world.ts';
import { account } from './account.ts';
import { type CliAnswer, findAws } from './aws-cli.ts';
import { disguise } from './disguise.ts';
import { type Journey, play } from './journey.ts';
import { machineToMachine } from './machine-to-machine.ts';
import { pages } from './pages.ts';
import { parameters } from './parameters.ts';
import { clientsOfLargePool, openScene } from './scene.ts';

/**
 * The embedded AWS as the real AWS CLI sees it. The journey is played once; each test looks at some of its answers, in
 * which secrets have given way to names, so that no failing test shows one.
 */
const program = findAws('the journey with the AWS CLI');

type Answers<J extends Journey> = Readonly<Record<keyof J, CliAnswer>>;

/** Some forty commands, half of them beside the others; 0.7 s of work each. */
const patienceMilliseconds = 180_000;

describe.runIf(program !== undefined)('the AWS CLI', () => {
  let world: World;
  let auth: Answers<typeof machineToMachine>;
  let store: Answers<typeof parameters>;
  let list: Answers<typeof pages>;
  let self: Answers<typeof account>;

  beforeAll(async () => {
    world = openWorld({ quotas: false });
    const scene = await openScene(program ?? '', world);
    try {
      // They have nothing in common, and two at once is what two cores take.
      const beside = async (): Promise<void> => {
        store = await play(parameters, scene);
        list = await play(pages, scene);
        self = await play(account, scene);
      };
      [auth] = await Promise.all([play(machineToMachine, scene), beside()]);
    } finally {
      await scene.close();
    }
  }, patienceMilliseconds);

  /** What it printed. */
  function shown({ stdout }: CliAnswer): string {
    const secretOf = (name: keyof typeof auth, way: RegExp): string => auth[name].stdout.match(way)?.[1] ?? '';
    const names = new Map([
      [secretOf('a machine client', /"ClientSecret": "(.+)"/), 'the secret of orders'],
      [secretOf('a second secret', /"ClientSecretValue": "(.+)"/), 'another secret of orders'],
      ['s3cr3t-first', 'the first text'],
      ['s3cr3t-second', 'the second text'],
    ]);
    return disguise(world, stdout, (secret) => names.get(secret) ?? 'a secret of somebody else').trimEnd();
  }

  function json(answer: CliAnswer): unknown {
    const text = shown(answer);
    return text === '' ? undefined : JSON.parse(text);
  }

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
    expect(shown(store['the secret ones, as a table'])).toMatch(/\|\| +Name +\| +\/teams\/orders\/key +\|\|/);
    expect(shown(store['the secret ones, as a table'])).not.toContain('/teams/orders/region');
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

  it('keeps parameters: versions, labels, tags, and names that are not there', () => {
    expect(json(store['a secret text'])).toEqual({ Version: 1, Tier: 'Standard' });
    expect(json(store['the secret text, changed'])).toEqual({ Version: 2, Tier: 'Standard' });
    expect(json(store['both texts, and one that is not there'])).toMatchObject({
      Parameters: [
        { Name: '/teams/orders/key', Type: 'SecureString', Value: 'the second text', Version: 2 },
        { Name: '/teams/orders/region', Type: 'String', Value: 'eu-west-1', Version: 1 },
      ],
      InvalidParameters: ['/teams/nobody'],
    });
    expect(json(store['what it was before'])).toMatchObject({
      Parameters: [
        { Version: 1, Value: 'the first text' },
        { Version: 2, Value: 'the second text' },
      ],
    });
    expect(json(store['a label on the first version'])).toEqual({ InvalidLabels: [], ParameterVersion: 1 });
    expect(shown(store['the version with the label'])).toBe('the first text');
    expect(json(store['all names under a path'])).toEqual(['/teams/orders/key', '/teams/orders/region']);
    expect(json(store['the tags of the parameter'])).toEqual({ TagList: [{ Key: 'team', Value: 'orders' }] });
    expect(json(store['all that bears the tag'])).toMatchObject({
      ResourceTagMappingList: [{ ResourceARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/teams/orders/key' }],
    });
    expect(world.aws.parameterStore.names()).not.toContain('/teams/orders/region');
  });

  it('walks a list of several pages to its end, stops where it is told to, and goes on from there', () => {
    const first = json(list['the first five, by pages of two']) as { UserPoolClients: { ClientId: string }[] };
    const firstIds = first.UserPoolClients.map(({ ClientId }) => ClientId);
    const otherIds = json(list['all that come after these']) as string[];
    expect(firstIds).toHaveLength(5);
    expect(new Set([...firstIds, ...otherIds]).size).toBe(clientsOfLargePool);
    expect(firstIds.length + otherIds.length).toBe(clientsOfLargePool);
    expect(json(list['all clients, however many pages'])).toBe(clientsOfLargePool);
    expect(json(list['one page, and no more'])).toBe(60);
  });

  it('knows who it is, and sees the queues of the reconciler', () => {
    expect(json(self['who I am'])).toEqual({
      UserId: 'LOCALPERSON',
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/person',
    });
    const queues = world.aws.sqs.queues.map(({ url }) => url).sort();
    expect(json(self['the queues of the reconciler'])).toEqual({ QueueUrls: queues });
    expect(json(self['what waits in one'])).toEqual({
      Attributes: { ApproximateNumberOfMessages: expect.stringMatching(/^\d+$/), VisibilityTimeout: '3600' },
    });
  });
});
