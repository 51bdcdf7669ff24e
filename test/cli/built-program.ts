/** The program as it is published: built once for each process of the tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from '../../infra/cli-bundling.ts';

let built: Promise<string> | undefined;

/** The file. It is gone when this process ends. */
export function builtProgram(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-cli-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return bundleProgram(folder);
}
