/** The template of infra/, made in this process and without the bundle: its asset is there by name only. */
import { App, Stack } from 'aws-cdk-lib';
import { CognitoSsmSync } from '../infra/cognito-ssm-sync.ts';
import { propsOf, readContext } from '../infra/context.ts';
import { addOutputs } from '../infra/outputs.ts';
import { type Assembly, readAssembly } from './local-aws/cloud-formation/assembly.ts';
import { type Context, flags, newFolder, removeFolder } from './synthesis-folder.ts';

const known = new Map<string, Assembly>();

/** Once for each context. */
export function synthesize(context: Context): Assembly {
  const key = JSON.stringify(context);
  const assembly = known.get(key) ?? run(context);
  known.set(key, assembly);
  return assembly;
}

/** What infra/app.ts does, without its checks. */
function run(given: Context): Assembly {
  const outdir = newFolder();
  const app = new App({
    outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    context: { ...flags, 'aws:cdk:bundling-stacks': [], ...given },
  });
  const context = readContext(app);
  const stack = new Stack(app, 'CognitoSsmSync', { stackName: context.deploymentName });
  addOutputs(stack, new CognitoSsmSync(stack, 'CognitoSsmSync', propsOf(context, stack)));
  app.synth();
  const assembly = readAssembly(outdir);
  removeFolder(outdir);
  return assembly;
}
