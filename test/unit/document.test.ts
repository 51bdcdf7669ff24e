import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Place, Stored } from '../../lambdas/core/document/document.ts';
import { created, edited, opened } from './document-calls.ts';

const place = ['auth', 'cognito'];

function found(text: string, at: Place, keys: readonly string[]): Readonly<Record<string, string>> | string {
  const result = opened(text).read(at, keys);
  if ('problem' in result) return `${result.problem}: ${result.where}`;
  const shown = ([key, stored]: [string, Stored]): [string, string] => [
    key,
    stored.kind === 'string' ? stored.value.reveal() : `(${stored.kind})`,
  ];
  return Object.fromEntries([...result].map(shown));
}

describe('reading', () => {
  test('strings at the place are shown decoded, other values by their kind alone, missing keys not at all', () => {
    const text = '{"auth": {"cognito": {"url": "\\u0061/b\\n", "clientId": 12, "clientSecret": {"x": "y"}, "z": "z"}}}';
    expect(found(text, place, ['url', 'clientId', 'clientSecret', 'none'])).toEqual({
      url: 'a/b\n',
      clientId: '(other)',
      clientSecret: '(other)',
    });
  });

  test('a place that does not stand, or stands in part, holds nothing', () => {
    expect(found('{}', place, ['url'])).toEqual({});
    expect(found('{"auth": {}}', place, ['url'])).toEqual({});
    expect(found('{"auth": {"cognito": {}}}', place, ['url'])).toEqual({});
  });

  test('__proto__ and constructor are keys like any other and never inherited', () => {
    expect(found('{}', ['__proto__'], ['constructor'])).toEqual({});
    expect(found('{"__proto__": {"constructor": "c"}}', ['__proto__'], ['constructor', 'toString'])).toEqual({
      constructor: 'c',
    });
  });

  test('neither inspecting nor serialising a document shows anything of it', () => {
    const document = opened('{"password": "hunter2"}');
    const shown = [
      inspect(document, { depth: 9, showHidden: true }),
      JSON.stringify(document),
      String(document),
    ].join();
    expect(shown).not.toMatch(/password|hunter2/);
  });
});

describe('a place that is refused', () => {
  test.each([
    ['{"auth": "hunter2"}', 'not-an-object-on-the-way: auth is a JSON string'],
    ['{"auth": null}', 'not-an-object-on-the-way: auth is a JSON null'],
    ['{"auth": {"cognito": [1]}}', 'not-an-object-on-the-way: auth.cognito is a JSON array'],
    ['{"auth": {"cognito": 5}}', 'not-an-object-on-the-way: auth.cognito is a JSON number'],
    ['{"auth": {"cognito": false}}', 'not-an-object-on-the-way: auth.cognito is a JSON boolean'],
    ['{"auth": {}, "\\u0061uth": {}}', 'duplicate-key: auth'],
    ['{"auth": {"cognito": {}, "cognito": 1}}', 'duplicate-key: auth.cognito'],
    ['{"auth": {"cognito": {"url": "1", "url": "1"}}}', 'duplicate-key: auth.cognito.url'],
  ])('%s is neither read nor edited there', (text, fault) => {
    expect(found(text, place, ['url'])).toBe(fault);
    expect(edited(text, place, { url: 'u' })).toBe(fault);
    expect(edited(text, place, { url: undefined })).toBe(fault);
  });

  test('duplicates beside our way and among keys that are not ours are left to their owner', () => {
    const text = '{"x": 1, "x": {"auth": 1}, "auth": {"cognito": {"y": 1, "y": 2, "url": "a"}}}';
    expect(edited(text, place, { url: 'u' })).toBe(text.replace('"a"', '"u"'));
  });
});

describe('a new document', () => {
  test('it is indented by two spaces, in the order given, without a line break at its end', () => {
    const text = created(place, { url: 'https://x/"', clientId: '1' });
    expect(text).toBe(JSON.stringify({ auth: { cognito: { url: 'https://x/"', clientId: '1' } } }, null, 2));
  });

  test('a key to be removed is not written, and the root itself can be the place', () => {
    expect(created([], { url: undefined, clientId: '1' })).toBe('{\n  "clientId": "1"\n}');
  });

  test('a place of __proto__ is written as a key', () => {
    expect(created(['__proto__'], { constructor: 'c' })).toBe('{\n  "__proto__": {\n    "constructor": "c"\n  }\n}');
  });
});
