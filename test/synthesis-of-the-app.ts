/**
 * The stack with its bundle, as `cdk deploy` would upload it: made by infra/app.ts, in a process of its own. That takes
 * seconds, so what was made of the same sources is used again, by the next run too.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Assembly, readAssembly } from './local-aws/cloud-formation/assembly.ts';
import { type Context, compileCache, flags, project } from './synthesis-folder.ts';

const cache = join(project, 'node_modules/.cache/cognito-ssm-sync');
/** A world that runs for long still starts processes from it. */
const month = 30 * 24 * 3_600_000;
const known = new Map<string, Promise<Assembly>>();

/** Once for each context and state of the sources. */
export function synthesizeBundled(context: Context): Promise<Assembly> {
  const key = JSON.stringify(context);
  const assembly = known.get(key) ?? findOrMake(context);
  known.set(key, assembly);
  return assembly;
}

async function findOrMake(context: Context): Promise<Assembly> {
  const folder = join(cache, fingerprint(context));
  if (!existsSync(folder)) await make(context, folder);
  return readAssembly(folder);
}

/** Of everything that goes into it. */
function fingerprint(context: Context): string {
  const sources = globSync('{infra,lambdas}/**/*.ts', { cwd: project }).sort();
  const hash = createHash('sha256').update(JSON.stringify([process.version, flags, context, sources]));
  for (const file of [...sources, 'package-lock.json']) hash.update(readFileSync(join(project, file)));
  return hash.digest('hex');
}

/** At its place it is whole or not at all: others may be making the same. */
async function make(context: Context, folder: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) removeIfOld(join(cache, name));
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    await synthesize(context, draft);
    if (!existsSync(folder)) renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function removeIfOld(path: string): void {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (age > month) rmSync(path, { recursive: true, force: true });
}

async function synthesize(context: Context, outdir: string): Promise<void> {
  const { PATH = '' } = process.env;
  await promisify(execFile)(process.execPath, ['infra/app.ts'], {
    cwd: project,
    env: {
      PATH: `${dirname(process.execPath)}:${PATH}`,
      CDK_OUTDIR: outdir,
      NODE_COMPILE_CACHE: compileCache,
      CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }),
      // The gate holds the template against CloudFormation's rules, which takes seconds.
      CDK_VALIDATION: 'false',
    },
  });
}
