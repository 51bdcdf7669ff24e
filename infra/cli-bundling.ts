/**
 * How the program becomes one file that runs without its dependencies. As a program it writes it into the folder that
 * is its argument: `npm run build`.
 */
import { join } from 'node:path';
import { build } from 'esbuild';

/** Writes `cognito-ssm-sync.mjs` into this folder; its path. */
export async function bundleProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'cognito-ssm-sync.mjs');
  await build({
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: ['lambdas/cli/main.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    mainFields: ['module', 'main'],
    // Packages that are no modules ask for Node's own with `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return outfile;
}

const [, , folder] = process.argv;
if (import.meta.main && folder !== undefined) await bundleProgram(folder);
