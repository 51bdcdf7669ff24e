/**
 * The reconciler deployed on the embedded AWS from the template that infra/ makes, with its function in this process:
 * on the clock and behind the clients of that AWS. As it runs on AWS it is in process-deployment.ts.
 */
import { type Deployment, deployAssembly } from './deployed-assembly.ts';
import { contextOf, type DeploymentOptions } from './deployment-options.ts';
import { createFunction } from './function-here.ts';
import type { Aws } from './local-aws/local-aws.ts';
import { synthesize } from './synthesis.ts';

export function deploy(aws: Aws, options: DeploymentOptions = {}): Deployment {
  const assembly = synthesize(contextOf(options));
  return deployAssembly(aws, assembly, options, (described) => createFunction(aws, described));
}
