import { afterEach, expect } from 'vitest';
import { openedWorlds } from './opened-worlds.ts';

/**
 * Vitest runs this before every test file: after each test every world it opened is searched for secrets, Cognito's and
 * other people's, in everything that was ever said. No test can forget to look.
 */
afterEach(() => {
  expect(openedWorlds.splice(0).flatMap((world) => world.leaks())).toEqual([]);
});
