/** A world whose reconciler runs in this process, on the world's clock. */
import { deploy } from './deployment.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { createLocalAws, type LocalAwsOptions } from './local-aws/local-aws.ts';
import { World } from './world.ts';

export function createWorld(options: LocalAwsOptions & DeploymentOptions = {}): World {
  const aws = createLocalAws(options);
  return new World(aws, deploy(aws, options));
}
