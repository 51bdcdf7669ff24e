/** What `status` makes of what passes saw: which pools are shown, when they changed last, and what is told of them. */
import { describe, expect, test } from 'vitest';
import { ageOf, momentOf } from '../../../lambdas/cli/status/age.ts';
import { allKinds, goneSurvey, outcomeOf, overview, passSeeing, surveyOf } from './surveys.ts';

describe('the last change', () => {
  test('of a pool is the newest of its parameters’, of a target its own', () => {
    const seen = [passSeeing('orders', '2026-11-20T08:00:00.000Z'), passSeeing('orders', '2026-11-19T23:00:00.000Z')];
    const [pool] = overview([surveyOf('apis00000', 'apis', [outcomeOf('billing')], seen)]).pools;
    expect(pool?.changedAt).toBe('2026-11-20T08:00:00.000Z');
    expect(pool?.targets.map(({ changedAt }) => changedAt)).toEqual([
      undefined,
      '2026-11-20T08:00:00.000Z',
      '2026-11-19T23:00:00.000Z',
    ]);
  });

  test.each([
    ['2026-11-21T18:00:30.000Z', 'just now'],
    ['2026-11-21T17:59:01.000Z', 'just now'],
    ['2026-11-21T17:59:00.000Z', '1 min ago'],
    ['2026-11-21T17:00:01.000Z', '59 min ago'],
    ['2026-11-21T17:00:00.000Z', '1 h ago'],
    ['2026-11-19T18:00:01.000Z', '47 h ago'],
    ['2026-11-19T18:00:00.000Z', '2 d ago'],
    ['2026-09-22T18:00:01.000Z', '59 d ago'],
    ['2026-09-22T18:00:00.000Z', '2026-09-22'],
  ])('at %s is told as %s', (then, told) => {
    expect(ageOf(then, '2026-11-21T18:00:00.000Z')).toBe(told);
  });

  test('is a date and a time of day in UTC where nobody reckons from now', () => {
    expect(momentOf('2026-01-05T09:07:59.123Z')).toBe('5 Jan 2026, 09:07');
    expect(momentOf('2026-12-31T23:59:59.999Z')).toBe('31 Dec 2026, 23:59');
  });
});

describe('a pool that is gone', () => {
  const left = outcomeOf('left', allKinds.left);

  test('is shown for what it left behind or because it was asked for, and otherwise not', () => {
    const surveys = [goneSurvey('nothing00'), goneSurvey('left00000', [left]), surveyOf('empty0000', 'empty', [])];
    const ids = (found: ReturnType<typeof overview>) => found.pools.map(({ userPoolId, gone }) => [userPoolId, gone]);
    expect(ids(overview(surveys))).toEqual([
      ['eu-west-1_left00000', true],
      ['eu-west-1_empty0000', false],
    ]);
    expect(ids(overview(surveys, { scope: { pool: 'eu-west-1_nothing00' } }))).toContainEqual([
      'eu-west-1_nothing00',
      true,
    ]);
  });

  test('is not one that could not be looked at', () => {
    const unseen = { ...surveyOf('unseen000', '', [outcomeOf('x', allKinds.failed)]), pool: undefined };
    expect(overview([unseen]).pools).toMatchObject([{ gone: false, name: undefined }]);
  });
});

describe('what there is to tell', () => {
  test('is told once a pool with how many it is the reason of, and names the client it is about', () => {
    const blocked = outcomeOf('plain', allKinds.blocked);
    const failed = ['orders', 'billing'].map((name) => outcomeOf(name, allKinds.failed));
    const { needing, noted } = overview([
      surveyOf('one000000', 'one', [blocked, blocked, ...failed, outcomeOf('fine')]),
      surveyOf('two000000', 'two', [blocked]),
    ]);
    expect(needing.map(({ poolName, code, clientName, count }) => [poolName, code, clientName, count])).toEqual([
      ['one', 'parameter-not-secure', 'plain', 2],
      ['one', 'call-failed', undefined, 2],
      ['two', 'parameter-not-secure', 'plain', 1],
    ]);
    expect(needing[0]?.sentence).toBe(
      '/apis/plain is a String; a secret goes into a SecureString only. Recreate it as one (its value is not converted for you).',
    );
    expect(noted).toEqual([]);
  });

  test('needs a person where nothing goes on without one; the rest is only worth knowing', () => {
    const found = Object.entries(allKinds).map(([name, kind]) => outcomeOf(name, kind));
    const { needing, noted } = overview([surveyOf('apis00000', 'apis', found)]);
    expect(needing.map(({ code }) => code)).toEqual([
      'parameter-not-secure',
      'client-missing',
      'call-failed',
      'client-gone',
    ]);
    expect(noted.map(({ code, clientName }) => [code, clientName])).toEqual([
      ['no-domain', 'noted'],
      ['secret-unreadable', 'unreadable'],
    ]);
  });
});
