import { expect, test } from 'vitest';
import { missingTags } from '../../../lambdas/core/ownership.ts';

const key = 'ssm-sync:owner:auth.cognito';
const wanted = new Map([
  ['ssm-sync:managed', 'true'],
  [key, 'eu-west-1_a one here'],
]);
const missing = (owner: string): readonly string[] => [
  ...missingTags(
    wanted,
    new Map([
      ['ssm-sync:managed', 'true'],
      [key, owner],
    ]),
  ).keys(),
];

test('an owner tag that another deployment set for the same client is left: each would put that right for ever', () => {
  expect(missing('eu-west-1_a one here')).toEqual([]);
  expect(missing('eu-west-1_a one there')).toEqual([]);
});

test('an owner tag that names another client or pool, or nothing that makes sense, is missing', () => {
  expect(missing('eu-west-1_a two here')).toEqual([key]);
  expect(missing('eu-west-1_b one here')).toEqual([key]);
  expect(missing('eu-west-1_a one')).toEqual([key]);
  expect([...missingTags(wanted, new Map()).keys()]).toEqual(['ssm-sync:managed', key]);
});
