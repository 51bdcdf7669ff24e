/** Pages of a listing, each by what comes after the last one of the page before. */
import type { AwsError } from './service.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  /** Set when there is more, and only then. */
  readonly token?: string;
}

interface Wanted {
  readonly size: number;
  readonly token: string | undefined;
  /** What a token that nobody gave is answered with. */
  readonly refusal: AwsError;
}

const mark = 'after:';

/** In the order of the keys, of which there is one an item. */
export function pageAfter<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { size, token, refusal }: Wanted,
): Page<Item> {
  const read = token === undefined ? mark : Buffer.from(token, 'base64').toString();
  if (!read.startsWith(mark)) throw refusal;
  const after = read.slice(mark.length);
  const rest = all.filter((item) => keyOf(item) > after).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const items = rest.slice(0, size);
  const last = items.at(-1);
  if (last === undefined || items.length === rest.length) return { items };
  return { items, token: Buffer.from(mark + keyOf(last)).toString('base64') };
}
