/** The reconciler built from its sources with something changed in them: how the simulation is itself put to the test. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Build } from '../function-here.ts';

/** In one file of lambdas/, `from` stands exactly once and becomes `to`. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const project = join(import.meta.dirname, '../..');

export async function buildWith(changes: readonly Change[]): Promise<Build> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-planted-'));
  try {
    cpSync(join(project, 'lambdas'), join(folder, 'lambdas'), { recursive: true });
    cpSync(join(project, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of changedFiles(changes)) writeFileSync(join(folder, 'lambdas', file), text);
    const load = (file: string): Promise<unknown> => import(pathToFileURL(join(folder, 'lambdas', file)).href);
    const parts = [await load('reconciler/reconciler.ts'), await load('core/configuration.ts')] as const;
    return { ...(parts[0] as Pick<Build, 'createReconciler'>), ...(parts[1] as Pick<Build, 'parseConfiguration'>) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The changed files with their texts; throws where a change does not fit. */
export function changedFiles(changes: readonly Change[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, from, to } of changes) {
    const text = texts.get(file) ?? readFileSync(join(project, 'lambdas', file), 'utf8');
    const [before, after, ...more] = text.split(from);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`The defect does not fit ${file} any more: ${JSON.stringify(from)} has to stand there once.`);
    }
    texts.set(file, `${before}${to}${after}`);
  }
  return texts;
}
