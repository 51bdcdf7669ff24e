/** What is compared: nothing at all, the usual recipe, and what the stack ships. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundle, recipe } from '../../infra/bundling.ts';

export interface Bundle {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Makes the three in this folder. All answer a batch; the first without looking at it. */
export async function makeBundles(folder: string): Promise<readonly [bare: Bundle, plain: Bundle, ours: Bundle]> {
  const bare = join(folder, 'bare.mjs');
  writeFileSync(bare, 'export const handler = async () => ({ batchItemFailures: [] });\n');
  const plain = recipe(join(folder, 'plain'));
  await build(plain);
  const ours = join(folder, 'ours');
  await bundle(ours);
  return [weighed('bare Node', bare), weighed('plain recipe', plain.outfile), weighed('ours', join(ours, 'index.mjs'))];
}

function weighed(name: string, path: string): Bundle {
  const contents = readFileSync(path);
  return { name, path, bytes: contents.length, gzipBytes: gzipSync(contents).length };
}
