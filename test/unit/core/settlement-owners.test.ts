import { describe, expect, test } from 'vitest';
import { type Claimant, settle, undecided } from '../../../lambdas/core/settlement.ts';
import { callFailed, claim, credentials, document, idOf, ownerTag, poolRequest } from './builders.ts';
import { settled, site } from './claimants.ts';
import { confidential, drive, model, nameOf, type Stated } from './model-world.ts';

/** Where several claim a place and none of them stands there: somebody overwrote the document, and its tag remembers. */
const parameter = '/apis/orders';
const tags = { 'ssm-sync:a': parameter, 'ssm-sync:b': parameter };
const failure = callFailed('ListTagsForResource');

/** A claimant of a place whose owner tag names that one, or could not be read. */
function ownedBy(name: string, owner: string | typeof failure, standing?: string): Claimant {
  return { ...site(name, standing), owner: typeof owner === 'string' ? idOf(owner) : owner };
}

describe('a place that several claim and where none of them stands goes', () => {
  test.each<[string, readonly Claimant[], ReturnType<typeof settled>]>([
    [
      'to the one that its owner tag names',
      [ownedBy('a', 'b'), ownedBy('b', 'b'), ownedBy('c', 'b')],
      {
        won: ['b'],
        lost: [
          ['a', 'claimed-by-another-client'],
          ['c', 'claimed-by-another-client'],
        ],
      },
    ],
    [
      'to the one that stands there, whomever the owner tag names',
      [ownedBy('a', 'b', 'a'), ownedBy('b', 'b', 'a')],
      { won: ['a'], lost: [['b', 'claimed-by-another-client']] },
    ],
    [
      'to nobody where the owner tag names somebody else',
      [ownedBy('a', 'x'), ownedBy('b', 'x')],
      {
        won: [],
        lost: [
          ['a', 'claimed-twice'],
          ['b', 'claimed-twice'],
        ],
      },
    ],
    [
      'to nobody yet where the owner tag could not be read',
      [ownedBy('a', failure), ownedBy('b', failure)],
      {
        won: [],
        lost: [
          ['a', 'call-failed'],
          ['b', 'call-failed'],
        ],
      },
    ],
    ['to its single claimant, whatever of the owner tag', [ownedBy('a', failure)], { won: ['a'], lost: [] }],
  ])('%s', (_, sites, outcome) => {
    expect(settled(sites)).toEqual(outcome);
  });

  test('and who has it is told to the others', () => {
    expect(settle([ownedBy('a', 'b'), ownedBy('b', 'b')]).lost.map(({ finding }) => finding)).toEqual([
      { code: 'claimed-by-another-client', parameter, place: 'auth.cognito', holder: idOf('b') },
    ]);
  });
});

describe('the owner tag decides', () => {
  const names = (sites: readonly Claimant[]) => undecided(sites).map(({ claim }) => claim.client.name);

  test.each<[string, readonly Claimant[], readonly string[]]>([
    ['where several claim a place and nobody stands there', [site('a'), site('b')], ['a', 'b']],
    ['where somebody stands there that claims nothing', [site('a', 'x'), site('b', 'x')], ['a', 'b']],
    ['not where one of them stands', [site('a', 'b'), site('b', 'b')], []],
    ['not where one alone claims it, however often', [site('a'), site('a')], []],
    ['not where each claims another place', [site('a'), site('b', undefined, { place: ['x'] })], []],
    ['not where each claims another parameter', [site('a'), site('b', undefined, { parameter: '/apis/x' })], []],
    [
      'not where it cannot be told who stands there',
      [
        { claim: claim('a'), standing: 'unknown' },
        { claim: claim('b'), standing: 'unknown' },
      ],
      [],
    ],
  ])('%s', (_, sites, undecidedNames) => {
    expect(names(sites)).toEqual(undecidedNames);
  });
});

describe('a pass over a pool whose two clients claim one place', () => {
  const clients = [confidential('a'), confidential('b')];
  const overwritten = { tags, clients, parameters: { [parameter]: '{"theirs":1}' } };
  const owned = (owner: Readonly<Record<string, string>>): Stated => ({
    ...overwritten,
    tagged: { [parameter]: owner },
  });
  const outcome = (stated: Stated): readonly string[] => {
    const { plan } = drive(poolRequest(), model(stated));
    return [...plan.parameters.flatMap(({ targets }) => targets), ...plan.lost].map(
      ({ claim, action, finding }) => `${finding?.code ?? action} ${nameOf(claim.client.id)}`,
    );
  };
  const twice = ['claimed-twice a', 'claimed-twice b'];

  test.each<[string, Stated, readonly string[]]>([
    ['gives it back to its owner', owned(ownerTag('b')), ['update b', 'claimed-by-another-client a']],
    [
      'gives it back to its owner where another deployment gave it',
      owned(ownerTag('b', { deploymentName: 'blue' })),
      ['update b', 'claimed-by-another-client a'],
    ],
    ['gives it to none without an owner tag', owned({}), twice],
    ['gives it to none for an owner in another pool', owned(ownerTag('b', { userPoolId: 'eu-west-1_Zz9' })), twice],
    ['gives it to none for the owner of another place', owned(ownerTag('b', { place: 'x' })), twice],
    [
      'waits where the tags cannot be read',
      { ...overwritten, failing: [`tags ${parameter}`] },
      ['call-failed a', 'call-failed b'],
    ],
    [
      'asks for no tags where one stands there',
      { ...owned(ownerTag('a')), parameters: { [parameter]: document(credentials('b')) } },
      ['none b', 'claimed-by-another-client a'],
    ],
  ])('%s', (_, stated, outcomes) => {
    expect(outcome(stated)).toEqual(outcomes);
  });

  test('asks for tags only of what exists, and only where several claim it', () => {
    const asked = (stated: Stated) =>
      drive(poolRequest(), model(stated))
        .looks.flat()
        .filter((look) => /^tags/.test(look));
    expect(asked({ tags, clients })).toEqual([]);
    expect(asked({ ...overwritten, tags: { 'ssm-sync:a': parameter } })).toEqual([]);
    expect(asked(overwritten)).toEqual([`tags ${parameter}`]);
  });
});
