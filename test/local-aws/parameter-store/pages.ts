/**
 * Paging as Parameter Store does it: a page is a window over what *could* match, filtered afterwards. So pages are
 * short, and can be empty, while they carry a token.
 */
import { createHash } from 'node:crypto';
import { optionalNumber, optionalText } from '../members.ts';
import { AwsError, type Json } from '../service.ts';
import type { Store } from './store.ts';

/** What a page holds when nobody says; the harshest that is allowed. */
const defaultPageSize = 10;

export interface Page<Item> {
  readonly items: Item[];
  readonly token: string | undefined;
}

/**
 * The page that `NextToken` and `MaxResults` (1 to `maximum`) ask for. A token that is not of this very query is
 * `InvalidNextToken`.
 */
export function paginate<Item>(
  store: Store,
  input: Json,
  candidates: readonly Item[],
  matches: (item: Item) => boolean,
  maximum: number,
): Page<Item> {
  const wanted = optionalNumber(input, 'MaxResults', { min: 1, max: maximum }) ?? Math.min(defaultPageSize, maximum);
  const query = fingerprint(input);
  const given = optionalText(input, 'NextToken');
  if (given === undefined && store.pageLimit !== undefined && candidates.length > 0) {
    return { items: [], token: `${query}.0` };
  }
  const start = given === undefined ? 0 : parseToken(given, query);
  const end = start + Math.min(wanted, store.pageLimit ?? wanted);
  return {
    items: candidates.slice(start, end).filter(matches),
    token: end < candidates.length ? `${query}.${end}` : undefined,
  };
}

function parseToken(token: string, query: string): number {
  const [givenQuery, position = ''] = token.split('.');
  if (givenQuery !== query || !/^\d+$/.test(position)) {
    throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  }
  return Number(position);
}

function fingerprint({ NextToken: _, MaxResults: __, ...query }: Json): string {
  const entries = Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url');
}
