import { describe, expect, test } from 'vitest';
import { edited } from './document-calls.ts';

const place = ['auth'];

describe('setting a value that stands', () => {
  test('only the bytes of the value change', () => {
    const text = '{ "n": 12345678901234567890,\r\n\t"auth":{"url" :  "old" ,"x":1e400, "u":"\\u00e9"} }\n';
    expect(edited(text, place, { url: 'a "new" one' })).toBe(text.replace('"old"', '"a \\"new\\" one"'));
  });

  test('a value of another type, of any size, makes way', () => {
    expect(edited('{"auth": {"url": {"a": [1, 2]}, "b": 1}}', place, { url: 'u' })).toBe(
      '{"auth": {"url": "u", "b": 1}}',
    );
  });

  test('an equal value stays as it is spelled', () => {
    const text = '{"\\u0061uth": {"u\\u0072l": "\\u0075\\/"}}';
    expect(edited(text, place, { url: 'u/' })).toBe(text);
  });

  test('several keys are set, added and removed in one edit', () => {
    expect(edited('{"auth": {"a": "1", "b": "2", "z": 0}}', place, { a: '9', b: undefined, c: '3', d: '4' })).toBe(
      '{"auth": {"a": "9", "z": 0, "c": "3", "d": "4"}}',
    );
  });
});

describe('adding members', () => {
  test.each([
    ['compact', '{"x":1}', '{"x":1,"auth":{"a":"1","b":"2"}}'],
    ['spaced', '{ "x": 1 }', '{ "x": 1, "auth": { "a": "1", "b": "2" } }'],
    ['as Python prints', '{"x": 1}', '{"x": 1, "auth": {"a": "1", "b": "2"}}'],
    ['with a space before the colon', '{"x" : 1, "y" : 2}', '{"x" : 1, "y" : 2, "auth" : {"a" : "1", "b" : "2"}}'],
    ['with a gap that only commas have', '{"x":1, "y":2}', '{"x":1, "y":2, "auth":{"a":"1", "b":"2"}}'],
  ])('members on one line stay on one line: %s', (_, before, after) => {
    expect(edited(before, place, { a: '1', b: '2' })).toBe(after);
  });

  test.each([
    ['two spaces', '\n', '  '],
    ['four spaces', '\n', '    '],
    ['tabs and CRLF', '\r\n', '\t'],
    ['the line ends of an old Macintosh', '\r', ' '],
    ['no indentation', '\n', ''],
  ])('members on lines get lines of their own: %s', (_, line, unit) => {
    const lines = (...all: readonly string[]): string => all.join(line).replaceAll('>', unit);
    expect(edited(lines('{', '>"x": 1', '}', ''), place, { a: '1', b: '2' })).toBe(
      lines('{', '>"x": 1,', '>"auth": {', '>>"a": "1",', '>>"b": "2"', '>}', '}', ''),
    );
    expect(edited(lines('{', '>"auth": {', '>>"x": 1', '>}', '}'), place, { a: '1' })).toBe(
      lines('{', '>"auth": {', '>>"x": 1,', '>>"a": "1"', '>}', '}'),
    );
    expect(edited(lines('{', '>"auth": {}', '}'), place, { a: '1' })).toBe(
      lines('{', '>"auth": {', '>>"a": "1"', '>}', '}'),
    );
  });

  test('in a document of mixed styles the nearest neighbour is copied', () => {
    expect(edited('{\n  "x": {"y": 1},\n\n  "auth": {"b":2}}', place, { a: '1' })).toBe(
      '{\n  "x": {"y": 1},\n\n  "auth": {"b":2,"a":"1"}}',
    );
    expect(edited('{"x": 1,\n\n   "y": 2}', place, { a: '1' })).toBe(
      '{"x": 1,\n\n   "y": 2,\n   "auth": {\n      "a": "1"\n   }}',
    );
    expect(edited('{"x":\n1}', place, { a: '1' })).toBe('{"x":\n1,"auth":{"a":"1"}}');
  });

  test.each([
    ['{}', '{\n  "auth": {\n    "a": "1"\n  }\n}'],
    ['{ }', '{\n  "auth": {\n    "a": "1"\n  }\n}'],
    ['{\r\n}', '{\r\n  "auth": {\r\n    "a": "1"\r\n  }\r\n}'],
    ['{"auth":{}}', '{"auth":{"a":"1"}}'],
    ['{"auth":{ }}', '{"auth":{ "a":"1" }}'],
    ['{"auth": {\n  }}', '{"auth": {\n    "a": "1"\n  }}'],
  ])('an empty object is filled in the style of what is around it: %j', (before, after) => {
    expect(edited(before, place, { a: '1' })).toBe(after);
  });

  test('removing from a place that does not stand makes no containers', () => {
    expect(edited('{"x": 1}', ['auth', 'cognito'], { url: undefined })).toBe('{"x": 1}');
  });
});

describe('adding members among comments', () => {
  test.each([
    ['behind a line comment', '{\n  "x": 1 // note\n}', '{\n  "x": 1, // note\n  "a": "1",\n  "b": "2"\n}'],
    ['behind a trailing comma', '{\n  "x": 1,\n}', '{\n  "x": 1,\n  "a": "1",\n  "b": "2",\n}'],
    ['behind both', '{\n  "x": 1, // note\n}', '{\n  "x": 1, // note\n  "a": "1",\n  "b": "2",\n}'],
    [
      'before what stands below',
      '{\n  "x": 1\n  // "y": 2\n}',
      '{\n  "x": 1,\n  "a": "1",\n  "b": "2"\n  // "y": 2\n}',
    ],
    ['where a comment on the line forces a new one', '{"x": 1 // note\n}', '{"x": 1, // note\n"a": "1",\n"b": "2"\n}'],
    ['behind a comment within the line', '{"x":1 /* note */ }', '{"x":1, /* note */"a":"1","b":"2" }'],
    [
      'below a comment above the neighbour',
      '{\n  // x\n  /* y\n */ "x": 1\n}',
      '{\n  // x\n  /* y\n */ "x": 1,\n  "a": "1",\n  "b": "2"\n}',
    ],
    ['in an object of comments alone', '{\n  // none yet\n}', '{\n  // none yet\n  "a": "1",\n  "b": "2"\n}'],
  ])('%s', (_, before, after) => {
    expect(edited(before, [], { a: '1', b: '2' }, 'jsonc')).toBe(after);
  });

  test('an object with a comment within the line stays on it', () => {
    expect(edited('{"auth": {/* none */ }}', place, { a: '1' }, 'jsonc')).toBe('{"auth": {/* none */ "a": "1" }}');
  });
});

describe('removing a member', () => {
  test.each([
    ['the only one', '{ "a": 1 }', '{}'],
    ['the only one on a line', '{\n  "a": 1\n}\n', '{}\n'],
    ['the first', '{\n  "a": 1,\n  "x": 2\n}', '{\n  "x": 2\n}'],
    ['the first of a line', '{ "a" : 1 , "x" : 2 }', '{ "x" : 2 }'],
    ['the middle one', '{"x":1, "a":2, "y":3}', '{"x":1, "y":3}'],
    ['the last', '{\r\n\t"x": 1,\r\n\t"a": 2\r\n}', '{\r\n\t"x": 1\r\n}'],
    ['the last of a line', '{"x":1,"a":[{"b":2}]}', '{"x":1}'],
    ['behind a leading comma', '{ "x": 1\n, "a": 2\n}', '{ "x": 1\n}'],
  ])('%s', (_, before, after) => {
    expect(edited(before, [], { a: undefined })).toBe(after);
  });

  test.each([
    ['a note on its line', '{\n  "a": 1, // note\n  "x": 2\n}', '{\n  // note\n  "x": 2\n}'],
    ['a note above', '{\n  "x": 1, // x\n  // a\n  "a": 2\n}', '{\n  "x": 1 // x\n  // a\n}'],
    ['a note that ends at its break', '{"x": 1, // x\n "a": 2 }', '{"x": 1 // x\n }'],
    ['a note that may not grow by a space', '{"x": 1, // x\n "a": 2 \n}', '{"x": 1 // x\n \n}'],
    ['a note with another behind', '{"x": 1, // x\n "a": 2 // a\n}', '{"x": 1 // x\n // a\n}'],
    ['a note before the comma', '{"a": 1 // a\n , "x": 2}', '{ // a\n  "x": 2}'],
    ['a note before a trailing comma', '{"x": 1, "a": 2 /* a */ , }', '{"x": 1, /* a */  }'],
    ['notes within', '{"x": 1, "a" /* b */ : // c\n 2}', '{"x": 1 /* b */  // c\n }'],
    ['notes within the only one', '{// x\n "a" /* b */ : 2\n}', '{// x\n /* b */  \n}'],
    ['a trailing comma', '{\n  "x": 1,\n  "a": 2,\n}', '{\n  "x": 1,\n}'],
    ['a trailing comma of the only one', '{ "a": 1 , }', '{}'],
  ])('comments stand, and so does the style: %s', (_, before, after) => {
    expect(edited(before, [], { a: undefined }, 'jsonc')).toBe(after);
  });

  test('all members go, one after the other', () => {
    expect(edited('{"auth": {"a": 1, "b": 2, "c": 3}}', place, { b: undefined, a: undefined, c: undefined })).toBe(
      '{"auth": {}}',
    );
  });
});
