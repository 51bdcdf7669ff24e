/** A world served over HTTP, with the AWS CLI pointed at it. */
import { type RunningServer, serve } from '../local-aws/http/server.ts';
import type { World } from '../world.ts';
import { createAwsCli } from './aws-cli.ts';
import type { Traveller } from './journey.ts';
import { typedSecrets } from './parameters.ts';

/** Three pages of Cognito's 60 at the most. */
export const clientsOfLargePool = 130;

export interface Scene extends Traveller {
  readonly close: RunningServer['close'];
}

/** `program`: the path of the AWS CLI. The world should have no quotas: nobody moves its clock between commands. */
export async function openScene(program: string, world: World): Promise<Scene> {
  const server = await serve(world.aws);
  world.foreignSecrets.push(...typedSecrets);
  const large = await world.createPool('large');
  for (let index = 1; index <= clientsOfLargePool; index += 1) await large.createClient(`client-${index}`);
  return {
    aws: createAwsCli(program, world.aws, server.url),
    known: { ENDPOINT: server.url, LARGE: large.id },
    settle: () => world.settle(),
    close: () => server.close(),
  };
}
