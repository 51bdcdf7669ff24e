import type { Client, ClientSummary, UserPool } from '../../core/user-pool.ts';
import type { UserPools } from '../../pass/ports.ts';

/**
 * User pools of which a pool and its listing are read once: what is searched first is what the pass then decides by, so
 * an explanation costs little more than its pass, and no two of its sentences speak of different states.
 */
export class RememberedPools implements UserPools {
  readonly #pools: UserPools;
  readonly #seen = new Map<string, Promise<UserPool | undefined>>();
  readonly #listed = new Map<string, Promise<readonly ClientSummary[]>>();

  constructor(pools: UserPools) {
    this.#pools = pools;
  }

  pool(userPoolId: string): Promise<UserPool | undefined> {
    return remembered(this.#seen, userPoolId, () => this.#pools.pool(userPoolId));
  }

  clients(userPoolId: string): Promise<readonly ClientSummary[]> {
    return remembered(this.#listed, userPoolId, () => this.#pools.clients(userPoolId));
  }

  client(userPoolId: string, clientId: string): Promise<Client | undefined> {
    return this.#pools.client(userPoolId, clientId);
  }

  secretCount(userPoolId: string, clientId: string): Promise<number> {
    return this.#pools.secretCount(userPoolId, clientId);
  }
}

function remembered<Seen>(seen: Map<string, Promise<Seen>>, id: string, look: () => Promise<Seen>): Promise<Seen> {
  const found = seen.get(id) ?? look();
  seen.set(id, found);
  return found;
}
