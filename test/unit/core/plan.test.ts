import { describe, expect, test, vi } from 'vitest';
import type { Situation } from '../../../lambdas/core/credentials.ts';
import { Document } from '../../../lambdas/core/document/document.ts';
import type { ParameterMetadata, ParameterSight } from '../../../lambdas/core/parameter.ts';
import { planParameter, type TargetPlan } from '../../../lambdas/core/plan.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import {
  absent,
  callFailed,
  claim,
  client,
  credentials,
  document,
  endpoint,
  idOf,
  poolId,
  present,
  withoutSecret,
} from './builders.ts';
import { parameter, planned, plannedOne, standard, wanted } from './planning.ts';

const stop = (action: 'blocked' | 'failed', finding: TargetPlan['finding']): object => ({
  target: { claim: claim('orders'), action, reasons: [], notes: [], finding },
  write: undefined,
});

const invalid = (problem: string): object => stop('blocked', { code: 'document-invalid', parameter, problem });
const keyUnusable = { code: 'key-unusable', parameter, operation: 'GetParameters' } as const;
const unreadable = { code: 'secret-unreadable', client: idOf('orders') } as const;
const inSync = present(document(credentials('orders')));
const older = present(document({ ...credentials('orders'), clientSecret: 'older' }));
const twin = '{"auth":{"cognito":{}},"auth":{}}';

describe('the document table', () => {
  test.each<[string, ParameterSight, object]>([
    [
      'row 0: a parameter that could not be read fails',
      { kind: 'unreadable', finding: callFailed('GetParameters') },
      stop('failed', callFailed('GetParameters')),
    ],
    [
      'row 0: a parameter that could not be decrypted is blocked',
      { kind: 'unreadable', finding: keyUnusable },
      stop('blocked', keyUnusable),
    ],
    [
      'row 2: a String is blocked, though it holds what it should',
      present(document(credentials('orders')), { type: 'String' }),
      stop('blocked', { code: 'parameter-not-secure', parameter, type: 'String' }),
    ],
    [
      'row 2 comes before row 3',
      present('oops', { type: 'StringList' }),
      stop('blocked', { code: 'parameter-not-secure', parameter, type: 'StringList' }),
    ],
    ['row 3: what is not JSON is blocked', present('{"a":1,}'), invalid('it is not JSON (line 1, column 8)')],
    ['row 3: the empty text is blocked', present(''), invalid('it is not JSON (line 1, column 1)')],
    [
      'row 3: what is no object is blocked',
      present('[]'),
      invalid('it is not a JSON object (the document is a JSON array)'),
    ],
    [
      'row 3: a byte order mark is blocked',
      present('\uFEFF{}'),
      invalid('it begins with a byte order mark (line 1, column 1)'),
    ],
    ['row 3: a key twice on the way is blocked', present(twin), invalid('a key stands there twice (auth)')],
    [
      'row 3: one of our keys twice is blocked',
      present('{"auth":{"cognito":{"url":"a","url":"b"}}}'),
      invalid('a key stands there twice (auth.cognito.url)'),
    ],
    [
      'row 3: something else on the way is blocked',
      present('{"auth":7}'),
      invalid('something else stands where an object has to be (auth is a JSON number)'),
    ],
    [
      'row 3: what is nested too deeply is blocked',
      present(`{"a":${'['.repeat(300)}${']'.repeat(300)}}`),
      invalid('it is nested too deeply (line 1, column 261)'),
    ],
  ])('%s', (_, sight, plan) => {
    expect(plannedOne(sight)).toEqual(plan);
  });

  test('row 1: an absent parameter is created in the Standard tier without any metadata being read', () => {
    const { targets, write } = planned(absent, [wanted(absent, claim('orders'))], undefined);
    expect(targets).toEqual([
      { claim: claim('orders'), action: 'create', reasons: ['url', 'clientId', 'clientSecret'], notes: [] },
    ]);
    expect(write).toEqual({ kind: 'create', text: expect.any(Secret) });
    expect(JSON.parse(write?.text.reveal() ?? '')).toEqual({ auth: { cognito: credentials('orders') } });
  });

  test('row 1: an absent parameter is waited for under create=never, though a key is blocked', () => {
    const never = claim('orders', { create: 'never' });
    const difference = { described: withoutSecret('orders'), secretCount: 1 };
    expect(plannedOne(absent, difference, never)).toEqual({
      target: { claim: never, action: 'waiting', reasons: [], notes: [] },
      write: undefined,
    });
  });

  test('row 1: a parameter that is there is written under create=never too', () => {
    expect(plannedOne(older, { secretCount: 1 }, claim('orders', { create: 'never' })).target).toMatchObject({
      action: 'update',
    });
  });

  test.each<[string, ParameterSight]>([
    ['row 1: an absent parameter', absent],
    ['row 5: a parameter', present('{}')],
  ])('%s is blocked where a key is', (_, sight) => {
    expect(plannedOne(sight, { described: withoutSecret('orders'), secretCount: 1 })).toEqual(
      stop('blocked', unreadable),
    );
  });

  test.each<[string, ParameterSight]>([
    ['row 1: an absent parameter', absent],
    ['row 5: a parameter', present('{}')],
  ])('%s fails where a key does', (_, sight) => {
    const failure = callFailed('ListUserPoolClientSecrets');
    expect(plannedOne(sight, { described: withoutSecret('orders'), secretCount: failure })).toEqual(
      stop('failed', failure),
    );
  });

  test('row 3 comes before row 5', () => {
    expect(plannedOne(present('[]'), { secretCount: callFailed('x') })).toMatchObject({
      target: { finding: { code: 'document-invalid' } },
    });
  });

  test('row 6: nothing is done where every key is as wanted, without any metadata being read', () => {
    const plan = planParameter(parameter, [wanted(inSync, claim('orders'))], inSync, undefined);
    expect(plan).toEqual({ parameter, targets: [{ claim: claim('orders'), action: 'none', reasons: [], notes: [] }] });
  });

  test('row 6: nothing is done where metadata could not be read and nothing changes', () => {
    const failure = callFailed('DescribeParameters');
    expect(planned(inSync, [wanted(inSync, claim('orders'))], failure).targets).toMatchObject([{ action: 'none' }]);
  });

  test.each<[string, ParameterMetadata, number, object]>([
    [
      'row 7: one byte over the Standard tier is blocked',
      standard,
      4097,
      {
        action: 'blocked',
        finding: { code: 'document-too-large', parameter, bytes: 4097, limit: 4096, tier: 'Standard' },
      },
    ],
    ['row 8: what just fits into the Standard tier is updated', standard, 4096, { action: 'update' }],
    [
      'row 7: one byte over the Advanced tier is blocked',
      { tier: 'Advanced' },
      8193,
      {
        action: 'blocked',
        finding: { code: 'document-too-large', parameter, bytes: 8193, limit: 8192, tier: 'Advanced' },
      },
    ],
    ['row 8: what just fits into the Advanced tier is updated', { tier: 'Advanced' }, 8192, { action: 'update' }],
  ])('%s, counted in bytes of UTF-8', (_, metadata, size, expected) => {
    const text = (filling: string): string =>
      JSON.stringify({ x: filling, auth: { cognito: { ...credentials('orders'), url: '-' } } });
    const bytes = Buffer.byteLength(text('')) + endpoint.length - 1;
    // Mostly of three bytes each, the rest of one.
    const room = size - bytes;
    const sight = present(text('€'.repeat(Math.floor(room / 3)) + 'x'.repeat(room % 3)));
    const { targets, write } = planned(sight, [wanted(sight, claim('orders'))], metadata);
    expect(targets).toMatchObject([expected]);
    expect(write === undefined).toBe(targets[0]?.action === 'blocked');
  });

  test('row 7: a new document is held to the Standard tier', () => {
    const difference = { described: client('orders', { secret: new Secret('€'.repeat(1400)) }) };
    expect(plannedOne(absent, difference)).toMatchObject({
      target: { action: 'blocked', finding: { code: 'document-too-large', limit: 4096, tier: 'Standard' } },
      write: undefined,
    });
  });

  test('row 8: else it is updated, for the keys that differ, with what was read and described', () => {
    const { target, write } = plannedOne(older, { secretCount: 1 });
    expect(target).toEqual({ claim: claim('orders'), action: 'update', reasons: ['clientSecret'], notes: [] });
    expect(write).toEqual({
      kind: 'update',
      text: new Secret(document(credentials('orders'))),
      read: older.kind === 'present' && older.parameter,
      metadata: standard,
    });
  });

  test('row 8: an update needs metadata first', () => {
    expect(planParameter(parameter, [wanted(older, claim('orders'), { secretCount: 1 })], older, undefined)).toBe(
      'needs-metadata',
    );
  });

  test('row 8: an update whose metadata could not be read fails', () => {
    const failure = callFailed('DescribeParameters');
    const { targets, write } = planned(older, [wanted(older, claim('orders'), { secretCount: 1 })], failure);
    expect({ target: targets[0], write }).toEqual(stop('failed', failure));
  });
});

test('a document that the editor cannot vouch for is blocked, and nothing is written', () => {
  vi.spyOn(Document.prototype, 'edit').mockImplementation(() => {
    throw new Error('the editor checked its work');
  });
  expect(plannedOne(older, { secretCount: 1 })).toEqual(
    invalid('it cannot be edited without touching what is not ours (auth.cognito)'),
  );
});

describe('a plan', () => {
  test('carries the notes of all keys, whatever is done', () => {
    const difference: Partial<Situation> = { endpoints: [], described: withoutSecret('orders'), secretCount: 1 };
    const noDomain = { code: 'no-domain', userPoolId: poolId };
    expect(plannedOne(inSync, difference).target).toMatchObject({ action: 'none', notes: [noDomain, unreadable] });
    expect(plannedOne(absent, difference).target).toMatchObject({ action: 'blocked', notes: [noDomain] });
    expect(plannedOne(absent, { endpoints: [] }).target).toMatchObject({ action: 'create', notes: [noDomain] });
  });

  test('removes what a client before has left and ours has not', () => {
    const theirs = present(document(credentials('billing')));
    const { target, write } = plannedOne(theirs, { endpoints: [], described: withoutSecret('orders'), secretCount: 0 });
    expect(target?.reasons).toEqual(['url', 'clientId', 'clientSecret']);
    expect(write?.text.reveal()).toBe(document({ clientId: idOf('orders') }));
  });

  test('keeps the comments of a document whose data type is jsonc, and only of that', () => {
    const text = '{\n  // by hand\n  "a": 1,\n}';
    const jsonc = present(text, { dataType: 'jsonc' });
    const { write } = plannedOne(jsonc);
    expect(write?.text.reveal()).toContain('// by hand\n  "a": 1,');
    expect(plannedOne(present(text, { dataType: 'json' })).target).toMatchObject({
      action: 'blocked',
      finding: { code: 'document-invalid' },
    });
  });
});

test('a text that is not the one of the view is not edited where it cannot be read', () => {
  const { targets, write } = planned(present('oops'), [wanted(present('{}'), claim('orders'))]);
  expect({ target: targets[0], write }).toEqual(invalid('it is not JSON (line 1, column 1)'));
});
