import { describe, expect, test } from 'vitest';
import { givenUp, mergeRounds, planAgain } from '../../../lambdas/pass/rounds.ts';
import { callFailed, idOf } from '../core/builders.ts';
import { covered, nameFor, planFor, planOf, roundOf, target } from './plans.ts';
import { metadata } from './ports.ts';
import { block, callError, fault } from './refusals.ts';

/** The second look at what moved, and how two rounds become one. */
const rejected = { rejection: { code: 'declared-twice', tags: [], client: 'x' } } as const;
const orphan = { code: 'client-gone', parameter: '/apis/x', place: 'auth', client: 'x', userPoolId: 'y' } as const;
const failure = callFailed('DescribeUserPoolClient');

describe('the plan of another look', () => {
  test('is what it plans for the parameters that moved, and for no other', () => {
    const again = planFor('orders', { targets: [target('orders', failure)] });
    const plan = planAgain([planFor('orders')], planOf([planFor('billing'), again]), new Map());
    expect(plan).toEqual(planOf([again]));
  });

  test('leaves alone a parameter that nobody claims any more', () => {
    const alone = planOf([{ parameter: nameFor('orders'), targets: [] }]);
    expect(planAgain([planFor('orders')], planOf([]), new Map())).toEqual(alone);
    expect(planAgain([planFor('orders')], undefined, new Map())).toEqual(alone);
  });

  test('puts back as it was what lies under a write of ours, if nobody claims it any more', () => {
    const { sight } = covered(5);
    const read = sight.kind === 'present' ? sight.parameter : undefined;
    const write = { kind: 'update', text: read?.value, read, metadata };
    expect(planAgain([planFor('orders')], undefined, new Map([[nameFor('orders'), covered(5)]]))).toEqual({
      ...planOf([]),
      parameters: [{ parameter: nameFor('orders'), targets: [], write }],
    });
  });

  test('tells of lost places in the parameters that moved only', () => {
    const again = planOf([], { lost: [target('orders'), target('billing')] });
    expect(planAgain([planFor('orders')], again, new Map()).lost).toEqual([target('orders')]);
  });

  test('tells every failure, and nothing that the first look has told', () => {
    const again = planOf([], {
      failures: [failure],
      rejected: [rejected],
      orphans: [orphan],
      unowned: new Set(['x']),
    });
    expect(planAgain([], again, new Map())).toEqual(planOf([], { failures: [failure] }));
  });

  test('defers none but the clients concerned, in their packs', () => {
    const moved = ['orders', 'billing', 'mailer'].map((name) => planFor(name));
    const deferred = [['orders', 'strange'], ['strange'], ['billing', 'mailer']].map((pack) => pack.map(idOf));
    expect(planAgain(moved, planOf([], { deferred }), new Map()).deferred).toEqual([
      [idOf('orders')],
      [idOf('billing'), idOf('mailer')],
    ]);
  });
});

describe('of two rounds', () => {
  const first = planFor('orders');
  const second = planFor('orders', { targets: [target('orders', failure)] });
  const other = planFor('billing');

  test('the later word counts for a parameter, and what it says nothing of is kept', () => {
    const earlier = roundOf(
      [
        [first, { applied: 'written', covered: covered(5) }],
        [other, { applied: 'written' }],
      ],
      { lost: [target('orders', failure), target('billing', failure)] },
    );
    const later = roundOf([[second, undefined]], { lost: [target('orders')] });
    expect(mergeRounds(earlier, later)).toEqual({
      plan: planOf([other, second], { lost: [target('billing', failure), target('orders')] }),
      results: new Map([[other, { applied: 'written' }]]),
    });
  });

  test('both tell their failures and what they defer, and only the earlier one what is of the whole pool', () => {
    const late = callFailed('ListUserPoolClientSecrets');
    const merged = mergeRounds(
      roundOf([], {
        failures: [failure],
        deferred: [['a']],
        rejected: [rejected],
        orphans: [orphan],
        unowned: new Set(['a']),
      }),
      roundOf([[second, { applied: 'written' }]], { failures: [late], deferred: [['b']] }),
    );
    expect(merged).toEqual({
      plan: planOf([second], {
        failures: [failure, late],
        deferred: [['a'], ['b']],
        rejected: [rejected],
        orphans: [orphan],
        unowned: new Set(['a']),
      }),
      results: new Map([[second, { applied: 'written' }]]),
    });
  });
});

describe('a round that could not look again', () => {
  const over = planFor('orders');
  const waiting = planFor('billing');
  const moved = { code: 'moved', parameter: nameFor('mailer'), found: 'somebody wrote' } as const;
  const late = planFor('mailer');
  const done = planFor('steady');
  const round = roundOf([
    [done, { applied: 'written' }],
    [over, { applied: { ...moved, parameter: nameFor('orders') }, covered: covered(5) }],
    [waiting, undefined],
    [late, { applied: moved }],
  ]);
  const lost = { code: 'lost-update', parameter: nameFor('orders'), version: 5 } as const;
  const results = new Map([
    [done, { applied: 'written' }],
    [over, { applied: lost }],
    [waiting, { applied: 'not-applied' }],
    [late, { applied: moved }],
  ]);

  test('names what lies under its writes, and says why it could not', () => {
    expect(givenUp([over, waiting, late], round, callError(failure))).toEqual({
      plan: planOf([done, over, waiting, late], { failures: [failure] }),
      results,
    });
  });

  test('says nothing of a parameter that is blocked, for that is no failure', () => {
    expect(givenUp([over, waiting, late], round, callError(block))).toEqual({
      plan: planOf([done, over, waiting, late]),
      results,
    });
  });

  test('does not hide a fault of the program', () => {
    expect(() => givenUp([over], round, fault)).toThrow(fault);
  });
});
