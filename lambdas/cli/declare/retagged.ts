import type { Client, ClientSummary, UserPool } from '../../core/user-pool.ts';
import type { UserPools } from '../../pass/ports.ts';

/** User pools that are looked at once, so that what is seen with one tag and with another is the same world. */
export class SeenOnce implements UserPools {
  readonly #pools: UserPools;
  readonly #seen = new Map<string, Promise<unknown>>();

  constructor(pools: UserPools) {
    this.#pools = pools;
  }

  pool(userPoolId: string): Promise<UserPool | undefined> {
    return this.#once(`pool ${userPoolId}`, () => this.#pools.pool(userPoolId));
  }

  clients(userPoolId: string): Promise<readonly ClientSummary[]> {
    return this.#once(`clients ${userPoolId}`, () => this.#pools.clients(userPoolId));
  }

  client(userPoolId: string, clientId: string): Promise<Client | undefined> {
    return this.#once(`client ${userPoolId} ${clientId}`, () => this.#pools.client(userPoolId, clientId));
  }

  secretCount(userPoolId: string, clientId: string): Promise<number> {
    return this.#once(`secrets ${userPoolId} ${clientId}`, () => this.#pools.secretCount(userPoolId, clientId));
  }

  /** A name is only ever asked for one kind of answer. */
  #once<Answer>(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const seen = (this.#seen.get(name) as Promise<Answer> | undefined) ?? look();
    this.#seen.set(name, seen);
    return seen;
  }
}

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
