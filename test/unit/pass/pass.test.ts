import { describe, expect, test } from 'vitest';
import type { Parameters } from '../../../lambdas/pass/ports.ts';
import { callFailed, deployment, idOf, poolId } from '../core/builders.ts';
import { billing, customers, inSync, orders, pass, told } from './passes.ts';
import { parameters, Store, userPools } from './ports.ts';
import { callError, fault } from './refusals.ts';

/** What a pass comes to where nobody else writes, also where there is nothing to look at any more. */

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
    const refused = () => Promise.reject(callError(callFailed('DescribeUserPool')));
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
