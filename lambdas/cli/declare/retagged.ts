import type { Client, ClientSummary, UserPool } from '../../core/user-pool.ts';
import type { UserPools } from '../../pass/ports.ts';

/** User pools of which one bears other tags than it does. */
export class Retagged implements UserPools {
  readonly #pools: UserPools;
  readonly #userPoolId: string;
  readonly #tags: UserPool['tags'];

  constructor(pools: UserPools, userPoolId: string, tags: UserPool['tags']) {
    this.#pools = pools;
    this.#userPoolId = userPoolId;
    this.#tags = tags;
  }

  async pool(userPoolId: string): Promise<UserPool | undefined> {
    const pool = await this.#pools.pool(userPoolId);
    return pool && userPoolId === this.#userPoolId ? { ...pool, tags: this.#tags } : pool;
  }

  clients(userPoolId: string): Promise<readonly ClientSummary[]> {
    return this.#pools.clients(userPoolId);
  }

  client(userPoolId: string, clientId: string): Promise<Client | undefined> {
    return this.#pools.client(userPoolId, clientId);
  }

  secretCount(userPoolId: string, clientId: string): Promise<number> {
    return this.#pools.secretCount(userPoolId, clientId);
  }
}
