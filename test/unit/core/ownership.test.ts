import { describe, expect, test } from 'vitest';
import {
  keysToRelease,
  missingTags,
  ownedBy,
  ownedKey,
  ownedPlacesIn,
  ownerOf,
  ownersIn,
  ownerTags,
} from '../../../lambdas/core/ownership.ts';
import { claim, idOf, ownerTag, poolId } from './builders.ts';

/** What the owner tags say, and what is taken for one: whoever may tag the parameter writes them. */
const key = 'ssm-sync:owner:auth.cognito';
const owner = { userPoolId: poolId, clientId: idOf('orders'), deployment: 'test' };
const tagsOf = (tags: Readonly<Record<string, string>>) => new Map(Object.entries(tags));

describe('the tags of the claims that have their places', () => {
  test('mark the parameter as managed, and name pool, client and deployment for each place', () => {
    const claims = [claim('orders'), claim('billing', { place: ['x', 'y'] })];
    expect([...ownerTags(claims, poolId, 'test')]).toEqual([
      ['ssm-sync:managed', 'true'],
      [key, `${poolId} ${idOf('orders')} test`],
      ['ssm-sync:owner:x.y', `${poolId} ${idOf('billing')} test`],
    ]);
  });

  test('are read as they were written', () => {
    const tags = ownerTags([claim('orders'), claim('billing', { place: ['x', 'y'] })], poolId, 'test');
    expect(ownersIn(tags)).toEqual([
      { place: 'auth.cognito', owner },
      { place: 'x.y', owner: { ...owner, clientId: idOf('billing') } },
    ]);
  });

  test('have keys that AWS accepts, for the longest place too', () => {
    const tags = ownerTags([claim('orders', { place: ['a'.repeat(100)] })], poolId, 'test');
    for (const tag of tags.keys()) expect(tag.length).toBeLessThanOrEqual(128);
  });
});

describe('of the wanted tags are missing', () => {
  const wanted = ownerTags([claim('orders')], poolId, 'test');

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['none where all stand there', { ...ownerTag('orders'), 'ssm-sync:managed': 'true', team: 'a' }, []],
    ['all where none stand there', { team: 'a' }, ['ssm-sync:managed', key]],
    ['those that say something else', { ...ownerTag('billing'), 'ssm-sync:managed': 'true' }, [key]],
    ['the mark alone, where the owner is named', ownerTag('orders'), ['ssm-sync:managed']],
  ])('%s', (_, found, keys) => {
    const missing = missingTags(wanted, tagsOf(found));
    expect([...missing.keys()]).toEqual(keys);
    for (const [tag, value] of missing) expect(value).toBe(wanted.get(tag));
  });
});

describe('the owner of a place', () => {
  test('is whom its own tag names', () => {
    const tags = tagsOf({ ...ownerTag('orders'), ...ownerTag('billing', { place: 'auth' }) });
    expect(ownerOf(tags, 'auth.cognito')).toEqual(owner);
    expect(ownerOf(tags, 'auth')).toEqual({ ...owner, clientId: idOf('billing') });
    expect(ownerOf(tags, 'cognito')).toBeUndefined();
  });

  test.each([
    ['the longest ids', `${'a'.repeat(27)}_${'B'.repeat(27)} ${'c'.repeat(128)} ${'d'.repeat(64)}`],
    ['ids of every character that they may have', 'us-gov-west-1_aB3 x+_Y9 a.b-c_D'],
  ])('may have %s', (_, value) => {
    const [userPoolId, clientId, deployment] = value.split(' ');
    expect(ownerOf(tagsOf({ [key]: value }), 'auth.cognito')).toEqual({ userPoolId, clientId, deployment });
  });

  test.each([
    ['nothing', ''],
    ['one word', poolId],
    ['a pool and a client alone', `${poolId} x`],
    ['four words', `${poolId} x test y`],
    ['a pool whose id is none', 'customers x test'],
    ['a pool with more before it', `/${poolId} x test`],
    ['a pool whose id is too long', `eu-west-1_${'b'.repeat(46)} x test`],
    ['a pool with a character that ids have not', 'eu-west-1_a.b x test'],
    ['a client with a character that ids have not', `${poolId} x/y test`],
    ['a client whose id is too long', `${poolId} ${'x'.repeat(129)} test`],
    ['a deployment with a character that names have not', `${poolId} x a:b`],
    ['a deployment whose name is too long', `${poolId} x ${'a'.repeat(65)}`],
    ['more space than between words', `${poolId}  x test`],
    ['a space before', ` ${poolId} x test`],
    ['a space behind', `${poolId} x test `],
    ['a line of its own behind', `${poolId} x test\n`],
  ])('is nobody where the tag says %s', (_, value) => {
    expect(ownerOf(tagsOf({ [key]: value }), 'auth.cognito')).toBeUndefined();
  });

  test('is nobody where there is no tag', () => {
    expect(ownerOf(new Map(), 'auth.cognito')).toBeUndefined();
  });
});

test('the places that tags speak of are those with a key and a value that make sense', () => {
  const value = `${poolId} ${idOf('orders')} test`;
  const tags = tagsOf({
    'ssm-sync:owner:auth.cognito': value,
    'SSM-SYNC:owner:auth.cognito': value,
    'ssm-sync:owner': value,
    'ssm-sync:orders': value,
    'ssm-sync:owner:x': 'nobody',
    // Places that no declaration can name.
    'ssm-sync:owner:': value,
    'ssm-sync:owner:a b': value,
    'ssm-sync:owner:a/b': value,
    'ssm-sync:owner:a:b': value,
    'ssm-sync:owner:a..b': value,
    'ssm-sync:owner:a.': value,
    'ssm-sync:managed': 'true',
  });
  expect(ownersIn(tags)).toEqual([{ place: 'auth.cognito', owner }]);
});

test('what a claim owns is the place with its client, and tells all three apart', () => {
  const owned = ownedBy(claim('orders', { place: ['x', 'y'] }));
  expect(owned).toEqual({ parameter: '/apis/orders', place: 'x.y', clientId: idOf('orders') });
  const others = [
    owned,
    { ...owned, parameter: '/apis/a' },
    { ...owned, place: 'x' },
    { ...owned, clientId: idOf('billing') },
  ];
  expect(new Set(others.map(ownedKey)).size).toBe(4);
  expect(ownedKey({ ...owned })).toBe(ownedKey(owned));
});

describe('tags that are missing', () => {
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
});

describe('releasing places', () => {
  const tags = new Map([
    ['ssm-sync:managed', 'true'],
    ['ssm-sync:owner:auth.cognito', `${poolId} ${idOf('orders')} apis`],
    ['ssm-sync:owner:machine', 'no sense'],
    ['team', 'apis'],
  ]);

  test('takes their owner tags, and the mark of the parameter with the last of them', () => {
    expect(ownedPlacesIn(tags)).toEqual(['auth.cognito', 'machine']);
    expect(keysToRelease(tags, ['machine'])).toEqual(['ssm-sync:owner:machine']);
    expect(keysToRelease(tags, ['machine', 'auth.cognito', 'other'])).toEqual([
      'ssm-sync:owner:machine',
      'ssm-sync:owner:auth.cognito',
      'ssm-sync:managed',
    ]);
    const unmarked = new Map([...tags].filter(([key]) => key !== 'ssm-sync:managed'));
    expect(keysToRelease(unmarked, ['machine', 'auth.cognito'])).not.toContain('ssm-sync:managed');
  });
});
