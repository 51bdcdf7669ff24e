import { describe, expect, test } from 'vitest';
import { placeOf } from '../../../lambdas/core/ownership.ts';
import { type Claimant, settle, shared } from '../../../lambdas/core/settlement.ts';
import { claim, idOf } from './builders.ts';
import { settled, site } from './claimants.ts';

function unknown(name: string): Claimant {
  return { claim: claim(name), standing: 'unknown' };
}

const twice = { code: 'declared-twice', tags: ['a', 'b'], client: idOf('a') } as const;

describe('a place goes', () => {
  test.each<[string, readonly Claimant[], ReturnType<typeof settled>]>([
    [
      'to the claimant that stands there, and to no other',
      [site('a', 'b'), site('b', 'b'), site('c', 'b')],
      {
        won: ['b'],
        lost: [
          ['a', 'claimed-by-another-client'],
          ['c', 'claimed-by-another-client'],
        ],
      },
    ],
    ['to a single claimant that stands there', [site('a', 'a')], { won: ['a'], lost: [] }],
    ['to a single claimant where nobody stands', [site('a')], { won: ['a'], lost: [] }],
    ['to a single claimant where somebody stands that claims nothing', [site('a', 'x')], { won: ['a'], lost: [] }],
    [
      'to nobody where several claim it and nobody stands there',
      [site('a'), site('b')],
      {
        won: [],
        lost: [
          ['a', 'claimed-twice'],
          ['b', 'claimed-twice'],
        ],
      },
    ],
    [
      'to nobody where several claim it and somebody stands there that claims nothing',
      [site('a', 'x'), site('b', 'x')],
      {
        won: [],
        lost: [
          ['a', 'claimed-twice'],
          ['b', 'claimed-twice'],
        ],
      },
    ],
    [
      'to all alike where it cannot be told who stands there',
      [unknown('a'), unknown('b')],
      { won: ['a', 'b'], lost: [] },
    ],
    ['to one claimant once, however often it claims it', [site('a'), site('a')], { won: ['a'], lost: [] }],
    [
      'to each where the claims are to different parameters',
      [site('a'), site('b', undefined, { parameter: '/apis/b' })],
      { won: ['a', 'b'], lost: [] },
    ],
    [
      'to each where the claims are to different places of one parameter',
      [site('a'), site('b', undefined, { place: ['auth', 'other'] })],
      { won: ['a', 'b'], lost: [] },
    ],
    [
      'to nobody else where the one that stands there is declared wrongly',
      [site('a', 'a', { rejection: twice }), site('b', 'a')],
      {
        won: [],
        lost: [
          ['a', 'declared-twice'],
          ['b', 'claimed-by-another-client'],
        ],
      },
    ],
    [
      'to nobody where nobody stands there and another claimant is declared wrongly',
      [site('a', undefined, { rejection: twice }), site('b')],
      {
        won: [],
        lost: [
          ['a', 'declared-twice'],
          ['b', 'claimed-twice'],
        ],
      },
    ],
    [
      'not to a single claimant that is declared wrongly',
      [site('a', undefined, { rejection: twice })],
      { won: [], lost: [['a', 'declared-twice']] },
    ],
  ])('%s', (_, sites, outcome) => {
    expect(settled(sites)).toEqual(outcome);
  });
});

describe('a rejection names', () => {
  const { parameter } = claim('a');

  test('the one that has the place', () => {
    expect(settle([site('a', 'b'), site('b', 'b')]).lost.map(({ finding }) => finding)).toEqual([
      { code: 'claimed-by-another-client', parameter, place: 'auth.cognito', holder: idOf('b') },
    ]);
  });

  test('all that claim the place, each once', () => {
    expect(settle([site('a'), site('b'), site('a')]).lost.map(({ finding }) => finding)).toEqual(
      Array(2).fill({
        code: 'claimed-twice',
        parameter,
        place: 'auth.cognito',
        count: 2,
        clients: [idOf('a'), idOf('b')],
      }),
    );
  });

  test('of many that claim the place the first five, with their number', () => {
    const { lost } = settle(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => site(name)));
    expect(lost).toHaveLength(6);
    expect(lost[5]?.finding).toEqual({
      code: 'claimed-twice',
      parameter,
      place: 'auth.cognito',
      count: 6,
      clients: ['a', 'b', 'c', 'd', 'e'].map(idOf),
    });
  });

  test('the place and those that it overlaps with, in order and each once', () => {
    const { lost } = settle([
      site('b', undefined, { place: ['x', 'z'] }),
      site('a', undefined, { place: ['x'] }),
      site('c', undefined, { place: ['x', 'y'] }),
      site('d', undefined, { place: ['x', 'y'] }),
      site('e', undefined, { place: ['z'] }),
    ]);
    const overlap = (places: readonly string[]): object => ({ code: 'places-overlap', parameter, places });
    expect(lost.map(({ site, finding }) => [site.claim.client.name, finding])).toEqual([
      ['b', overlap(['x', 'x.z'])],
      ['a', overlap(['x', 'x.y', 'x.z'])],
      ['c', overlap(['x', 'x.y'])],
      ['d', overlap(['x', 'x.y'])],
    ]);
  });
});

describe('a shared parameter', () => {
  test('is one that several clients claim, at whatever place', () => {
    const one = claim('a');
    const other = claim('b', { place: ['x'] });
    const alone = claim('a', { parameter: '/apis/a' });
    const again = claim('a', { parameter: '/apis/a', place: ['x'] });
    expect([...shared([one, alone, other, again])]).toEqual([one, other]);
  });
});

test('a place is written with dots', () => {
  expect(placeOf(claim('a', { place: ['x', 'y', 'z'] }))).toBe('x.y.z');
});
