/** The worlds that the test under way has opened. Each is searched for secrets when it ends (test/leak-check.ts). */
interface Searchable {
  leaks(): readonly unknown[];
}

export const openedWorlds: Searchable[] = [];
