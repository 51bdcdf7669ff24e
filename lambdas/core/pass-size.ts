import type { Claim } from './claim.ts';
import { shared } from './settlement.ts';

/**
 * Targets that one pass describes clients or writes parameters for at most; the rest goes to messages of this many. Ten
 * such messages are a batch, whose passes write while the next one looks. At the shares that nobody can take away,
 * 1⅔ describes and half a write a second, that is 15 + 500 seconds, and inside the function's time.
 */
export const passSize = 25;

/**
 * The clients of these claims beyond the first `passSize` targets, in packs of as many. Clients whose own parameters
 * others claim too stay in this pass whatever their number: one pass must see them together.
 */
export function beyondPassSize(busy: readonly Claim[], claims: readonly Claim[]): readonly (readonly string[])[] {
  const together = new Set([...shared(claims)].filter(({ common }) => !common).map(({ client }) => client.id));
  const packs: string[][] = [];
  let size = passSize;
  for (const [id, ofClient] of Map.groupBy(busy, ({ client }) => client.id)) {
    if (together.has(id)) continue;
    size += ofClient.length;
    if (size > passSize) {
      packs.push([]);
      size = ofClient.length;
    }
    packs.at(-1)?.push(id);
  }
  return packs.slice(1);
}
