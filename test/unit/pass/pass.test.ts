import { describe, expect, test } from 'vitest';
import { mustRetry, type PassReport } from '../../../lambdas/core/report.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import { type PassContext, reconcile } from '../../../lambdas/pass/pass.ts';
import type { Parameters, UserPools } from '../../../lambdas/pass/ports.ts';
import {
  callFailed,
  client,
  credentials,
  deployment,
  document,
  idOf,
  ownerTag,
  pool,
  poolId,
  poolRequest,
} from '../core/builders.ts';
import { parameters, Store, userPools } from './ports.ts';
import { error, fault } from './refusals.ts';

const names = ['orders', 'billing'];
const [orders, billing] = ['/apis/orders', '/apis/billing'] as const;

/** A pool in which both clients have a parameter of their own. */
function customers(stated: Partial<UserPools> = {}): UserPools {
  return userPools({
    pool: async (id) => (id === poolId ? pool() : undefined),
    clients: async () => names.map((name) => ({ id: idOf(name), name })),
    client: async (_, id) => names.map((name) => client(name)).find((found) => found.id === id),
    secretCount: async () => 1,
    ...stated,
  });
}

function pass(
  pools: UserPools,
  port: Parameters,
  request: Partial<PoolRequest> = {},
  difference: Partial<PassContext> = {},
): Promise<PassReport> {
  const context = { pools, parameters: port, deployment: deployment(), consents: () => true };
  return reconcile(poolRequest(request), { ...context, inTurn: (look) => look(), ...difference });
}

/** What the report tells, as codes and parameters. */
function told({ outcomes }: PassReport): readonly string[] {
  return outcomes.map(({ code, parameter, notes }) => [code, parameter, ...notes.map((note) => note.code)].join(' '));
}

/** Answers as `first` once, and then as `then`. */
function first<Answer>(answer: Answer, then: () => Promise<Answer>): () => Promise<Answer> {
  let asked = 0;
  return async () => (asked++ === 0 ? answer : await then());
}

const inSync = (name: string): string => document(credentials(name));
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

describe('a pass', () => {
  test('writes what is due and tells it', async () => {
    const store = new Store({ [billing]: inSync('billing') });
    const report = await pass(customers(), store.port());
    expect(report).toMatchObject({ state: 'done', deferred: [] });
    expect(told(report)).toEqual(['created /apis/orders', 'in-sync /apis/billing']);
    expect(JSON.parse(store.texts[orders] ?? '')).toEqual(JSON.parse(inSync('orders')));
  });

  test('that may not write tells what is due', async () => {
    const store = new Store();
    const report = await pass(customers(), store.port(), {}, { consents: () => false });
    expect(told(report)).toEqual(['create-due /apis/orders', 'create-due /apis/billing']);
    expect(store.texts).toEqual({});
  });

  test('looks at no pool that its deployment does not watch', async () => {
    const where = { deployment: deployment({ userPools: ['eu-west-1_Other'] }) };
    const report = await pass(userPools(), parameters(), {}, where);
    expect(report).toMatchObject({ state: 'ignored', outcomes: [], deferred: [] });
  });

  test('that may not look at its pool says so', async () => {
    const refused = () => Promise.reject(error(callFailed('DescribeUserPool')));
    const report = await pass(customers({ pool: refused }), parameters());
    expect(report).toMatchObject({ state: 'done', deferred: [] });
    expect(report.outcomes).toEqual([
      { action: 'failed', code: 'call-failed', reasons: [], notes: [], finding: callFailed('DescribeUserPool') },
    ]);
  });

  test('does not hide a fault of the program', async () => {
    await expect(pass(customers({ pool: () => Promise.reject(fault) }), parameters())).rejects.toBe(fault);
  });
});

describe('of a pool that is gone', () => {
  const none = userPools({ pool: async () => undefined });
  const owned = [{ parameter: orders, place: 'auth.cognito', clientId: idOf('orders') }];

  test('nothing is read where nothing is known to have been its own', async () => {
    expect(await pass(none, parameters())).toMatchObject({ state: 'ignored', outcomes: [] });
  });

  test('what it left in parameters is told', async () => {
    const store = new Store({ [orders]: inSync('orders') });
    const report = await pass(none, store.port(), { owned });
    expect(report.state).toBe('ignored');
    expect(report.outcomes.map(({ finding }) => finding)).toEqual([
      { code: 'pool-gone', parameter: orders, place: 'auth.cognito', client: idOf('orders'), userPoolId: poolId },
    ]);
  });

  test('what cannot be read is told as failed', async () => {
    const finding = callFailed('GetParameters');
    const read: Parameters['read'] = async (asked) =>
      new Map(asked.map((name) => [name, { kind: 'unreadable', finding }]));
    expect(told(await pass(none, parameters({ read }), { owned }))).toEqual(['call-failed ']);
  });
});

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
    const refused = () => Promise.reject(error(callFailed('DescribeUserPool')));
    const report = await pass(customers({ pool: first(pool(), refused) }), port);
    expect(told(report)).toEqual(['in-sync /apis/billing', 'lost-update /apis/orders', 'call-failed ']);
  });

  test('a parameter that was created first by somebody is merged into', async () => {
    const store = new Store({ [billing]: inSync('billing') });
    const create: Parameters['create'] = async (name) => {
      store.write(name, theirs);
      return 'exists';
    };
    const report = await pass(customers(), store.port({ create }));
    expect(told(report)).toEqual(['in-sync /apis/billing', 'updated /apis/orders']);
    expect(JSON.parse(store.texts[orders] ?? '')).toEqual({ theirs: 1, ...JSON.parse(inSync('orders')) });
  });

  test('and the pool was deleted, what somebody created first is left alone', async () => {
    const store = new Store({ [billing]: inSync('billing') });
    const create: Parameters['create'] = async (name) => {
      store.write(name, theirs);
      return 'exists';
    };
    const report = await pass(customers({ pool: first(pool(), async () => undefined) }), store.port({ create }));
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
  test('is not taken, and others of the parameter are put right', async () => {
    const former = document({ ...credentials('former'), clientId: idOf('former') });
    const store = new Store({ [orders]: former, [billing]: inSync('billing') });
    const refusal = { code: 'call-refused', operation: 'AddTagsToResource', error: 'x', requestId: 'y' } as const;
    const tags = async () => new Map(Object.entries(ownerTag('former')));
    const report = await pass(customers(), store.port({ tags, tag: () => Promise.reject(error(refusal)) }));
    expect(told(report)).toEqual(['in-sync /apis/billing', 'call-refused /apis/orders']);
    expect(store.texts[orders]).toBe(former);
  });
});
