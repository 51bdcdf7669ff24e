import { describe, expect, test } from 'vitest';
import { mustRetry } from '../../../lambdas/core/report.ts';
import type { Parameters } from '../../../lambdas/pass/ports.ts';
import { callFailed, credentials, document, idOf, ownerTag, pool, poolId } from '../core/builders.ts';
import { billing, customers, first, inSync, orders, pass, told } from './passes.ts';
import { Store } from './ports.ts';
import { callError, fault, refusal } from './refusals.ts';

/** What a pass looks at once more: what others wrote meanwhile, and what it could not mark as its own. */

const theirs = '{"theirs":1}';

/** The store in which somebody else writes `between` just before our first update. */
function interrupted(texts: Readonly<Record<string, string>>, between: string): { store: Store; port: Parameters } {
  const store = new Store(texts);
  let isDone = false;
  const update: Parameters['update'] = async (name, value) => {
    if (!isDone) store.write(name, between);
    isDone = true;
    return store.write(name, value.reveal());
  };
  return { store, port: store.port({ update }) };
}

/** Somebody is faster with every parameter of the store that we create. */
function createdFirst(store: Store): Parameters['create'] {
  return async (name) => {
    store.write(name, theirs);
    return 'exists';
  };
}

describe('where somebody wrote between the look and the write', () => {
  const stale = document({ ...credentials('orders'), url: 'old', note: 'read' });
  const later = document({ ...credentials('orders'), url: 'old', note: 'later' });

  test('what they wrote is put back and merged into', async () => {
    const { store, port } = interrupted({ [orders]: stale, [billing]: inSync('billing') }, later);
    const report = await pass(customers(), port);
    expect(told(report)).toEqual(['in-sync /apis/billing', 'updated /apis/orders lost-update-repaired']);
    expect(store.texts[orders]).toBe(document({ ...credentials('orders'), note: 'later' }));
  });

  test('only the clients concerned are looked at again', async () => {
    const { store, port } = interrupted({ [orders]: stale, [billing]: inSync('billing') }, later);
    const usual = customers();
    const again = () => Promise.reject(new Error('nothing moved there'));
    const pools = customers({
      clients: first(await usual.clients(poolId), again),
      client: async (of, id) =>
        store.texts[orders] === stale || id === idOf('orders') ? usual.client(of, id) : again(),
    });
    const report = await pass(pools, port, { sweep: '2026-11-20T10:00:00Z', owned: [], foreign: [], unowned: [] });
    expect(told(report)).toEqual(['in-sync /apis/billing', 'updated /apis/orders lost-update-repaired']);
  });

  test('and gave the place to another that claims it, too, theirs stays', async () => {
    const shared = '/apis/shared';
    const tags = { 'ssm-sync:orders': shared, 'ssm-sync:billing': shared };
    const { store, port } = interrupted({ [shared]: stale }, inSync('billing'));
    const report = await pass(customers({ pool: async () => pool({ tags }) }), port);
    expect(told(report)).toContain(`claimed-by-another-client ${shared}`);
    expect(store.texts).toEqual({ [shared]: inSync('billing') });
  });

  test('and goes on to, the message is handed back after three tries', async () => {
    const store = new Store({ [billing]: inSync('billing') });
    let tries = 0;
    const create: Parameters['create'] = async () => {
      tries += 1;
      return 'exists';
    };
    const report = await pass(customers(), store.port({ create }));
    expect(told(report)).toEqual(['in-sync /apis/billing', 'moved /apis/orders']);
    expect(mustRetry(report)).toBe(true);
    expect(tries).toBe(3);
  });

  test('and the pool was deleted meanwhile, theirs is put back as it was', async () => {
    const { store, port } = interrupted({ [orders]: stale, [billing]: inSync('billing') }, later);
    const report = await pass(customers({ pool: first(pool(), async () => undefined) }), port);
    expect(told(report)).toEqual(['in-sync /apis/billing', 'in-sync /apis/orders lost-update-repaired']);
    expect(store.texts[orders]).toBe(later);
  });

  test('and the pool cannot be looked at any more, the version that was lost is named', async () => {
    const { port } = interrupted({ [orders]: stale, [billing]: inSync('billing') }, later);
    const refused = () => Promise.reject(callError(callFailed('DescribeUserPool')));
    const report = await pass(customers({ pool: first(pool(), refused) }), port);
    expect(told(report)).toEqual(['in-sync /apis/billing', 'lost-update /apis/orders', 'call-failed ']);
  });

  test('a parameter that was created first by somebody is merged into', async () => {
    const store = new Store({ [billing]: inSync('billing') });
    const report = await pass(customers(), store.port({ create: createdFirst(store) }));
    expect(told(report)).toEqual(['in-sync /apis/billing', 'updated /apis/orders']);
    expect(JSON.parse(store.texts[orders] ?? '')).toEqual({ theirs: 1, ...JSON.parse(inSync('orders')) });
  });

  test('and the pool was deleted, what somebody created first is left alone', async () => {
    const store = new Store({ [billing]: inSync('billing') });
    const gone = customers({ pool: first(pool(), async () => undefined) });
    const report = await pass(gone, store.port({ create: createdFirst(store) }));
    expect(told(report)).toEqual(['in-sync /apis/billing']);
    expect(store.texts[orders]).toBe(theirs);
  });

  test('does not hide a fault of the program', async () => {
    const { port } = interrupted({ [orders]: stale }, later);
    const pools = customers({ pool: first(pool(), () => Promise.reject(fault)) });
    await expect(pass(pools, port)).rejects.toBe(fault);
  });
});

describe('a place that cannot be marked', () => {
  test('is not taken, and another place of the parameter is put right all the same', async () => {
    const former = { ...credentials('orders'), clientId: idOf('former') };
    const stale = { ...credentials('billing'), url: 'old' };
    const store = new Store({ [orders]: JSON.stringify({ auth: { cognito: former, other: stale } }) });
    const tags = { 'ssm-sync:orders': orders, 'ssm-sync:billing': `${orders}@auth.other` };
    const port = store.port({
      tags: async () => new Map(Object.entries(ownerTag('former'))),
      tag: () => Promise.reject(callError(refusal)),
    });
    const report = await pass(customers({ pool: async () => pool({ tags }) }), port);
    expect(told(report).toSorted()).toEqual([`call-refused ${orders}`, `updated ${orders}`]);
    const right = { auth: { cognito: former, other: credentials('billing') } };
    expect(JSON.parse(store.texts[orders] ?? '')).toEqual(right);
  });
});
