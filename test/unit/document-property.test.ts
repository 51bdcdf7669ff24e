import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from '../../lambdas/core/document/document.ts';
import { edited, faultOf } from './document-calls.ts';
import { keptToItsPlace, meaningOf, type Wish } from './document-oracle.ts';
import { type Case, cases } from './document-texts.ts';
import { tokensOf } from './document-tokens.ts';

function afterEdit({ text, place, wishes, syntax }: Case): string {
  return edited(text, place, Object.fromEntries(wishes.map(({ key, value }) => [key, value])), syntax);
}

/** What the document should say: the same, with the wishes at the place; containers are made only for values. */
function wished(value: unknown, place: Place, wishes: readonly Wish[]): unknown {
  const object = new Map(Object.entries(value ?? {}));
  const [key, ...rest] = place;
  if (key === undefined) {
    for (const wish of wishes) {
      if (wish.value === undefined) object.delete(wish.key);
      else object.set(wish.key, wish.value);
    }
  } else if (object.has(key) || wishes.some((wish) => wish.value !== undefined)) {
    object.set(key, wished(object.get(key), rest, wishes));
  }
  return Object.fromEntries(object);
}

// Two to three seconds by itself; the limit is for a busy machine that also measures coverage.
test('an edit touches our keys only, to the byte, whatever the document looks like', { timeout: 30_000 }, () =>
  fc.assert(
    fc.property(cases, (before) => {
      const { text, syntax, place, wishes } = before;
      const after = afterEdit(before);
      expect(keptToItsPlace(text, after, place, wishes)).toBe(true);
      expect(isDeepStrictEqual(meaningOf(after), wished(meaningOf(text), place, wishes))).toBe(true);
      if (syntax === 'json') JSON.parse(after);
      expect(afterEdit({ ...before, text: after })).toBe(after);
    }),
    { numRuns: 1000 },
  ),
);

test('a document in which a key on our way stands twice is refused, however the two are spelled', () =>
  fc.assert(
    fc.property(cases, fc.nat(), fc.boolean(), ({ text, syntax, place, wishes }, choice, isEscaped) => {
      const [wish] = wishes;
      const way = wish ? [...place, wish.key] : place;
      fc.pre(way.length > 0);
      const twice = way.slice(0, 1 + (choice % way.length));
      const tokens = tokensOf(text);
      fc.pre(tokens.some(({ path }) => isDeepStrictEqual(path, twice)));

      const [key = ''] = twice.slice(-1);
      const spelt = isEscaped ? `"\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}"` : `"${key}"`;
      const brace = tokens.findIndex(
        (token) => token.text === '{' && isDeepStrictEqual(token.path, twice.slice(0, -1)),
      );
      const texts = tokens.map((token) => token.text).toSpliced(brace + 1, 0, `${spelt}:{},`);
      expect(afterEdit({ text: texts.join(''), syntax, place, wishes })).toBe(`duplicate-key: ${twice.join('.')}`);
    }),
    { numRuns: 200 },
  ));

test('a document that a program has printed looks printed by the same program after an edit', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  });
  const indentation = fc.constantFrom('', '  ', '    ', '\t');
  return fc.assert(
    fc.property(
      value,
      indentation,
      fc.array(fc.string(), { maxLength: 2 }),
      fc.string(),
      (before, indent, place, secret) => {
        // A second document within would be found, not made: the place begins with a key that is new.
        const way = ['our own', ...place];
        const print = (document: unknown): string => JSON.stringify(document, null, indent);
        const made = [...way, 'url'].reduceRight<unknown>((inner, key) => Object.fromEntries([[key, inner]]), secret);
        const after = { ...before, ...Object(made) };

        expect(edited(print(before), way, { url: secret })).toBe(print(after));
        expect(edited(print(after), [], { 'our own': undefined })).toBe(print(before));
      },
    ),
    { numRuns: 300 },
  );
});

test('any text is either read as JSON.parse reads it or refused, and nothing is thrown', () => {
  const pieces = '{ } [ ] , : "a" "\\u0061" " 1 - 0 1.5 e . null // /* */'.split(' ').concat(' ', '\n', '\f');
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 2 })), { maxLength: 10 });
  return fc.assert(
    fc.property(text, fc.boolean(), (parts, inObject) => {
      const source = inObject ? `{"a":${parts.join('')}}` : parts.join('');
      expect(faultOf(source, 'json') === undefined).toBe(isObject(source));
      if (isObject(source)) expect(faultOf(source, 'jsonc')).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

function isObject(text: string): boolean {
  try {
    return /^\s*\{/.test(text) && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
