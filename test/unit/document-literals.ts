import * as fc from 'fast-check';
import type { Syntax } from '../../lambdas/core/document/document.ts';
import type { Gap } from './document-rendering.ts';

/** The pieces of generated documents: strings, numbers, white space and comments, as ordinary and as odd as JSON allows. */

export const word = fc.oneof(
  fc.constantFrom(
    '',
    'https://example.org/oauth2/token',
    '// no comment',
    '/* nor this */',
    '{"a":[1,]}',
    'line\r\nbreak',
    ' ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A string as a JSON literal in which any of the characters may be escaped: those whose bit is set. */
export const spelling = (text: string): fc.Arbitrary<string> =>
  fc.oneof(fc.constant(0), fc.nat(0xffff)).map((bits) => {
    const characters = [...text].map((character, index) => {
      const isPlain = (bits & (1 << (index % 16))) === 0;
      if (isPlain) return JSON.stringify(character).slice(1, -1);
      return character === '/' ? '\\/' : character.replace(/[\s\S]/g, escaped);
    });
    return `"${characters.join('')}"`;
  });

export const scalar = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '1.0',
    '1e400',
    '-1.5E-3',
    '1E+2',
    '12345678901234567890',
    '0.10',
    'true',
    'false',
    'null',
  ),
  word.chain(spelling),
);

const blanks = fc.constantFrom('', ' ', '  ', '\n', '\r\n', '\t', '\n\n  ', '\r\n\t', ' \n ', '\r', '\n    ');
const remarks = fc.constantFrom(
  '/* c */',
  '// c\n',
  '// "url": "x",\r\n',
  '/* {\n  "a": 1, */',
  '//\n',
  '/**/',
  '/* // */',
);

/** Untidy documents have something odd in every third gap, tidy ones here and there, neat ones nowhere. */
export function gapOf(syntax: Syntax, tidiness: 'neat' | 'tidy' | 'untidy'): fc.Arbitrary<Gap> {
  const style = fc.constant(undefined);
  if (tidiness === 'neat') return style;
  const odd =
    syntax === 'json' ? blanks : fc.array(fc.oneof(blanks, remarks), { maxLength: 3 }).map((parts) => parts.join(''));
  return fc.oneof({ weight: tidiness === 'tidy' ? 12 : 2, arbitrary: style }, { weight: 1, arbitrary: odd });
}
