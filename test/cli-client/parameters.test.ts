import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import type { World } from '../world.ts';
import { account } from './account.ts';
import { findAws } from './aws-cli.ts';
import { play } from './journey.ts';
import { pages } from './pages.ts';
import { parameters } from './parameters.ts';
import { type Answers, type Reading, readingIn } from './reading.ts';
import { clientsOfLargePool, openScene } from './scene.ts';

/** The embedded AWS as the real AWS CLI sees it. The journey is played once; each test looks at some of its answers. */
const program = findAws('parameters, lists and the account with the AWS CLI');

/** Some twenty commands; 0.7 s of work each. */
const patienceMilliseconds = 180_000;

describe.runIf(program !== undefined)('the AWS CLI', () => {
  let world: World;
  let store: Answers<typeof parameters>;
  let list: Answers<typeof pages>;
  let self: Answers<typeof account>;
  let shown: Reading['shown'];
  let json: Reading['json'];

  beforeAll(async () => {
    world = openWorld({ quotas: false });
    const scene = await openScene(program ?? '', world);
    try {
      store = await play(parameters, scene);
      list = await play(pages, scene);
      self = await play(account, scene);
    } finally {
      await scene.close();
    }
    const names = new Map([
      ['s3cr3t-first', 'the first text'],
      ['s3cr3t-second', 'the second text'],
    ]);
    ({ shown, json } = readingIn(world, names));
  }, patienceMilliseconds);

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

  it('prints parameters as a table when that is asked for', () => {
    expect(shown(store['the secret ones, as a table'])).toMatch(/\|\| +Name +\| +\/teams\/orders\/key +\|\|/);
    expect(shown(store['the secret ones, as a table'])).not.toContain('/teams/orders/region');
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
