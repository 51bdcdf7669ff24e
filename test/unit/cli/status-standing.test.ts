/** How much stands how: the counts of `status`, and the bar that is drawn of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthsOf, percentInSync, standings, tallyOf } from '../../../lambdas/cli/status/standing.ts';
import type { Outcome } from '../../../lambdas/core/report.ts';
import { allKinds, outcomeOf, overview, surveyOf } from './surveys.ts';

const kinds = fc.constantFrom(...Object.values(allKinds)).map((kind) => outcomeOf('orders', kind));
const outcomes = (minLength: number) => fc.array(kinds, { minLength, maxLength: 60 });
const many = (count: number, kind: Partial<Outcome> = {}) => Array.from({ length: count }, () => outcomeOf('x', kind));

describe('the counts', () => {
  test('put everything under one of four words', () => {
    const tally = tallyOf(Object.values(allKinds).map((kind) => outcomeOf('orders', kind)));
    expect(tally.total).toBe(10);
    expect(tally.of).toEqual({ 'in sync': 3, due: 2, waiting: 1, 'needs a person': 4 });
  });

  test('add up: the words to the total, the pools to the whole, both to the finer counts', () => {
    fc.assert(
      fc.property(fc.array(outcomes(0), { maxLength: 5 }), (pools) => {
        const { tally, pools: shown } = overview(pools.map((each, index) => surveyOf(`pool${index}`, 'apis', each)));
        const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
        expect(tally.total).toBe(pools.flat().length);
        expect(sum(Object.values(tally.of))).toBe(tally.total);
        for (const standing of standings)
          expect(sum(shown.map((pool) => pool.tally.of[standing]))).toBe(tally.of[standing]);
        const { inSync, due, waiting, blocked, rejected, orphaned, failed } = tally.inventory;
        expect([inSync, due, waiting, blocked + rejected + orphaned + failed]).toEqual(Object.values(tally.of));
      }),
    );
  });

  test.each([
    ['nothing', [], 100],
    ['all', many(3), 100],
    ['all but one of a thousand', [...many(999), ...many(1, allKinds.waiting)], 99],
    ['one of three', [...many(1), ...many(2, allKinds.blocked)], 33],
    ['none', many(2, allKinds.created), 0],
  ])('say 100 %% only where everything is in sync: %s', (_, found, percent) => {
    expect(percentInSync(tallyOf(found))).toBe(percent);
  });
});

describe('the bar', () => {
  test('is filled exactly, and what there is of a standing is seen, however little', () => {
    fc.assert(
      fc.property(
        outcomes(1),
        fc.integer({ min: 20, max: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (found, length, least) => {
          const tally = tallyOf(found);
          const lengths = lengthsOf(tally, length, least);
          expect(standings.reduce((sum, standing) => sum + lengths[standing], 0)).toBeCloseTo(length, 6);
          for (const standing of standings)
            if (tally.of[standing] === 0) expect(lengths[standing]).toBe(0);
            else expect(lengths[standing]).toBeGreaterThanOrEqual(least - 1e-9);
        },
      ),
    );
  });

  test('shows shares as they are where all are large enough, and one of a thousand at the least length', () => {
    const half = tallyOf([...many(5), ...many(5, allKinds.blocked)]);
    expect(lengthsOf(half, 60, 1)).toEqual({ 'in sync': 30, due: 0, waiting: 0, 'needs a person': 30 });
    const speck = tallyOf([...many(999), ...many(1, allKinds.blocked)]);
    expect(lengthsOf(speck, 60, 1)).toEqual({ 'in sync': 59, due: 0, waiting: 0, 'needs a person': 1 });
  });

  test('has no length of nothing', () => {
    expect(Object.values(lengthsOf(tallyOf([]), 60, 1))).toEqual([0, 0, 0, 0]);
  });
});
