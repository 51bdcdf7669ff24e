/** What each of our keys may hold where a client stands. */
import type { ClientState, PoolState } from '../pool-history.ts';
import { type Block, type OurKey, standing } from './paper.ts';

/** The keys that hold what they must not. */
export function wrongKeys(client: ClientState, { endpoints }: PoolState, block: Block): readonly OurKey[] {
  const url = standing(block, 'url');
  const isUrlRight = endpoints.length === 0 || (url !== undefined && endpoints.includes(url));
  return [
    ...(isUrlRight ? [] : (['url'] as const)),
    ...(isSecretRight(client, block) ? [] : (['clientSecret'] as const)),
  ];
}

/**
 * With one secret that is shown it is that one. With several it is any, for a person may have put it there. One that is
 * not shown cannot be told. A public client has none at all.
 */
function isSecretRight({ secrets, shown }: ClientState, block: Block): boolean {
  const stored = standing(block, 'clientSecret');
  if (secrets.length === 0) return block !== 'closed' && !block.has('clientSecret');
  if (secrets.length === 1 && shown !== undefined) return stored === shown;
  return stored !== undefined || shown === undefined;
}
