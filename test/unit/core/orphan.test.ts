import { describe, expect, test } from 'vitest';
import { orphansOf, unclaimed, unreadable } from '../../../lambdas/core/orphan.ts';
import type { ParameterSight } from '../../../lambdas/core/parameter.ts';
import {
  callFailed,
  claim,
  clientRequest,
  credentials,
  deployment,
  document,
  idOf,
  poolId,
  poolRequest,
  present,
} from './builders.ts';
import { confidential, drive, model, publicClient, type Stated } from './model-world.ts';

/** The table above orphan.ts: a sweep is told that “orders” owns a place, and finds “orders” there. */
const parameter = '/apis/left';
const place = 'auth.cognito';
const at = '2026-11-20T10:00:00Z';
const owned = { parameter, place, clientId: idOf('orders') };
const swept = poolRequest({ sweep: at, owned: [owned] });
const standing = { [parameter]: document(credentials('orders')) };

function reported(difference: Stated, request = swept, where = deployment()): readonly string[] {
  const usual = { clients: [confidential('orders')], parameters: standing };
  return drive(request, model({ ...usual, ...difference }), where).plan.orphans.map(({ code }) => code);
}

describe('what was written and nothing asks for any more', () => {
  test.each<[string, Stated, readonly string[]]>([
    ['is named with the client that is gone', { tags: {}, clients: [] }, ['client-gone']],
    [
      'is named with the client that is gone, for what a stranger registered under its id',
      { tags: {}, clients: [confidential('orders', { dynamic: true })] },
      ['client-gone'],
    ],
    ['is named where its client claims something else', {}, ['declaration-moved']],
    [
      'is named where its client claims another place of the same parameter',
      { tags: { 'ssm-sync:orders': `${parameter}@x` } },
      ['declaration-moved'],
    ],
    ['is named where the pool declares nothing any more', { tags: {} }, ['declaration-gone']],
    [
      'is named where only others are declared',
      { tags: { 'ssm-sync:other': '/apis/x' }, clients: [confidential('orders'), confidential('other')] },
      ['declaration-gone'],
    ],
    ['is named where its client is left out', { tags: { 'ssm-sync:orders': 'none' } }, ['declaration-gone']],
    [
      'is named where the pattern leads elsewhere and the client turns out to be public, which no pattern covers',
      { clients: [publicClient('orders')] },
      ['declaration-gone'],
    ],
    ['is none while it is claimed', { tags: { 'ssm-sync:orders': parameter } }, []],
    [
      'is none while another client claims it, whose affair it is then',
      {
        tags: { 'ssm-sync:other': parameter, 'ssm-sync:orders': 'none' },
        clients: [confidential('orders'), confidential('other')],
      },
      [],
    ],
    ['is none where its declaration is malformed: the fault is told', { tags: { 'ssm-sync:orders': '?' } }, []],
    [
      'is none where its declaration leads outside: the fault is told',
      { tags: { 'ssm-sync:orders': '/elsewhere/x' } },
      [],
    ],
    [
      'is none where two tags name it, neither with a target that may be: the fault is told',
      { tags: { 'ssm-sync:orders': '/elsewhere/x', [`ssm-sync:${idOf('orders')}`]: '/elsewhere/y' } },
      [],
    ],
    [
      'is none where somebody else stands there',
      { tags: {}, parameters: { [parameter]: document(credentials('x')) } },
      [],
    ],
    ['is none where it was taken out by hand', { tags: {}, parameters: { [parameter]: '{"theirs":1}' } }, []],
    ['is none where the parameter was deleted', { tags: {}, parameters: {} }, []],
    [
      'is told where the document cannot be read: it may still be in it',
      { tags: {}, parameters: { [parameter]: '{' } },
      ['declaration-gone'],
    ],
    [
      'is none where the parameter cannot be read: it is looked at again',
      { tags: {}, failing: [`parameter ${parameter}`] },
      [],
    ],
  ])('%s', (_, difference, codes) => {
    expect(reported(difference)).toEqual(codes);
  });

  test('is named with all that is needed to find it', () => {
    const { plan } = drive(swept, model({ tags: {}, clients: [], parameters: standing }));
    expect(plan.orphans).toEqual([
      { code: 'client-gone', parameter, place, client: idOf('orders'), userPoolId: poolId },
    ]);
    expect(plan.parameters).toEqual([]);
  });

  test('is told though a declaration about another client is at fault', () => {
    const tags = { 'ssm-sync:other': '/elsewhere/x' };
    expect(reported({ tags, clients: [confidential('orders'), confidential('other')] })).toEqual(['declaration-gone']);
  });

  test.each<[string, ParameterSight | undefined, number]>([
    ['what another try may read', { kind: 'unreadable', finding: callFailed('GetParameters') }, 1],
    [
      'what no other try can read',
      {
        kind: 'unreadable',
        finding: { code: 'call-refused', operation: 'GetParameters', error: 'AccessDeniedException', requestId: 'r' },
      },
      0,
    ],
    [
      'what its key does not open',
      { kind: 'unreadable', finding: { code: 'key-unusable', parameter, operation: 'x' } },
      0,
    ],
    ['what is there', present('{}'), 0],
    ['what was not looked at', undefined, 0],
  ])('that may be one fails the pass for %s', (_, sight, failures) => {
    expect(unreadable([owned, owned], new Map(sight && [[parameter, sight]]))).toHaveLength(failures);
  });

  test('is of each place for itself', () => {
    const two = [owned, { ...owned, place: 'x' }, { ...owned, place: 'y', clientId: idOf('gone') }];
    const text = JSON.stringify({
      auth: { cognito: credentials('orders') },
      x: credentials('orders'),
      y: credentials('gone'),
    });
    const tags = { 'ssm-sync:orders': `${parameter}@x` };
    const of = model({ tags, clients: [confidential('orders')], parameters: { [parameter]: text } });
    const { orphans } = drive(poolRequest({ sweep: at, owned: two }), of).plan;
    expect(orphans.map(({ place, code }) => [place, code])).toEqual([
      ['auth.cognito', 'declaration-moved'],
      ['y', 'client-gone'],
    ]);
  });

  test('of a pool that is gone is named so', () => {
    const gone = { userPoolId: poolId, listed: undefined, declarations: [], claims: [], rejected: [] };
    const sights = new Map([[parameter, present(document(credentials('orders')))]]);
    expect(orphansOf([owned], sights, gone)).toMatchObject([{ code: 'pool-gone', client: idOf('orders') }]);
    expect(orphansOf([owned], new Map(), gone)).toEqual([]);
  });

  test('is looked for only where this deployment may write', () => {
    const outside = [owned, { ...owned, parameter: '/apis2/left' }, { ...owned, parameter: '/x/apis/left' }];
    const where = deployment({ targets: [{ prefix: '/web/' }, { prefix: '/apis/' }] });
    expect(unclaimed(outside, [], where)).toEqual([owned]);
    const { looks } = drive(poolRequest({ sweep: at, owned: outside }), model({ tags: {} }), where);
    expect(looks).toEqual([['listing'], [`parameter ${parameter}`]]);
  });

  test('is looked for by place and parameter', () => {
    const others = [claim('a', { parameter, place: ['x'] }), claim('a', { parameter: '/apis/x' })];
    expect(unclaimed([owned], others, deployment())).toEqual([owned]);
    expect(unclaimed([owned], [...others, claim('a', { parameter })], deployment())).toEqual([]);
  });
});

describe('nothing is called left behind', () => {
  test('by a pass that was not told what the pool owns', () => {
    expect(reported({ tags: {} }, poolRequest({ sweep: at }))).toEqual([]);
    expect(drive(poolRequest({ sweep: at, owned: [] }), model({ tags: {} })).looks).toEqual([]);
  });

  test('by a pass that has only some clients in view', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders' };
    const parameters = { ...standing, '/apis/orders': document(credentials('orders')) };
    expect(reported({ tags, parameters }, clientRequest(['orders'], { sweep: at, owned: [owned] }))).toEqual([]);
    const rest = clientRequest(['orders'], { sweep: at, settled: true, owned: [owned] });
    expect(reported({ tags, parameters }, rest)).toEqual([]);
  });
});

test('where something was left and could not be looked at, nothing is asked twice and the rest goes on', () => {
  const of = model({
    clients: [confidential('orders')],
    parameters: standing,
    failing: [`parameter ${parameter}`],
  });
  const { plan } = drive(swept, of);
  expect(plan.parameters.map(({ parameter, write }) => [parameter, write?.kind])).toEqual([['/apis/orders', 'create']]);
  expect(plan.orphans).toEqual([]);
  expect(plan.failures).toEqual([callFailed('GetParameters')]);
});
