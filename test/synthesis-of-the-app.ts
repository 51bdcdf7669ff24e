/** The stack with its bundle, as `cdk deploy` would upload it: made by infra/app.ts, in a process of its own. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Assembly, readAssembly } from './local-aws/cloud-formation/assembly.ts';
import { type Context, flags, newFolder, project, removeFolder } from './synthesis-folder.ts';

interface Synthesis {
  readonly folder: string;
  readonly assembly: Promise<Assembly>;
  users: number;
}

const known = new Map<string, Synthesis>();

/** Once for each context, for as long as somebody uses it. */
export function synthesizeBundled(context: Context): Promise<Assembly> {
  const key = JSON.stringify(context);
  const synthesis = known.get(key) ?? start(context);
  synthesis.users += 1;
  known.set(key, synthesis);
  return synthesis.assembly;
}

/** Says that one of its users is done with it; the last one's files are gone then. */
export function releaseBundled(context: Context): void {
  const key = JSON.stringify(context);
  const synthesis = known.get(key);
  if (synthesis === undefined) return;
  synthesis.users -= 1;
  if (synthesis.users > 0) return;
  known.delete(key);
  removeFolder(synthesis.folder);
}

function start(context: Context): Synthesis {
  const folder = newFolder();
  return { folder, assembly: run(context, folder), users: 0 };
}

async function run(context: Context, outdir: string): Promise<Assembly> {
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
