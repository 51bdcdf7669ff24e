import type { Layers } from '../core/overtaken.ts';
import type { PoolOwnings, Tags } from '../core/ownership.ts';
import type { ParameterMetadata, ParameterSight } from '../core/parameter.ts';
import type { Secret } from '../core/secret.ts';
import type { Client, ClientSummary, UserPool } from '../core/user-pool.ts';

/**
 * What a pass uses of the world, and nothing more. A call that does not give what was asked throws a `CallError`
 * whose finding says what it was; a thing that does not exist is an answer, not an error.
 */
export interface UserPools {
  /** Undefined: there is no such pool. */
  pool(userPoolId: string): Promise<UserPool | undefined>;
  /** All regular clients, in the order of their ids. */
  clients(userPoolId: string): Promise<readonly ClientSummary[]>;
  /** Undefined: there is no such client in the pool. */
  client(userPoolId: string, clientId: string): Promise<Client | undefined>;
  /** How many secrets the client has. */
  secretCount(userPoolId: string, clientId: string): Promise<number>;
}

export interface Parameters {
  /** What each of the names shows; never throws for one name what is another's fault. */
  read(names: readonly string[]): Promise<ReadonlyMap<string, ParameterSight>>;
  /** Of those of the names that exist. */
  metadata(names: readonly string[]): Promise<ReadonlyMap<string, ParameterMetadata>>;
  /** Undefined: there is no such parameter. */
  tags(name: string): Promise<Tags | undefined>;
  /** Adds these tags, over those of the same keys. A parameter that is gone is not tagged, and no error. */
  tag(name: string, tags: Tags): Promise<void>;
  /** Creates a SecureString with these tags; never overwrites. `exists`: somebody was faster. */
  create(name: string, value: Secret, tags?: Tags): Promise<'created' | 'exists'>;
  /** What stands, and what another text stood below this version; never throws, a failed read is a sight of its own. */
  layers(name: string, version: number, text: Secret): Promise<Layers>;
  /** Overwrites, sending back type, tier and key as read. The new version. */
  update(name: string, value: Secret, as: { readonly type: string } & ParameterMetadata): Promise<number>;
}

export interface TaggingIndex {
  /** Ids of the user pools that bear a tag of this prefix, as far as the index knows by now. */
  taggedPools(tagPrefix: string): Promise<readonly string[]>;
  /** The places that owner tags speak of, by user pool, as far as the index knows by now. */
  ownedPlaces(deployment: string): Promise<ReadonlyMap<string, PoolOwnings>>;
}

export interface SweepQueue {
  /** How many messages are in it, those that somebody is working on included. */
  size(): Promise<number>;
  /** Sends these messages; each group is worked off in order, and equal ids are one message. */
  send(messages: readonly SweepMessage[]): Promise<void>;
}

export interface SweepMessage {
  readonly id: string;
  readonly group: string;
  readonly body: string;
}

/** Time: milliseconds since the epoch. The real one is the machine's; tests move theirs by hand. */
export interface Clock {
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when aborted before. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
