import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../lambdas/core/claim.ts';
import { type Claimant, placeOf, settle, shared } from '../../../lambdas/core/settlement.ts';
import { claim, idOf } from './builders.ts';

/** A claim of a client, where this one (by name) stands; nobody by default. */
function site(name: string, standing?: string, difference: Partial<Claim> = {}): Claimant {
  return { claim: claim(name, difference), standing: { id: standing === undefined ? undefined : idOf(standing) } };
}

function unknown(name: string): Claimant {
  return { claim: claim(name), standing: 'unknown' };
}

/** Who won and who lost why, by name. */
function settled(sites: readonly Claimant[]): { won: readonly string[]; lost: readonly (readonly string[])[] } {
  const { won, lost } = settle(sites);
  return {
    won: won.map(({ claim }) => claim.client.name),
    lost: lost.map(({ site, rejection }) => [site.claim.client.name, rejection.code]),
  };
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
    expect(settle([site('a', 'b'), site('b', 'b')]).lost.map(({ rejection }) => rejection)).toEqual([
      { code: 'claimed-by-another-client', parameter, place: 'auth.cognito', holder: idOf('b') },
    ]);
  });

  test('all that claim the place, each once', () => {
    expect(settle([site('a'), site('b'), site('a')]).lost.map(({ rejection }) => rejection)).toEqual(
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
    expect(lost[5]?.rejection).toEqual({
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
    expect(lost.map(({ site, rejection }) => [site.claim.client.name, rejection])).toEqual([
      ['b', overlap(['x', 'x.z'])],
      ['a', overlap(['x', 'x.y', 'x.z'])],
      ['c', overlap(['x', 'x.y'])],
      ['d', overlap(['x', 'x.y'])],
    ]);
  });
});

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
