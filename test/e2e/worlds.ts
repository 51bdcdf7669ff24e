import { afterEach, expect } from 'vitest';
import { World } from '../world.ts';

/**
 * Worlds for end-to-end tests. After each test every world made here is searched for secrets, Cognito's and other
 * people's, in everything that was ever said: no test can forget to look.
 */
const opened: World[] = [];

export function openWorld(...options: ConstructorParameters<typeof World>): World {
  const world = new World(...options);
  opened.push(world);
  return world;
}

afterEach(() => {
  expect(opened.splice(0).flatMap((world) => world.leaks())).toEqual([]);
});

/** The token endpoint of a prefix domain. */
export function endpoint(prefix: string): string {
  return `https://${prefix}.auth.eu-west-1.amazoncognito.com/oauth2/token`;
}

/** What stands at a client's place when all is well. */
export function credentialsOf(client: { readonly id: string; readonly secret: string }, prefix = 'acme') {
  return { url: endpoint(prefix), clientId: client.id, clientSecret: client.secret };
}
