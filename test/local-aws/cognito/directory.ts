/** All that Cognito knows in one region of one account: pools, their app clients, domains and resource servers. */
import type { JWK } from 'jose';
import type { TagListener } from '../collaborators.ts';
import { AwsError, type Call, type Json, type Site } from '../service.ts';
import type { Switches } from '../switches.ts';
import type { ClientSettings } from './client-shapes.ts';
import type { Identifiers } from './identifiers.ts';
import type { PoolSettings, PoolTraits } from './pool-shapes.ts';
import { readRequest, type Shape } from './shape.ts';

export interface Directory {
  readonly site: Site;
  readonly switches: Switches;
  readonly tags: TagListener;
  readonly identifiers: Identifiers;
  readonly limits: Limits;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told of work that truly leaves the event loop, so that a clock moved by hand can wait for it. */
  readonly occupy: Occupy;
  readonly pools: Map<string, Pool>;
  /** By prefix or host name; a prefix is unique in the region, whosever pool it is. */
  readonly domains: Map<string, Domain>;
  readonly minted: Set<string>;
}

export type Occupy = <Result>(work: Promise<Result>) => Promise<Result>;

export interface Limits {
  readonly userPools: number;
  readonly clientsPerPool: number;
  readonly resourceServersPerPool: number;
}

/** Times are milliseconds since the epoch. */
export interface Pool {
  readonly id: string;
  readonly arn: string;
  readonly traits: PoolTraits;
  readonly createdAt: number;
  name: string;
  settings: PoolSettings;
  tags: Readonly<Record<string, string>>;
  modifiedAt: number;
  readonly clients: Map<string, Client>;
  readonly resourceServers: Map<string, ResourceServer>;
  /** Of access tokens: private, plain JSON; made when a token or the public keys are first asked for. */
  signingKey?: JWK;
  /** Of id tokens; made together with the other. */
  idSigningKey?: JWK;
}

export interface Client {
  readonly id: string;
  readonly type: 'REGULAR' | 'DCR';
  readonly createdAt: number;
  name: string;
  settings: ClientSettings;
  /** Oldest first; none: a public client. */
  secrets: readonly ClientSecret[];
  /** The id of the secret that the client was created with, for as long as the client lives. */
  originalSecretId?: string;
  /** The time in the newest secret id ever given, so that no id is given twice. */
  newestSecretTime: number;
  modifiedAt: number;
}

export interface ClientSecret {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
}

export interface Domain {
  readonly name: string;
  readonly userPoolId: string;
  readonly createdAt: number;
  managedLoginVersion: number;
  /** Set for a custom domain only. */
  custom?: { certificateArn: string; securityPolicy?: string; readonly cloudFront: string };
}

export interface ResourceServer {
  readonly identifier: string;
  name: string;
  scopes: readonly { readonly ScopeName: string; readonly ScopeDescription: string }[];
}

/** What a file of this folder adds to the service. Each of `writes` leaves a CloudTrail record, also when refused. */
export interface Operations {
  readonly reads: Readonly<Record<string, Immediate>>;
  readonly writes: Readonly<Record<string, Immediate>>;
}

/** An operation that is over when it returns: nothing happens between a call's effect and its record. */
export type Immediate = (input: Json, call: Call) => Json;

/** An operation that runs on a request of the given shape. */
export function operation<T>(shape: Shape<T>, run: (request: T) => Json): Immediate {
  return (input) => run(readRequest(shape, input));
}

/** @throws AwsError `ResourceNotFoundException` */
export function poolIn(directory: Directory, id: string): Pool {
  const pool = directory.pools.get(id);
  if (pool === undefined) throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
  return pool;
}

/** @throws AwsError `ResourceNotFoundException`, for the pool or for the client */
export function clientIn(directory: Directory, poolId: string, id: string): Client {
  const client = poolIn(directory, poolId).clients.get(id);
  if (client === undefined) throw new AwsError('ResourceNotFoundException', `User pool client ${id} does not exist.`);
  return client;
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
