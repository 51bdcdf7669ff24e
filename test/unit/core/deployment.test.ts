import { describe, expect, test } from 'vitest';
import { watches } from '../../../lambdas/core/deployment.ts';
import { deployment, poolId } from './builders.ts';

describe('a deployment', () => {
  test.each([
    ['looks at every pool where it names none', {}, true],
    ['looks at a pool it names', { userPools: ['eu-west-1_Other0000', poolId] }, true],
    ['looks at no pool it does not name', { userPools: ['eu-west-1_Other0000'] }, false],
    ['looks at no pool where it names an empty list', { userPools: [] }, false],
  ])('%s', (_, difference, expected) => {
    expect(watches(deployment(difference), poolId)).toBe(expected);
  });
});
