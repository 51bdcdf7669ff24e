/** The stack with its bundle, as `cdk deploy` would upload it: made by infra/app.ts, in a process of its own. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Assembly, readAssembly } from './local-aws/cloud-formation/assembly.ts';
import { type Context, flags, newFolder, project } from './synthesis-folder.ts';

const known = new Map<string, Promise<Assembly>>();

/** Once for each context. */
export function synthesizeBundled(context: Context): Promise<Assembly> {
  const key = JSON.stringify(context);
  const assembly = known.get(key) ?? run(context);
  known.set(key, assembly);
  return assembly;
}

async function run(context: Context): Promise<Assembly> {
  const outdir = newFolder();
  const { PATH = '' } = process.env;
  await promisify(execFile)(process.execPath, ['infra/app.ts'], {
    cwd: project,
    env: {
      PATH: `${dirname(process.execPath)}:${PATH}`,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }),
      // The gate holds the template against CloudFormation's rules, which takes seconds.
      CDK_VALIDATION: 'false',
    },
  });
  return readAssembly(outdir);
}
