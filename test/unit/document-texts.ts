import * as fc from 'fast-check';
import type { Place, Syntax } from '../../lambdas/core/document/document.ts';
import { gapOf, scalar, spelling, word } from './document-literals.ts';
import type { Wish } from './document-oracle.ts';
import { type Item, render, styles, type Value } from './document-rendering.ts';

/** Documents as people and programs write them, and worse: the text is built from tokens and gaps, never by JSON.stringify. */
export interface Case {
  readonly syntax: Syntax;
  readonly text: string;
  readonly place: Place;
  /** At most one of each key. */
  readonly wishes: readonly Wish[];
}

const ourKeys = ['url', 'clientId', 'clientSecret', '__proto__'];
const otherKeys = [
  'a',
  'auth',
  'Auth',
  'cognito',
  'url',
  'URL',
  '__proto__',
  'constructor',
  '',
  'ключ',
  'a"b\\c',
  '😀',
  'x.y',
];

/** A document, a place that may stand in part, and wishes for keys that may stand equal, different or as another type. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    syntax: fc.constantFrom<Syntax>('json', 'jsonc'),
    place: fc.oneof(
      fc.constant(['auth', 'cognito']),
      fc.array(fc.constantFrom('auth', 'cognito', '__proto__', 'a'), { maxLength: 3 }),
    ),
    style: styles,
    tidiness: fc.constantFrom('neat', 'tidy', 'untidy'),
  })
  .chain(({ syntax, place, style, tidiness }) => {
    const gap = gapOf(syntax, tidiness);
    const trailingComma = syntax === 'json' ? fc.constant(false) : fc.boolean();
    const item = (key: string, value: fc.Arbitrary<Value>): fc.Arbitrary<Item> =>
      fc.record({ key: spelling(key), gaps: fc.tuple(gap, gap, gap, gap), value });
    const simple: fc.Arbitrary<Value> = fc.record({
      open: fc.constant(''),
      text: scalar,
      items: fc.constant([]),
      end: fc.constant(undefined),
      trailingComma: fc.constant(false),
    });
    const { value: foreign } = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        simple,
        fc.record({
          open: fc.constantFrom('{', '['),
          text: fc.constant(''),
          items: fc.array(
            fc.constantFrom(...otherKeys).chain((key) => item(key, tie('value'))),
            { maxLength: 3 },
          ),
          end: gap,
          trailingComma,
        }),
      ),
    }));
    const literal = (text: string): fc.Arbitrary<Value> =>
      spelling(text).chain((spelt) => simple.map((value) => ({ ...value, text: spelt })));

    /** An object on our way: strangers, whose keys are not ours here, and our members among them. */
    const object = (mine: readonly fc.Arbitrary<Item>[], taken: readonly string[]): fc.Arbitrary<Value> => {
      const strangers = fc.uniqueArray(fc.constantFrom(...otherKeys.filter((key) => !taken.includes(key))), {
        maxLength: 3,
      });
      return strangers.chain((keys) =>
        fc
          .tuple(fc.tuple(...mine, ...keys.map((key) => item(key, foreign))), gap, trailingComma)
          .chain(([items, end, comma]) =>
            fc
              .shuffledSubarray(items, { minLength: items.length })
              .map((shuffled): Value => ({ open: '{', text: '', items: shuffled, end, trailingComma: comma })),
          ),
      );
    };

    const keyCase = (key: string) =>
      fc.record({
        key: fc.constant(key),
        value: fc.option(word, { nil: undefined, freq: 1 }),
        wished: fc.boolean(),
        stands: fc.constantFrom('no', 'equal', 'different', 'odd'),
      });
    return fc
      .tuple(fc.tuple(...ourKeys.map(keyCase)), fc.integer({ min: 0, max: place.length * 2 }))
      .chain(([keys, depth]) => {
        const mine = keys.flatMap(({ key, value, stands }) => {
          if (stands === 'no') return [];
          if (stands === 'equal' && value !== undefined) return [item(key, literal(value))];
          return [item(key, stands === 'odd' ? foreign : word.chain(literal))];
        });
        const build = (level: number): fc.Arbitrary<Value> => {
          const key = place[level];
          if (key === undefined) return object(mine, ourKeys);
          // Half of the documents have the whole way.
          return object(level < depth ? [item(key, build(level + 1))] : [], [key]);
        };
        return fc.record({ root: build(0), start: gap, end: gap }).map(({ root, start, end }) => ({
          syntax,
          place,
          text: (start ?? style.start) + render(root, style, 0) + (end ?? style.end),
          wishes: keys.filter(({ wished }) => wished),
        }));
      });
  });
