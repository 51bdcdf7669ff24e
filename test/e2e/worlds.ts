import { openedWorlds } from '../opened-worlds.ts';
import type { World } from '../world.ts';
import { createWorld } from '../world-here.ts';

/** A world that is searched for secrets when the test ends. */
export function openWorld(...options: Parameters<typeof createWorld>): World {
  const world = createWorld(...options);
  openedWorlds.push(world);
  return world;
}

/** The token endpoint of a prefix domain. */
export function endpoint(prefix: string): string {
  return `https://${prefix}.auth.eu-west-1.amazoncognito.com/oauth2/token`;
}

/** What stands at a client's place when all is well. */
export function credentialsOf(client: { readonly id: string; readonly secret: string }, prefix = 'acme') {
  return { url: endpoint(prefix), clientId: client.id, clientSecret: client.secret };
}
