/**
 * Which moto is installed. The known differences are those of the versions below; with another one the comparison would
 * find differences that are nobody's mistake.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const knownVersions: readonly string[] = ['5.2.1'];

/** Why nothing can be compared, in one sentence; undefined when it can be. `program`: the path of `moto_server`. */
export function obstacle(program: string | undefined): string | undefined {
  if (program === undefined) return 'moto_server is not on the PATH';
  const version = versionOf(program);
  if (version === undefined) return 'moto_server does not tell its version';
  const known = knownVersions.join(', ');
  return knownVersions.includes(version) ? undefined : `moto is ${version}, and its differences are known of ${known}`;
}

/**
 * moto's server has no option that tells its version, and may be a shell script of pyenv's. Whatever Python it ends up
 * with, that imports `sitecustomize` first: ours tells the version and ends it.
 */
const tellVersion = `import importlib.metadata, os
try:
    os.write(1, importlib.metadata.version("moto").encode())
finally:
    os._exit(0)
`;
/** It takes 0.2 s on an idle machine. */
const patienceMilliseconds = 30_000;

function versionOf(program: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'moto-version-'));
  try {
    writeFileSync(join(folder, 'sitecustomize.py'), tellVersion);
    const told = execFileSync(program, ['--help'], {
      env: { ...process.env, PYTHONPATH: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: patienceMilliseconds,
      encoding: 'utf8',
    });
    return /^\d+(\.\w+)+$/.exec(told.trim())?.[0];
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
