import { describe, expect, test } from 'vitest';
import type { Claimant } from '../../../lambdas/core/settlement.ts';
import { idOf } from './builders.ts';
import { settled, site } from './claimants.ts';

const twice = { code: 'declared-twice', tags: ['a', 'b'], client: idOf('a') } as const;

describe('of overlapping places', () => {
  const outer = (name: string, standing?: string): Claimant => site(name, standing, { place: ['x'] });
  const inner = (name: string, standing?: string): Claimant => site(name, standing, { place: ['x', 'y'] });
  const beside = (name: string, standing?: string): Claimant => site(name, standing, { place: ['x', 'z'] });
  const overlap = (...names: readonly string[]): readonly (readonly string[])[] =>
    names.map((name) => [name, 'places-overlap']);

  test.each<[string, readonly Claimant[], ReturnType<typeof settled>]>([
    ['none goes to anybody where nobody stands', [outer('a'), inner('b')], { won: [], lost: overlap('a', 'b') }],
    ['the outer one where a claimant stands stays', [outer('a', 'a'), inner('b')], { won: ['a'], lost: overlap('b') }],
    ['the inner one where a claimant stands stays', [outer('a'), inner('b', 'b')], { won: ['b'], lost: overlap('a') }],
    [
      'the two inner ones where claimants stand both stay: they do not contain one another',
      [outer('a'), inner('b', 'b'), beside('c', 'c')],
      { won: ['b', 'c'], lost: overlap('a') },
    ],
    [
      'none goes to anybody where claimants stand at both',
      [outer('a', 'a'), inner('b', 'b')],
      { won: [], lost: overlap('a', 'b') },
    ],
    [
      'none goes to anybody where claimants stand at two, though at a third nobody does',
      [outer('a', 'a'), inner('b', 'b'), beside('c')],
      { won: [], lost: overlap('a', 'b', 'c') },
    ],
    [
      'one within a place that stays does not go to anybody though it overlaps with no other',
      [outer('a', 'a'), inner('b'), beside('c')],
      { won: ['a'], lost: overlap('b', 'c') },
    ],
    [
      'one where somebody stands that does not claim it does not stay',
      [outer('a', 'x'), inner('b', 'a')],
      { won: [], lost: overlap('a', 'b') },
    ],
    [
      'one where it cannot be told who stands does not stay',
      [
        { ...outer('a'), standing: 'unknown' },
        { ...inner('b'), standing: 'unknown' },
      ],
      { won: [], lost: overlap('a', 'b') },
    ],
    [
      'one that stays is still only its claimant’s that stands there',
      [outer('a', 'a'), outer('c', 'a'), inner('b')],
      {
        won: ['a'],
        lost: [
          ['c', 'claimed-by-another-client'],
          ['b', 'places-overlap'],
        ],
      },
    ],
    [
      'one that stays is nobody’s where its claimant is declared wrongly',
      [site('a', 'a', { place: ['x'], rejection: twice }), inner('b')],
      {
        won: [],
        lost: [
          ['a', 'declared-twice'],
          ['b', 'places-overlap'],
        ],
      },
    ],
    ['one client’s own count like others’', [outer('a', 'a'), inner('a')], { won: ['a'], lost: overlap('a') }],
  ])('%s', (_, sites, outcome) => {
    expect(settled(sites)).toEqual(outcome);
  });
});

describe('places overlap', () => {
  const overlapping = (one: readonly string[], other: readonly string[]): boolean =>
    settled([site('a', undefined, { place: one }), site('b', undefined, { place: other })]).lost.length > 0;

  test.each([
    ['where one contains the other', 'auth', 'auth.url', true],
    ['where one contains the other, levels down', 'a', 'a.b.c', true],
    ['where the inner one is named first', 'auth.url', 'auth', true],
    ['not where they are beside one another', 'auth.a', 'auth.b', false],
    ['not where they part further up', 'x.auth', 'y.auth.url', false],
    ['not where a name only begins alike', 'auth', 'authority.url', false],
    ['not where only the last name of the shorter one differs', 'a.b', 'a.c.b', false],
  ])('%s', (_, one, other, expected) => {
    expect(overlapping(one.split('.'), other.split('.'))).toBe(expected);
  });

  test('not where they are of different parameters', () => {
    expect(
      settled([
        site('a', undefined, { place: ['x'] }),
        site('b', undefined, { place: ['x', 'y'], parameter: '/apis/b' }),
      ]).won,
    ).toEqual(['a', 'b']);
  });
});
