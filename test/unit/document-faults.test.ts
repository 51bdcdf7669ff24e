import { describe, expect, test, vi } from 'vitest';
import { edited, faultOf } from './document-calls.ts';

describe('a text that is refused', () => {
  test.each([
    ['', 'line 1, column 1'],
    ['{"a":1,}', 'line 1, column 8'],
    ['{"a":1}}', 'line 1, column 8'],
    ['{\r\n"a":\r1 // c\n}', 'line 3, column 3'],
    ['{"a": "\t"}', 'line 1, column 7'],
    ['{"a": 01}', 'line 1, column 8'],
    ['{"a": "hunter2', 'line 1, column 7'],
    ['/*', 'line 1, column 1'],
    ['hunter2', 'line 1, column 1'],
  ])('%j is not JSON, and the fault says where but not what', (text, where) => {
    expect(faultOf(text)).toBe(`not-json: ${where}`);
  });

  test('comments and trailing commas are legal in JSONC and nowhere else', () => {
    const text = '// a\n{"a": [1, 2,], /* b */}// c';
    expect(faultOf(text, 'jsonc')).toBeUndefined();
    expect(faultOf(text, 'json')).toBe('not-json: line 1, column 1');
  });

  test.each([
    '{,}',
    '{"a": 1,,}',
    '{"a" 1}',
    '{"a": 1} 2',
    '{a: 1}',
    "{'a': 1}",
    '{} /*',
    '{"a": 1 "b": 2}',
    '{"a": .5}',
    '{"a": \u00a01}',
  ])('%j is not JSONC either', (text) => {
    expect(faultOf(text, 'jsonc')).toMatch(/^not-json: line 1, column \d+$/);
  });

  test('what JSON.parse refuses is refused, even should the other parser take it', () => {
    vi.spyOn(JSON, 'parse').mockImplementation(() => {
      throw new SyntaxError('Unexpected token in hunter2');
    });
    expect(faultOf('{"a": "hunter2"}')).toBe('not-json: line 1, column 17');
  });

  test('a byte order mark is named, since no editor shows it', () => {
    expect(faultOf('\uFEFF{}')).toBe('byte-order-mark: line 1, column 1');
  });

  test.each([
    ['[{}]', 'array'],
    ['"a"', 'string'],
    ['1', 'number'],
    ['null', 'null'],
    ['true', 'boolean'],
  ])('%s is a document, but no object', (text, kind) => {
    expect(faultOf(text)).toBe(`not-an-object: the document is a JSON ${kind}`);
  });

  test('brackets that would overflow the parser are a fault, not a crash', () => {
    const nested = (levels: number): string => `{"a": ${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(faultOf(nested(4000))).toBe('nested-too-deeply: line 1, column 262');
    expect(faultOf('['.repeat(8000))).toBe('nested-too-deeply: line 1, column 257');
    expect(faultOf('{"a":'.repeat(1600))).toBe('nested-too-deeply: line 1, column 1281');
    expect(faultOf(nested(256))).toBe('nested-too-deeply: line 1, column 262');
    expect(faultOf(nested(255))).toBeUndefined();
    expect(edited(nested(255), ['auth', 'cognito'], { url: 'u' })).toContain('"auth"');
  });

  test('brackets in strings and side by side are not nesting', () => {
    expect(faultOf(`{"a": "${'['.repeat(1000)}", "b": [${'[],'.repeat(1000)}1]}`)).toBeUndefined();
  });
});
