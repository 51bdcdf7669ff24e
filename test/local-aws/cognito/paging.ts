/**
 * Pages of a listing, in the order of the ids: stable while members come and go, and unlike the order of creation, so
 * that nothing can lean on "the first is the oldest".
 */
import { AwsError } from '../service.ts';

export interface Page<T> {
  readonly members: readonly T[];
  /** Set when there is more, and only then. */
  readonly nextToken?: string;
}

/** At most `size` members after the one that `token` stands for. A token that we did not give is refused. */
export function pageOf<T>(members: ReadonlyMap<string, T>, size: number, token: string | undefined): Page<T> {
  const after = token === undefined ? '' : idIn(token);
  const rest = [...members.keys()].filter((id) => id > after).sort();
  const ids = rest.slice(0, size);
  const page = ids.flatMap((id) => members.get(id) ?? []);
  const last = ids.at(-1);
  return rest.length > size && last !== undefined ? { members: page, nextToken: tokenFor(last) } : { members: page };
}

const mark = 'after:';

function tokenFor(id: string): string {
  return Buffer.from(mark + id).toString('base64url');
}

function idIn(token: string): string {
  const read = Buffer.from(token, 'base64url').toString();
  if (!read.startsWith(mark)) throw new AwsError('InvalidParameterException', 'Invalid pagination token provided.');
  return read.slice(mark.length);
}
