import { describe, expect, test } from 'vitest';
import type { PassPlan } from '../../../lambdas/core/decision.ts';
import { passSize } from '../../../lambdas/core/pass-size.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import { clientRequest, credentials, document, idOf, poolRequest } from './builders.ts';
import {
  confidential,
  drive,
  type Model,
  type ModelClient,
  model,
  nameOf,
  publicClient,
  type Stated,
} from './model-world.ts';

const sweep = poolRequest({ sweep: '2026-11-20T10:00:00Z' });
const name = (index: number): string => `c${String(index).padStart(3, '0')}x`;
const many = (count: number, made = confidential): readonly ModelClient[] =>
  Array.from({ length: count }, (_, index) => made(name(index)));
const names = (from: number, to: number): readonly string[] =>
  many(to)
    .map((_, index) => name(index))
    .slice(from);

function pass(
  request: PoolRequest,
  of: Model,
): { seen: (kind: string) => readonly string[]; done: readonly string[]; deferred: readonly string[]; plan: PassPlan } {
  const { looks, plan } = drive(request, of);
  return {
    seen: (kind) => looks.flat().flatMap((look) => (look.startsWith(`${kind} `) ? [look.slice(kind.length + 1)] : [])),
    done: plan.parameters.flatMap(({ targets }) => targets.map(({ claim }) => nameOf(claim.client.id))),
    deferred: plan.deferred.flat().map(nameOf),
    plan,
  };
}

/** All clients in sync but those beyond. */
function inSync(count: number): Stated['parameters'] {
  return Object.fromEntries(names(0, count).map((of) => [`/apis/${of}`, document(credentials(of))]));
}

test('a pass does 25 targets', () => {
  expect(passSize).toBe(25);
});

describe('a sweep of a large pool', () => {
  test('reads and describes the first 25, and leaves the others unseen', () => {
    const { seen, done, deferred } = pass(sweep, model({ clients: many(28) }));
    expect(seen('parameter')).toEqual(names(0, 25).map((of) => `/apis/${of}`));
    expect(seen('client')).toEqual(names(0, 25));
    expect(done).toEqual(names(0, 25));
    expect(deferred).toEqual(names(25, 28));
  });

  test('leaves none of just 25', () => {
    expect(pass(sweep, model({ clients: many(25) })).deferred).toEqual([]);
  });

  test('counts targets, and leaves the others in packs of as many', () => {
    const of = model({ tags: { 'ssm-sync': '/apis/:clientName /apis/:clientName/b' }, clients: many(30) });
    const { done, plan } = pass(sweep, of);
    expect(new Set(done)).toEqual(new Set(names(0, 12)));
    expect(plan.deferred.map((pack) => pack.map(nameOf))).toEqual([names(12, 24), names(24, 30)]);
  });

  test('is not held up by a target that all clients claim: nobody gets it, and the others are left all the same', () => {
    const of = model({ tags: { 'ssm-sync': '/apis/:clientName /apis/common' }, clients: many(40) });
    const { done, deferred, plan } = pass(sweep, of);
    expect(done).toEqual(names(0, 12));
    expect(deferred).toEqual(names(12, 40));
    expect(new Set(plan.lost.map(({ claim, finding }) => `${claim.parameter} ${finding?.code}`))).toEqual(
      new Set(['/apis/common claimed-twice']),
    );
    expect(plan.lost).toHaveLength(40);
  });

  test('counts those that it leaves though they are in sync: each is described in a sweep', () => {
    expect(pass(sweep, model({ clients: many(26), parameters: inSync(26) ?? {} })).deferred).toEqual([name(25)]);
  });

  test('takes in others for those that it sees to be public', () => {
    const clients = [publicClient('spa'), ...many(25)];
    const { done, deferred } = pass(sweep, model({ clients }));
    expect(done).toEqual(names(0, 25));
    expect(deferred).toEqual([]);
  });

  test('keeps clients that share a parameter together, whatever their number and order', () => {
    const tags = { 'ssm-sync': '/apis/:clientName', 'ssm-sync:y': '/apis/shared@y', 'ssm-sync:z': '/apis/shared@z' };
    const of = model({ tags, clients: [confidential('y'), ...many(26), confidential('z')] });
    const { done, deferred, plan } = pass(sweep, of);
    expect(done).toEqual(expect.arrayContaining(['y', 'z', ...names(0, 25)]));
    expect(done).toHaveLength(27);
    expect(deferred).toEqual([name(25)]);
    expect(plan.parameters.find(({ parameter }) => parameter === '/apis/shared')?.targets).toHaveLength(2);
  });

  test('keeps a contested place’s claimants together, though the 25 are full', () => {
    const clients = [...many(25), confidential('y', { name: 'twin' }), confidential('z', { name: 'twin' })];
    const { plan, deferred } = pass(sweep, model({ clients }));
    expect(plan.lost.map(({ finding }) => finding?.code)).toEqual(['claimed-twice', 'claimed-twice']);
    expect(deferred).toEqual([]);
  });
});

describe('a pool pass over a large pool', () => {
  test('leaves none where all is in sync', () => {
    const { seen, deferred, done } = pass(poolRequest(), model({ clients: many(40), parameters: inSync(40) ?? {} }));
    expect(seen('client')).toEqual([]);
    expect(deferred).toEqual([]);
    expect(done).toHaveLength(40);
  });

  test('describes 25 of the new ones, reports the others that are in sync, and leaves the rest', () => {
    const { seen, done, deferred } = pass(poolRequest(), model({ clients: many(48), parameters: inSync(20) ?? {} }));
    expect(seen('client')).toEqual(names(20, 45));
    expect(done).toHaveLength(45);
    expect(deferred).toEqual(names(45, 48));
  });

  test('counts those that would be written for another reason than a new secret', () => {
    const pool = { customDomain: 'auth.acme.example' };
    const { domainPrefix: _, ...bare } = model({ clients: many(27), parameters: inSync(27) ?? {}, pool }).pool;
    const { seen, deferred, plan } = pass(poolRequest(), {
      ...model({ clients: many(27), parameters: inSync(27) ?? {} }),
      pool: bare,
    });
    expect(seen('client')).toEqual([]);
    expect(seen('metadata')).toHaveLength(25);
    expect(plan.parameters.filter(({ write }) => write)).toHaveLength(25);
    expect(deferred).toEqual(names(25, 27));
  });

  test('counts those that stand without a secret', () => {
    const parameters = Object.fromEntries(
      names(0, 26).map((of) => [`/apis/${of}`, document({ ...credentials(of), clientSecret: '' })]),
    );
    const { seen, deferred } = pass(poolRequest(), model({ clients: many(26), parameters }));
    expect(seen('client')).toEqual(names(0, 25));
    expect(deferred).toEqual([name(25)]);
  });

  test('counts those that an event named', () => {
    const request = poolRequest({ clientIds: names(0, 26).map(idOf) });
    const { seen, deferred } = pass(request, model({ clients: many(26), parameters: inSync(26) ?? {} }));
    expect(seen('client')).toEqual(names(0, 25));
    expect(deferred).toEqual([name(25)]);
  });

  test('keeps clients that share a parameter together, though the 25 are full', () => {
    const tags = { 'ssm-sync': '/apis/:clientName', 'ssm-sync:y': '/apis/shared@y', 'ssm-sync:z': '/apis/shared@z' };
    const of = model({ tags, clients: [...many(26), confidential('y'), confidential('z')] });
    const { done, deferred } = pass(poolRequest(), of);
    expect(done).toEqual(expect.arrayContaining(['y', 'z']));
    expect(deferred).toEqual([name(25)]);
  });
});

describe('a place that the pattern gives to many', () => {
  const tags = { 'ssm-sync': '/apis/shared' };

  test('is contested by as many as one pass can see, who are looked at: they may be public', () => {
    const clients = [confidential('orders'), ...many(24, publicClient)];
    const { seen, done, plan } = pass(poolRequest(), model({ tags, clients }));
    expect(seen('count')).toHaveLength(24);
    expect(done).toEqual(['orders']);
    expect(plan.lost).toEqual([]);
  });

  test('is contested by more than that without a look at any: the pattern is at fault, whoever is public', () => {
    const clients = [confidential('orders'), ...many(25, publicClient)];
    const { seen, done, plan } = pass(poolRequest(), model({ tags, clients }));
    expect(seen('client')).toEqual([]);
    expect(done).toEqual([]);
    expect(plan.lost).toHaveLength(26);
    expect(plan.lost[0]?.finding).toMatchObject({ code: 'claimed-twice', count: 26 });
  });
});

describe('the rest of a large pass', () => {
  test('is done as a whole, and leaves nothing', () => {
    const of = model({ clients: many(50) });
    const { done, deferred } = pass(clientRequest(names(0, 50), { settled: true, sweep: '2026-11-20T10:00:00Z' }), of);
    expect(done).toEqual(names(0, 50));
    expect(deferred).toEqual([]);
  });
});
