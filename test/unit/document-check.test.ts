import { expect, test } from 'vitest';
import { checkEdit } from '../../lambdas/core/document/check.ts';
import { parseObject } from '../../lambdas/core/document/syntax.ts';

const before = '{"x": [1.0, "hunter2"], "auth": {"url": "old", "y": null}}';
const good = '{"x": [1.0, "hunter2"], "auth": {"url": "new", "y": null}}';

function check(text: string, wish: { readonly url: string | undefined } = { url: 'new' }): void {
  const root = parseObject(before, 'json');
  if ('problem' in root) throw new Error(root.where);
  checkEdit({ text: before, syntax: 'json', root }, text, ['auth'], new Map(Object.entries(wish)));
}

test('an edit that did as it was told passes', () => {
  expect(() => check(good)).not.toThrow();
  expect(() => check('{"x": [1.0, "hunter2"], "auth": {"y": null}}', { url: undefined })).not.toThrow();
});

test.each([
  ['broken text', good.slice(1)],
  ['a place that is no object', '{"auth": "new"}'],
  ['a value that is not as wished', before],
  ['a value that is no string', good.replace('"new"', '7')],
  ['a number that reads the same but is spelled otherwise', good.replace('1.0', '1')],
  ['a key that is lost', good.replace(', "y": null', '')],
  ['a key that has come', good.replace('{"x"', '{"z": 1, "x"')],
  ['another order', '{"auth": {"url": "new", "y": null}, "x": [1.0, "hunter2"]}'],
  ['a second key of the name', good.replace('"y": null', '"url": "new"')],
])('an edit that leaves %s is stopped, and the error shows nothing of the text', (_, text) => {
  expect(() => check(text)).toThrow(
    /^A document would not read as wanted after its edit: this is a fault of the editor/,
  );
  expect(() => check(text)).not.toThrow(/hunter2|new"|auth/);
});

test('a removal that removed nothing is stopped', () => {
  expect(() => check(before, { url: undefined })).toThrow('fault of the editor');
});
