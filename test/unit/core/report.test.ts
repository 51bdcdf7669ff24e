import { describe, expect, test } from 'vitest';
import type { PassPlan } from '../../../lambdas/core/decision.ts';
import type { Finding } from '../../../lambdas/core/findings.ts';
import type { Action, ParameterPlan, TargetPlan } from '../../../lambdas/core/plan.ts';
import { type Applied, failed, type Outcome, outcomesOf } from '../../../lambdas/core/report.ts';
import { callFailed, claim, idOf, poolId } from './builders.ts';

const parameter = '/apis/orders';
const nothing: PassPlan = {
  parameters: [],
  lost: [],
  rejected: [],
  failures: [],
  deferred: [],
  unowned: new Set(),
  orphans: [],
};
const labelled = { code: 'version-label-full', parameter } as const;
const moved = { code: 'moved', parameter, found: 'somebody created it first' } as const;
const lost = { code: 'lost-update', parameter, version: 8 } as const;
const repaired = { code: 'lost-update-repaired', parameter, version: 8 } as const;
const untagged = { code: 'owner-untagged', parameter, error: 'TooManyTagsError' } as const;
const twice = { code: 'claimed-twice', parameter, place: 'auth.cognito', count: 2, clients: [idOf('orders')] } as const;
const noDomain = { code: 'no-domain', userPoolId: poolId } as const;

function target(action: Action, finding?: Finding): TargetPlan {
  return { claim: claim('orders'), action, reasons: ['url'], notes: [noDomain], ...(finding && { finding }) };
}

/** What is reported of one target in whose parameter this came of the write. */
function outcome(planned: TargetPlan, applied?: Applied): Outcome | undefined {
  const plan: ParameterPlan = { parameter, targets: [planned] };
  const [reported, ...more] = outcomesOf({ ...nothing, parameters: [plan] }, new Map(applied ? [[plan, applied]] : []));
  expect(more).toEqual([]);
  return reported;
}

describe('a target is reported', () => {
  test.each<[string, TargetPlan, Applied | undefined, Partial<Outcome>]>([
    ['as created', target('create'), 'written', { action: 'create', code: 'created' }],
    ['as updated', target('update'), 'written', { action: 'update', code: 'updated' }],
    [
      'as due to be created where nothing was applied',
      target('create'),
      'not-applied',
      { action: 'create', code: 'create-due' },
    ],
    [
      'as due to be updated where nothing was applied',
      target('update'),
      undefined,
      { action: 'update', code: 'update-due' },
    ],
    ['as in sync', target('none'), undefined, { action: 'none', code: 'in-sync' }],
    [
      'as in sync, though another of its parameter was written',
      target('none'),
      'written',
      { action: 'none', code: 'in-sync' },
    ],
    ['as in sync, though another of its parameter failed', target('none'), moved, { action: 'none', code: 'in-sync' }],
    ['as waiting', target('waiting'), undefined, { action: 'waiting', code: 'waiting' }],
    [
      'as blocked by its plan',
      target('blocked', labelled),
      undefined,
      { action: 'blocked', code: 'version-label-full', finding: labelled },
    ],
    [
      'as blocked by its plan, though another of its parameter failed',
      target('blocked', labelled),
      moved,
      { action: 'blocked', code: 'version-label-full', finding: labelled },
    ],
    ['as failed by its plan', target('failed', moved), 'written', { action: 'failed', code: 'moved', finding: moved }],
    ['as failed by its write', target('update'), moved, { action: 'failed', code: 'moved', finding: moved }],
    [
      'as having lost somebody’s version, though it needed nothing itself',
      target('none'),
      lost,
      { action: 'failed', code: 'lost-update', finding: lost },
    ],
    [
      'as updated, with what there is to say of the write',
      target('update'),
      repaired,
      { action: 'update', code: 'updated', notes: [noDomain, repaired] },
    ],
    [
      'as in sync, with what there is to say of the write',
      target('none'),
      repaired,
      { action: 'none', code: 'in-sync', notes: [noDomain, repaired] },
    ],
    [
      'as blocked by its write',
      target('create'),
      labelled,
      { action: 'blocked', code: 'version-label-full', finding: labelled },
    ],
  ])('%s, with its client, place, reasons and notes', (_, planned, applied, expected) => {
    expect(outcome(planned, applied)).toEqual({
      clientId: idOf('orders'),
      clientName: 'orders',
      parameter,
      place: 'auth.cognito',
      reasons: ['url'],
      notes: [noDomain],
      ...expected,
    });
  });
});

describe('a pass reports', () => {
  test('parameters, lost claims, rejected declarations and failures, in this order', () => {
    const plan: ParameterPlan = { parameter, targets: [target('none'), target('waiting')] };
    const missing = { code: 'client-missing', tag: 'ssm-sync:x', client: 'x' } as const;
    const outcomes = outcomesOf(
      {
        ...nothing,
        parameters: [plan],
        lost: [target('rejected', twice)],
        rejected: [{ rejection: missing }],
        failures: [callFailed('DescribeUserPoolClient')],
      },
      new Map(),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([
      'in-sync',
      'waiting',
      'claimed-twice',
      'client-missing',
      'call-failed',
    ]);
  });

  test('a rejected declaration with its client, where there is one', () => {
    const rejection = { code: 'declared-twice', tags: ['a', 'b'], client: idOf('orders') } as const;
    const rejected = [{ rejection, client: { id: idOf('orders'), name: 'orders' } }, { rejection }];
    const outcome = { action: 'rejected', code: 'declared-twice', reasons: [], notes: [], finding: rejection };
    expect(outcomesOf({ ...nothing, rejected }, new Map())).toEqual([
      { ...outcome, clientId: idOf('orders'), clientName: 'orders' },
      outcome,
    ]);
  });

  test('a lost claim as rejected, with its place', () => {
    expect(outcomesOf({ ...nothing, lost: [target('rejected', twice)] }, new Map())).toMatchObject([
      { action: 'rejected', code: 'claimed-twice', clientName: 'orders', place: 'auth.cognito', finding: twice },
    ]);
  });

  test('what is left behind, with the client that stands there', () => {
    const orphan = {
      code: 'client-gone',
      parameter,
      place: 'auth.cognito',
      client: idOf('orders'),
      userPoolId: poolId,
    } as const;
    expect(outcomesOf({ ...nothing, orphans: [orphan] }, new Map())).toEqual([
      {
        action: 'orphaned',
        code: 'client-gone',
        clientId: idOf('orders'),
        parameter,
        place: 'auth.cognito',
        reasons: [],
        notes: [],
        finding: orphan,
      },
    ]);
  });

  test('a failure that is of no target', () => {
    const failure = callFailed('DescribeUserPool');
    expect(failed(failure)).toEqual({
      action: 'failed',
      code: 'call-failed',
      reasons: [],
      notes: [],
      finding: failure,
    });
  });
});

describe('a parameter that nobody claims any more', () => {
  const reported = (applied: Applied | undefined): readonly Outcome[] => {
    const plan: ParameterPlan = { parameter, targets: [] };
    return outcomesOf({ ...nothing, parameters: [plan] }, new Map(applied ? [[plan, applied]] : []));
  };

  test.each<[string, Applied, Partial<Outcome>]>([
    ['not tagged', untagged, { action: 'none', code: 'in-sync', notes: [untagged] }],
    ['put right', repaired, { action: 'none', code: 'in-sync', notes: [repaired] }],
    ['not put right', lost, { action: 'failed', code: 'lost-update', finding: lost }],
    ['blocked', labelled, { action: 'blocked', code: 'version-label-full', finding: labelled }],
  ])('is reported once when it was %s', (_, applied, expected) => {
    expect(reported(applied)).toEqual([{ parameter, reasons: [], notes: [], ...expected }]);
  });

  test('is not spoken of otherwise', () => {
    expect([reported('written'), reported(undefined)]).toEqual([[], []]);
  });
});
