import { describe, expect, test } from 'vitest';
import type { World } from '../../../lambdas/core/world.ts';
import { client, idOf, pool, poolId, present, withoutSecret, world } from '../core/builders.ts';
import { id, name, observed, oneOfEach, owner } from './looks.ts';
import { counted, metadata } from './ports.ts';

/** What a look adds to the world, and when a client is looked at twice. */

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
