import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Declaration, parseDeclarations } from '../../../lambdas/core/declaration.ts';
import { idOf } from './builders.ts';

/** What one tag declares. */
function parse(value: string, tag = 'ssm-sync:orders'): Declaration {
  const [declaration, ...more] = parseDeclarations({ [tag]: value }, 'ssm-sync');
  expect(more).toEqual([]);
  if (declaration === undefined) throw new Error(`${tag} declares nothing`);
  return declaration;
}

const place = ['auth', 'cognito'];

describe('a tag’s key', () => {
  test.each<[string, string, Declaration['subject']]>([
    ['of the prefix alone is the pattern', 'ssm-sync', { by: 'pattern' }],
    ['with a generated id is about that id', `ssm-sync:${idOf('x')}`, { by: 'id', id: idOf('x') }],
    ['with an id that lost two leading zeros is an id', `ssm-sync:${'a'.repeat(24)}`, { by: 'id', id: 'a'.repeat(24) }],
    ['with 23 such characters is a name', `ssm-sync:${'a'.repeat(23)}`, { by: 'name', name: 'a'.repeat(23) }],
    ['with 27 such characters is a name', `ssm-sync:${'a'.repeat(27)}`, { by: 'name', name: 'a'.repeat(27) }],
    [
      'as long as an id but with a capital is a name',
      `ssm-sync:${'A'.repeat(26)}`,
      { by: 'name', name: 'A'.repeat(26) },
    ],
    ['may hold an exact name with spaces and colons', 'ssm-sync:my app: x', { by: 'name', name: 'my app: x' }],
    ['with nothing after its colon names no client', 'ssm-sync:', { by: 'setting' }],
    ['with two colons is kept free for settings', 'ssm-sync::prune', { by: 'setting' }],
  ])('%s', (_, tag, subject) => {
    expect(parse('/apis/orders', tag)).toMatchObject({ tag, subject });
  });

  test('of another prefix declares nothing', () => {
    expect(
      parseDeclarations({ team: 'a', 'ssm-syncer:x': '/a', 'xssm-sync': '/a', 'SSM-SYNC': '/a' }, 'ssm-sync'),
    ).toEqual([]);
  });

  test('begins with whatever prefix the deployment has', () => {
    expect(parseDeclarations({ 'acme:sync:orders': '/a', 'ssm-sync': '/b' }, 'acme:sync')).toEqual([
      {
        tag: 'acme:sync:orders',
        subject: { by: 'name', name: 'orders' },
        targets: [{ path: '/a', place }],
        create: 'always',
      },
    ]);
  });

  test('gives the order of the declarations, whatever the order of the tags', () => {
    const tags = { 'ssm-sync:b': '/b', 'ssm-sync': '/p', 'ssm-sync:a': '/a' };
    expect(parseDeclarations(tags, 'ssm-sync').map(({ tag }) => tag)).toEqual(['ssm-sync', 'ssm-sync:a', 'ssm-sync:b']);
  });
});

describe('a tag’s value', () => {
  test.each<[string, string, Partial<Declaration>]>([
    ['is a path, and the usual place is meant', '/apis/orders', { targets: [{ path: '/apis/orders', place }] }],
    ['may name a place', '/a@credentials', { targets: [{ path: '/a', place: ['credentials'] }] }],
    [
      'may name a place of 100 characters',
      `/a@${'x'.repeat(49)}.${'y'.repeat(50)}`,
      { targets: [{ path: '/a', place: ['x'.repeat(49), 'y'.repeat(50)] }] },
    ],
    ['may name a place of several levels', '/a@x.Y_1.z-2', { targets: [{ path: '/a', place: ['x', 'Y_1', 'z-2'] }] }],
    [
      'may hold several targets, in their order and between any number of spaces',
      ' /b@x   /a ',
      {
        targets: [
          { path: '/b', place: ['x'] },
          { path: '/a', place },
        ],
      },
    ],
    ['may hold create=never, anywhere', 'create=never /a', { targets: [{ path: '/a', place }], create: 'never' }],
    ['may keep placeholders in its path', '/:clientName', { targets: [{ path: '/:clientName', place }] }],
    ['may be none', 'none', { targets: [] }],
    ['may be none between spaces', ' none ', { targets: [] }],
  ])('%s', (_, value, declared) => {
    expect(parse(value)).toEqual({
      tag: 'ssm-sync:orders',
      subject: { by: 'name', name: 'orders' },
      create: 'always',
      ...declared,
    });
  });
});

const words = 'none, or targets like /path or /path@place and the option create=never, separated by spaces';
const aPlace = 'a place of dotted names (A-Z a-z 0-9 _ -), 100 characters at most, e.g. auth.cognito';

describe('a malformed tag declares nothing, names its client all the same, and says what was found', () => {
  test.each<[string, string, string, string]>([
    ['nothing', '', 'it names no target', words],
    ['only spaces', '  ', 'it names no target', words],
    ['an option only', 'create=never', 'it names no target', words],
    ['a word that is neither target nor option', '/a orders', '"orders" is neither a target nor an option', words],
    ['a path without its slash', 'apis/orders', '"apis/orders" is neither a target nor an option', words],
    ['none beside a target', 'none /a', '"none" is neither a target nor an option', words],
    ['an option without a name', '/a =never', '"=never" is neither a target nor an option', words],
    ['an option that begins otherwise', '/a 1create=never', '"1create=never" is neither a target nor an option', words],
    ['an unknown option', '/a rotate=90d', 'the option rotate=90d is unknown', words],
    ['an unknown option beside a known one', '/a create=never x=y', 'the option x=y is unknown', words],
    ['an unknown value of an option', '/a create=later', 'the option create=later is unknown', words],
    ['an option without a value', '/a create=', 'the option create= is unknown', words],
    ['an unknown option of a known value', '/a rotate=never', 'the option rotate=never is unknown', words],
    ['an option of two lines', '/a create=never\nx', '"create=never\\nx" is neither a target nor an option', words],
    ['an option twice', '/a create=never create=never', 'the option create is given twice', words],
    ['a target with no place after its @', '/a@', '"/a@" has no valid place after its @', aPlace],
    ['a place with an empty name', '/a@x..y', '"/a@x..y" has no valid place after its @', aPlace],
    ['a place with another character', '/a@x/y', '"/a@x/y" has no valid place after its @', aPlace],
    ['a place that begins with another character', '/a@:x', '"/a@:x" has no valid place after its @', aPlace],
    [
      'a place of more than 100 characters',
      `/a@${'x'.repeat(50)}.${'y'.repeat(50)}`,
      `"/a@${'x'.repeat(50)}.${'y'.repeat(50)}" has no valid place after its @`,
      aPlace,
    ],
    ['two places', '/a@x@y', '"/a@x@y" has no valid place after its @', aPlace],
  ])('%s', (_, value, found, accepted) => {
    expect(parse(value)).toEqual({
      tag: 'ssm-sync:orders',
      subject: { by: 'name', name: 'orders' },
      targets: [],
      create: 'always',
      rejection: { code: 'tag-malformed', tag: 'ssm-sync:orders', found, accepted },
    });
  });

  test('a key that names no client, whatever its value', () => {
    expect(parse('/a', 'ssm-sync::x')).toEqual({
      tag: 'ssm-sync::x',
      subject: { by: 'setting' },
      targets: [],
      create: 'always',
      rejection: {
        code: 'tag-malformed',
        tag: 'ssm-sync::x',
        found: 'the key names no client',
        accepted: 'ssm-sync for the pattern, ssm-sync:<client id or exact name> for one client',
      },
    });
  });
});

describe('any tag at all', () => {
  const piece = fc.constantFrom(
    '/',
    '@',
    ':',
    '=',
    ' ',
    '.',
    'a',
    'none',
    'create=never',
    'ssm-sync',
    '__proto__',
    '\n',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  );
  const key = fc.oneof(
    text,
    text.map((rest) => `ssm-sync:${rest}`),
    fc.constant('ssm-sync'),
  );

  test('is parsed without a throw, and what it declares is a rejection, targets or none', () => {
    return fc.assert(
      fc.property(fc.dictionary(key, text), fc.oneof(text, fc.constant('ssm-sync')), (tags, prefix) => {
        for (const { tag, targets, rejection } of parseDeclarations(tags, prefix)) {
          expect(tag.startsWith(prefix)).toBe(true);
          if (rejection) expect(targets).toEqual([]);
          else if (targets.length === 0) expect(tags[tag]?.trim()).toBe('none');
          for (const { path, place } of targets) {
            expect(path).toMatch(/^\/[^@ ]*$/);
            expect(place.join('.')).toMatch(/^[\w-]+(\.[\w-]+)*$/);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
