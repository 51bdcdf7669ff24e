/** What both ways of synthesizing the stack need: the context, and folders that are gone with this process. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `cdk deploy -c name=value …` would say. */
export type Context = Readonly<Record<string, unknown>>;

export const project = join(import.meta.dirname, '..');

/** Where Node keeps what it compiled: to load the CDK takes half as long the second time. */
export const compileCache = join(project, 'node_modules/.cache/cognito-ssm-sync-compiled');

/** The feature flags, without the one that makes the validation strict: nothing is validated here. */
export const flags: Context = {
  ...(JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')) as { readonly context: Context }).context,
  '@aws-cdk/core:validateAgainstDefaultRules': false,
};

const folders = new Set<string>();
process.once('exit', () => {
  for (const folder of folders) removeFolder(folder);
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-stack-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}
