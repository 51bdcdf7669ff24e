import type { Claim } from './claim.ts';
import { isPublic } from './credentials.ts';
import type { Failure } from './findings.ts';
import type { Owner, Tags } from './ownership.ts';
import type { ParameterMetadata, ParameterSight } from './parameter.ts';
import type { Client, ClientSummary, UserPool } from './user-pool.ts';

/** What a pass has seen so far of one pool and its parameters. What is not in it was not looked at. */
export interface World {
  readonly pool: UserPool;
  /** All regular clients of the pool; undefined while only some clients are looked at. */
  readonly listed: readonly ClientSummary[] | undefined;
  readonly described: ReadonlyMap<string, ClientSight>;
  readonly secretCounts: ReadonlyMap<string, number | Failure>;
  readonly parameters: ReadonlyMap<string, ParameterSight>;
  readonly metadata: ReadonlyMap<string, ParameterMetadata | Failure>;
  /** The tags of parameters. */
  readonly tags: ReadonlyMap<string, Tags | Failure>;
  /** Pools that owner tags name, and clients of theirs by pool and id. */
  readonly otherPools: ReadonlyMap<string, UserPool | 'missing' | Failure>;
  readonly otherClients: ReadonlyMap<string, ClientSight>;
}

/** A world of which nothing but the pool was seen. */
export function unseenWorld(pool: UserPool): World {
  const none = new Map<string, never>();
  return {
    pool,
    listed: undefined,
    described: none,
    secretCounts: none,
    parameters: none,
    metadata: none,
    tags: none,
    otherPools: none,
    otherClients: none,
  };
}

/** What describing a client gave; `missing`: there is no such client. */
export type ClientSight = Client | 'missing' | Failure;

export function isFailure(seen: object | string | number | undefined): seen is Failure {
  return typeof seen === 'object' && 'code' in seen;
}

export function isClient(sight: ClientSight | undefined): sight is Client {
  return typeof sight === 'object' && !isFailure(sight);
}

/** Whether the claim's client has been seen to have no secret at all. */
export function isKnownPublic({ client }: Claim, world: World): boolean {
  const sight = world.described.get(client.id);
  return isClient(sight) && isPublic(sight, world.secretCounts.get(client.id));
}

/** What a decision has to know besides. */
export interface Needs {
  readonly listing: boolean;
  readonly clients: ReadonlySet<string>;
  readonly secretCounts: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  readonly metadata: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly otherPools: ReadonlySet<string>;
  readonly otherClients: ReadonlyMap<string, Owner>;
}

/** A world that remembers what was asked of it in vain: that is what the decision needs. */
export class Look implements Needs {
  readonly world: World;
  listing = false;
  readonly clients = new Set<string>();
  readonly secretCounts = new Set<string>();
  readonly parameters = new Set<string>();
  readonly metadata = new Set<string>();
  readonly tags = new Set<string>();
  readonly otherPools = new Set<string>();
  readonly otherClients = new Map<string, Owner>();

  constructor(world: World) {
    this.world = world;
  }

  /** Whether anything was asked in vain. */
  get inVain(): boolean {
    const { listing, clients, secretCounts, parameters, metadata, tags, otherPools, otherClients } = this;
    const sets = [clients, secretCounts, parameters, metadata, tags, otherPools, otherClients];
    return listing || sets.some(({ size }) => size > 0);
  }

  listed(): readonly ClientSummary[] | undefined {
    this.listing ||= this.world.listed === undefined;
    return this.world.listed;
  }

  client(id: string): ClientSight | undefined {
    return find(this.world.described, id, this.clients);
  }

  secretCount(clientId: string): number | Failure | undefined {
    return find(this.world.secretCounts, clientId, this.secretCounts);
  }

  parameter(name: string): ParameterSight | undefined {
    return find(this.world.parameters, name, this.parameters);
  }

  /** Looks at all that tells whether a client is public: Describe, and the list of secrets where that shows none. */
  secrets(clientId: string): void {
    const sight = this.client(clientId);
    if (isClient(sight) && sight.secret === undefined) this.secretCount(clientId);
  }

  metadataOf(name: string): ParameterMetadata | Failure | undefined {
    return find(this.world.metadata, name, this.metadata);
  }

  tagsOf(parameter: string): Tags | Failure | undefined {
    return find(this.world.tags, parameter, this.tags);
  }

  otherPool(userPoolId: string): UserPool | 'missing' | Failure | undefined {
    return find(this.world.otherPools, userPoolId, this.otherPools);
  }

  /** The client that an owner tag names, in its pool. */
  otherClient(owner: Owner): ClientSight | undefined {
    const key = `${owner.userPoolId} ${owner.clientId}`;
    const sight = this.world.otherClients.get(key);
    if (sight === undefined) this.otherClients.set(key, owner);
    return sight;
  }
}

function find<Seen>(seen: ReadonlyMap<string, Seen>, key: string, missing: Set<string>): Seen | undefined {
  if (!seen.has(key)) missing.add(key);
  return seen.get(key);
}
