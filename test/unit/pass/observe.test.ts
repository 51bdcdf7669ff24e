import { describe, expect, test } from 'vitest';
import { Look, type Needs, type World } from '../../../lambdas/core/world.ts';
import { observe } from '../../../lambdas/pass/observe.ts';
import type { Parameters, UserPools } from '../../../lambdas/pass/ports.ts';
import { callFailed, client, idOf, pool, poolId, present, withoutSecret, world } from '../core/builders.ts';
import { counted, metadata, parameters, userPools } from './ports.ts';
import { block, error, fault } from './refusals.ts';

const owner = { userPoolId: 'eu-west-1_Other', clientId: idOf('orders'), deployment: 'test' };
const name = '/apis/orders';
const id = idOf('orders');

/** What is needed: nothing but what is stated. */
function needs(stated: Partial<Needs>): Needs {
  const { listing, clients, secretCounts, parameters, metadata, tags, otherPools, otherClients } = new Look(world());
  return { listing, clients, secretCounts, parameters, metadata, tags, otherPools, otherClients, ...stated };
}

/** One of each that can be missing, or fail, by itself. */
const oneOfEach = needs({
  clients: new Set([id]),
  metadata: new Set([name]),
  tags: new Set([name]),
  otherPools: new Set([owner.userPoolId]),
  otherClients: new Map([['other', owner]]),
});

function observed(
  asked: Partial<Needs>,
  ports: { readonly pools?: Partial<UserPools>; readonly parameters?: Partial<Parameters> } = {},
  seen: World = world(),
): Promise<World> {
  return observe(needs(asked), seen, userPools(ports.pools), parameters(ports.parameters));
}

describe('what is looked at', () => {
  test('is added to what was seen before', async () => {
    const before = world({
      described: new Map([[idOf('billing'), 'missing']]),
      secretCounts: new Map([[idOf('billing'), 2]]),
      parameters: new Map([['/apis/billing', present('{}')]]),
      metadata: new Map([['/apis/billing', metadata]]),
      tags: new Map([['/apis/billing', new Map()]]),
      otherPools: new Map([['eu-west-1_Else', 'missing']]),
      otherClients: new Map([['else', 'missing']]),
    });
    const listed = [{ id, name: 'orders' }];
    const other = pool({ id: owner.userPoolId });
    const tags = new Map([['team', 'a']]);
    const after = await observed(
      { ...oneOfEach, listing: true, secretCounts: new Set([id]), parameters: new Set([name]) },
      {
        pools: {
          pool: async (asked) => (asked === owner.userPoolId ? other : undefined),
          clients: async (asked) => (asked === poolId ? listed : []),
          client: async (asked, found) => (found === id ? client(asked === poolId ? 'orders' : 'other') : undefined),
          secretCount: async () => 1,
        },
        parameters: {
          read: async (names) => new Map(names.map((asked) => [asked, present('theirs')])),
          metadata: async (names) => new Map(names.map((asked) => [asked, { tier: 'Advanced' }])),
          tags: async () => tags,
        },
      },
      before,
    );
    expect(after).toEqual({
      pool: pool(),
      listed,
      described: new Map([...before.described, [id, client('orders')]]),
      secretCounts: new Map([...before.secretCounts, [id, 1]]),
      parameters: new Map([...before.parameters, [name, present('theirs')]]),
      metadata: new Map([...before.metadata, [name, { tier: 'Advanced' }]]),
      tags: new Map([...before.tags, [name, tags]]),
      otherPools: new Map([...before.otherPools, [owner.userPoolId, other]]),
      otherClients: new Map([...before.otherClients, ['other', client('other')]]),
    });
  });

  test('is nothing where nothing is needed', async () => {
    const before = world({ listed: [{ id, name: 'orders' }], described: new Map([[id, client('orders')]]) });
    expect(await observed({}, {}, before)).toEqual(before);
  });

  test('can be missing, which is an answer', async () => {
    const after = await observed(oneOfEach, {
      pools: { pool: async () => undefined, client: async () => undefined },
      parameters: { tags: async () => undefined, metadata: async () => new Map() },
    });
    expect(after).toEqual(
      world({
        described: new Map([[id, 'missing']]),
        tags: new Map([[name, new Map()]]),
        metadata: new Map([[name, { code: 'moved', parameter: name, found: 'it was deleted before its update' }]]),
        otherPools: new Map([[owner.userPoolId, 'missing']]),
        otherClients: new Map([['other', 'missing']]),
      }),
    );
  });

  test.each([
    ['clients', { clients: new Set(Array.from({ length: 10 }, (_, index) => `${index}`)) }],
    [
      'clients of other pools',
      { otherClients: new Map(Array.from({ length: 10 }, (_, index) => [`${index}`, owner])) },
    ],
  ])('is asked for four at once: %s', async (_, asked) => {
    const calls = counted(() => undefined);
    const after = await observed(asked, { pools: { client: calls.call } });
    expect(calls.most()).toBe(4);
    expect([...after.described, ...after.otherClients]).toHaveLength(10);
  });
});

describe('what cannot be looked at', () => {
  const failure = (operation: string) => () => Promise.reject(error(callFailed(operation)));

  test('is a failure in its own place', async () => {
    const after = await observed(
      { ...oneOfEach, secretCounts: new Set([id]), metadata: new Set([name, '/apis/billing']) },
      {
        pools: { pool: failure('DescribeUserPool'), client: failure('Describe'), secretCount: failure('List') },
        parameters: { tags: failure('ListTags'), metadata: failure('DescribeParameters') },
      },
    );
    const unseen = callFailed('DescribeParameters');
    expect(after).toEqual(
      world({
        described: new Map([[id, callFailed('Describe')]]),
        secretCounts: new Map([[id, callFailed('List')]]),
        tags: new Map([[name, callFailed('ListTags')]]),
        metadata: new Map([
          [name, unseen],
          ['/apis/billing', unseen],
        ]),
        otherPools: new Map([[owner.userPoolId, callFailed('DescribeUserPool')]]),
        otherClients: new Map([['other', callFailed('Describe')]]),
      }),
    );
  });

  test('leaves the others as they are', async () => {
    const other = idOf('billing');
    const described = async (_: string, asked: string) => {
      if (asked === id) throw error(callFailed('Describe'));
      return client('billing');
    };
    const after = await observed({ clients: new Set([id, other]) }, { pools: { client: described } });
    expect(after.described).toEqual(
      new Map<string, unknown>([
        [id, callFailed('Describe')],
        [other, client('billing')],
      ]),
    );
  });

  test('is thrown for a listing, or for a read of parameters: without them nothing can be decided', async () => {
    const listing = observed({ listing: true }, { pools: { clients: failure('ListUserPoolClients') } });
    await expect(listing).rejects.toMatchObject({ finding: callFailed('ListUserPoolClients') });
    const reading = observed({ parameters: new Set([name]) }, { parameters: { read: failure('GetParameters') } });
    await expect(reading).rejects.toMatchObject({ finding: callFailed('GetParameters') });
  });

  test.each([
    ['a block, which no such call has', error(block)],
    ['a fault of the program', fault],
  ])('is no finding where it is %s', async (_, thrown) => {
    const refused = () => Promise.reject(thrown);
    await expect(observed({ clients: new Set([id]) }, { pools: { client: refused } })).rejects.toBe(thrown);
    await expect(observed({ tags: new Set([name]) }, { parameters: { tags: refused } })).rejects.toBe(thrown);
  });
});

describe('a client whose secrets are counted', () => {
  /** It was seen as `before`, and would now be seen with another secret. */
  const counting = async (before: World['described']) => {
    const pools = { secretCount: async () => 1, client: async () => client('later') };
    return (await observed({ secretCounts: new Set([id]) }, { pools }, world({ described: before }))).described.get(id);
  };

  test('is seen once more after the count, where it showed a secret: it may be another by now', async () => {
    expect(await counting(new Map([[id, client('orders')]]))).toEqual(client('later'));
  });

  test('is not looked at again where no secret was shown that could be another', async () => {
    expect(await counting(new Map([[id, withoutSecret('orders')]]))).toEqual(withoutSecret('orders'));
    expect(await counting(new Map([[id, 'missing']]))).toBe('missing');
    expect(await counting(new Map())).toBeUndefined();
  });

  test('is counted before it is seen', async () => {
    let shown = 'the first';
    const pools = {
      secretCount: async () => {
        shown = 'the second';
        return 1;
      },
      client: async () => client(shown),
    };
    const after = await observed(
      { secretCounts: new Set([id]) },
      { pools },
      world({ described: new Map([[id, client('orders')]]) }),
    );
    expect(after.described.get(id)).toEqual(client('the second'));
  });
});
