import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const oracle = join(import.meta.dirname, 'oracle');
const project = join(import.meta.dirname, '../..');

/** Files that a file imports; only those whose values it uses, unless `types` are wanted too. */
function importsOf(file: string, types: boolean): readonly string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/^import (type )?[^;]*?from '(\.[^']+)';/gms);
  return [...imports].flatMap(([, type, path = '']) => (type && !types ? [] : [join(dirname(file), path)]));
}

/** All that comes with these files when they are loaded. */
function loadedWith(files: readonly string[], known = new Set<string>()): ReadonlySet<string> {
  for (const file of files) {
    if (known.has(file)) continue;
    known.add(file);
    loadedWith(importsOf(file, false), known);
  }
  return known;
}

const files = readdirSync(oracle).map((name) => join(oracle, name));

it('the oracle imports nothing of lambdas, not even types', () => {
  expect(files.length).toBeGreaterThan(9);
  const foreign = files.flatMap((file) => importsOf(file, true)).map((file) => relative(project, file));
  expect(foreign.filter((file) => file.startsWith('lambdas'))).toEqual([]);
});

it('nothing of lambdas is loaded with the oracle', () => {
  const loaded = [...loadedWith(files)].map((file) => relative(project, file));
  expect(loaded.filter((file) => file.startsWith('lambdas'))).toEqual([]);
});
