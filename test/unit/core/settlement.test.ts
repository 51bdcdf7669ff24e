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
      Array(2).fill({ code: 'claimed-twice', parameter, place: 'auth.cognito', clients: [idOf('a'), idOf('b')] }),
    );
  });

  test('all places that contain one another, in order and each once', () => {
    const { lost } = settle([
      site('b', undefined, { place: ['x', 'y'] }),
      site('a', undefined, { place: ['x'] }),
      site('c', undefined, { place: ['x', 'y'] }),
      site('d', undefined, { place: ['z'] }),
    ]);
    expect(lost.map(({ site }) => site.claim.client.name)).toEqual(['b', 'a', 'c']);
    expect(lost.map(({ rejection }) => rejection)).toEqual(
      Array(3).fill({ code: 'places-overlap', parameter, places: ['x', 'x.y'] }),
    );
  });
});

describe('places overlap', () => {
  const overlapping = (one: readonly string[], other: readonly string[]): boolean =>
    settled([site('a', 'a', { place: one }), site('b', undefined, { place: other })]).lost.length > 0;

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

  test('even of one client, and even where one of them stands there', () => {
    expect(settled([site('a', 'a', { place: ['x'] }), site('a', undefined, { place: ['x', 'y'] })])).toEqual({
      won: [],
      lost: [
        ['a', 'places-overlap'],
        ['a', 'places-overlap'],
      ],
    });
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
