/** A world whose reconciler runs as on AWS: the bundle, in processes of its own, which come over HTTP. */
import { serve } from './local-aws/http/server.ts';
import { createLocalAws, type LocalAwsOptions } from './local-aws/local-aws.ts';
import { deployInProcesses, type ProcessOptions } from './process-deployment.ts';
import { World } from './world.ts';

/** The function waits for its pace most of the time, and nobody needs to wait with it. */
const speed = 10;

/** Closing its deployment ends everything of it that is outside of this process. */
export async function createProcessWorld(options: LocalAwsOptions & ProcessOptions = {}): Promise<World> {
  const aws = createLocalAws(options);
  const server = await serve(aws);
  const deployment = await deployInProcesses(aws, server.url, { speed, ...options });
  const close = async (): Promise<void> => {
    await deployment.close();
    await server.close();
  };
  return new World(aws, { ...deployment, close });
}
