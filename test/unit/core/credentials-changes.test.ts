import { describe, expect, test } from 'vitest';
import { changesOf, isPublic, standingId, type Want } from '../../../lambdas/core/credentials.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import { callFailed, client, credentials, idOf, stored, withoutSecret } from './builders.ts';

const ours = credentials('orders');
const failure = callFailed('ListUserPoolClientSecrets');
const unreadable = { code: 'secret-unreadable', client: idOf('orders') } as const;
/** What is to be done does not depend on what said so. */
const rule = 'id-ours';
const set = (text: string): Want => ({ rule, want: 'set', value: new Secret(text) });

describe('the changes', () => {
  const all = { url: set('u'), clientId: set('i'), clientSecret: set('s') };

  test.each<[string, Parameters<typeof changesOf>, readonly (readonly [string, unknown])[]]>([
    [
      'are every key that is wanted and not there, in the order of writing',
      [all, stored({})],
      [
        ['url', { set: new Secret('u') }],
        ['clientId', { set: new Secret('i') }],
        ['clientSecret', { set: new Secret('s') }],
      ],
    ],
    [
      'are none where every key holds what it should',
      [all, stored({ url: 'u', clientId: 'i', clientSecret: 's' })],
      [],
    ],
    [
      'are a key that holds another text',
      [{ url: set('u') }, stored({ url: 'v' })],
      [['url', { set: new Secret('u') }]],
    ],
    ['are a key that holds no text', [{ url: set('u') }, stored({ url: 1 })], [['url', { set: new Secret('u') }]]],
    [
      'are a removal of what is to be absent and is there',
      [{ url: { rule, want: 'absent' } }, stored({ url: 1 })],
      [['url', 'remove']],
    ],
    ['are none for what is to be absent and is', [{ url: { rule, want: 'absent' } }, stored({})], []],
    [
      'are none for keys that are kept, blocked, failed, needed or not wanted at all',
      [
        {
          url: { rule, want: 'keep' },
          clientId: { rule, want: 'blocked', finding: unreadable },
          clientSecret: { rule, want: 'failed', finding: failure },
        },
        stored({ url: 'v' }),
      ],
      [],
    ],
    [
      'are none for a key that is needed or not looked at',
      [{ url: { rule, want: 'needed' } }, stored({ url: 'v', clientId: 'x' })],
      [],
    ],
  ])('%s', (_, [wants, found], changes) => {
    expect([...changesOf(wants, found)]).toEqual(changes);
  });
});

describe('who stands at a place', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string | undefined]>([
    ['the client whose id is stored', ours, idOf('orders')],
    ['nobody where no id is stored', {}, undefined],
    ['nobody where the id is empty', { clientId: '' }, undefined],
    ['nobody where the id is no string', { clientId: 7 }, undefined],
  ])('is %s', (_, values, id) => {
    expect(standingId(stored(values))).toBe(id);
  });
});

describe('a client is public', () => {
  const described = client('orders');
  const hidden = withoutSecret('orders');

  test.each<[string, Parameters<typeof isPublic>, boolean]>([
    ['where it shows no secret and has none', [hidden, 0], true],
    ['never where it shows one', [described, 0], false],
    ['never where it has one that is not shown', [hidden, 1], false],
    ['never where the count is not known', [hidden, undefined], false],
    ['never where the count failed', [hidden, failure], false],
  ])('%s', (_, [seen, count], known) => {
    expect(isPublic(seen, count)).toBe(known);
  });
});
