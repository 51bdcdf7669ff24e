import type { Layers } from '../core/overtaken.ts';
import type { Tags } from '../core/ownership.ts';
import type { ParameterMetadata, ParameterSight } from '../core/parameter.ts';
import type { Secret } from '../core/secret.ts';
import type { Client, ClientSummary, UserPool } from '../core/user-pool.ts';
import type { Parameters, UserPools } from '../pass/ports.ts';

/**
 * A world that is looked at once: what two passes over it differ in is not what somebody did in between, and what was
 * searched first is what the pass then decides by. Only for passes that write nothing.
 */
class Memory {
  readonly #seen = new Map<string, Promise<unknown>>();

  /** A name is only ever asked for one kind of answer. */
  once<Answer>(name: string, look: () => Promise<Answer>): Promise<Answer> {
    const seen = (this.#seen.get(name) as Promise<Answer> | undefined) ?? look();
    this.#seen.set(name, seen);
    return seen;
  }
}

export class PoolsSeenOnce implements UserPools {
  readonly #pools: UserPools;
  readonly #memory = new Memory();

  constructor(pools: UserPools) {
    this.#pools = pools;
  }

  pool(userPoolId: string): Promise<UserPool | undefined> {
    return this.#memory.once(`pool ${userPoolId}`, () => this.#pools.pool(userPoolId));
  }

  clients(userPoolId: string): Promise<readonly ClientSummary[]> {
    return this.#memory.once(`clients ${userPoolId}`, () => this.#pools.clients(userPoolId));
  }

  client(userPoolId: string, clientId: string): Promise<Client | undefined> {
    return this.#memory.once(`client ${userPoolId} ${clientId}`, () => this.#pools.client(userPoolId, clientId));
  }

  secretCount(userPoolId: string, clientId: string): Promise<number> {
    return this.#memory.once(`secrets ${userPoolId} ${clientId}`, () => this.#pools.secretCount(userPoolId, clientId));
  }
}

export class ParametersSeenOnce implements Parameters {
  readonly #parameters: Parameters;
  readonly #memory = new Memory();
  readonly #sights = new Map<string, ParameterSight>();

  constructor(parameters: Parameters) {
    this.#parameters = parameters;
  }

  async read(names: readonly string[]): Promise<ReadonlyMap<string, ParameterSight>> {
    const unseen = names.filter((name) => !this.#sights.has(name));
    const read = unseen.length > 0 ? await this.#parameters.read(unseen) : [];
    for (const [name, sight] of read) this.#sights.set(name, sight);
    return new Map([...this.#sights].filter(([name]) => names.includes(name)));
  }

  tags(name: string): Promise<Tags | undefined> {
    return this.#memory.once(`tags ${name}`, () => this.#parameters.tags(name));
  }

  metadata(names: readonly string[]): Promise<ReadonlyMap<string, ParameterMetadata>> {
    return this.#memory.once(`metadata ${names.join(' ')}`, () => this.#parameters.metadata(names));
  }

  layers(name: string, version: number, text: Secret): Promise<Layers> {
    return this.#parameters.layers(name, version, text);
  }

  tag(): Promise<never> {
    return this.#refuse();
  }

  create(): Promise<never> {
    return this.#refuse();
  }

  update(): Promise<never> {
    return this.#refuse();
  }

  async #refuse(): Promise<never> {
    throw new Error('what is only looked at was about to be written');
  }
}
