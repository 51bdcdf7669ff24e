import * as z from 'zod/mini';
import type { Owned } from './ownership.ts';

/**
 * What a message asks for: where to look, never what is true. The shapes, version 1:
 *
 *   {v, at, kind: 'sweep'}                                            every tagged pool of the region
 *   {v, at, kind: 'pool', userPoolId | userPoolArn, sweep?,           one pool, all its clients
 *    owned?, foreign?}
 *   {v, at, kind: 'clients', userPoolId, clientIds, sweep?,           some clients of one pool
 *    settled?, following?, unowned?}
 *   {v, at, kind: 'parameter', name}                                  a parameter that somebody wrote
 *
 * `at` is the time of what happened (ISO 8601, UTC). `sweep` is the id of the sweep a message belongs to, its time.
 * `owned` are the places that the tagging index gives to clients of the pool, as [parameter, place, client id], and
 * `foreign` those in other deployments' names; left out where they are too many for a message. `settled` marks the rest of a large pool pass, which has settled who has
 * each place, `following` says how many messages of that rest come after this one, and `unowned` which of its clients
 * have places that the index does not show as theirs.
 */
export type Request = SweepRequest | PoolRequest | ParameterRequest;

export interface ParameterRequest {
  readonly kind: 'parameter';
  readonly parameter: string;
  readonly at: string;
}

export interface SweepRequest {
  readonly kind: 'sweep';
  /** The time it was scheduled for; also its id, so that a redelivered sweep is the same sweep. */
  readonly sweep: string;
}

export interface PoolRequest {
  readonly kind: 'pool';
  readonly userPoolId: string;
  readonly scope: 'pool' | 'clients';
  /** Clients that an event named; in scope `clients` the only ones to look at. */
  readonly clientIds: readonly string[];
  /** When what happened did (ISO 8601, UTC); of several, the earliest to the second. */
  readonly at: string;
  readonly sweep?: string;
  readonly settled: boolean;
  /** What the tagging index gives to the pool's clients; undefined where it was not asked. */
  readonly owned?: readonly Owned[];
  /** The same in the names of other deployments. */
  readonly foreign?: readonly Owned[];
  /** Clients of which it is known that the index does not show all their places as theirs. */
  readonly unowned?: readonly string[];
  /** Of a pass that had to look at the whole pool, too, only the clients that it names are to be dealt with. */
  readonly narrow?: true;
  /** Only these places are to be put right again, if their clients still have them; undefined: everything is. */
  readonly restoring?: readonly Owned[];
  /** How many messages of the same rest come after this one. */
  readonly following?: number;
}

/** Why a message is not understood: paths and kinds of faults, never a value, for it may hold anything. */
export interface RequestProblem {
  readonly problem: string;
}

const time = z.iso.datetime();
const userPoolId = z.string().check(z.maxLength(55), z.regex(/^[\w-]+_[0-9a-zA-Z]+$/));
const userPoolArn = z.string().check(z.regex(/^arn:[\w-]+:cognito-idp:[\w-]+:\d+:userpool\/[\w-]+_[0-9a-zA-Z]+$/));
const clientId = z.string().check(z.maxLength(128), z.regex(/^[\w+]+$/));
const clientIds = z.array(clientId).check(z.minLength(1), z.maxLength(1000));
const header = { v: z.literal(1), at: time };
const parameter = z.string().check(z.maxLength(2048), z.regex(/^\/?[\w./-]+$/));
const place = z.string().check(z.maxLength(128), z.regex(/^[\w.-]+$/));
const owned = z.optional(z.array(z.tuple([parameter, place, clientId])));
// Logged as it is, so it may be nothing but a time.
const sweep = z.optional(time);

const message = z.union([
  z.object({ ...header, kind: z.literal('sweep') }),
  z.object({ ...header, kind: z.literal('pool'), userPoolId, sweep, owned, foreign: owned }),
  z.object({ ...header, kind: z.literal('pool'), userPoolArn, sweep }),
  z.object({
    ...header,
    kind: z.literal('clients'),
    userPoolId,
    clientIds,
    sweep,
    settled: z.optional(z.boolean()),
    following: z.optional(z.number()),
    unowned: z.optional(z.array(clientId)),
  }),
  z.object({ ...header, kind: z.literal('parameter'), name: parameter }),
]);

type Message = z.infer<typeof message>;

/** Reads one message's body. */
export function parseRequest(body: string): Request | RequestProblem {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { problem: 'the body is not JSON' };
  }
  const parsed = z.safeParse(message, json);
  return parsed.success
    ? toRequest(parsed.data)
    : { problem: 'the body is no message of version 1 (kinds sweep, pool, clients, parameter)' };
}

function toRequest(data: Message): Request {
  if (data.kind === 'sweep') return { kind: 'sweep', sweep: data.at };
  // `Name` and `/Name` are the same parameter.
  if (data.kind === 'parameter') return { kind: 'parameter', parameter: data.name.replace(/^\/?/, '/'), at: data.at };
  const clients = data.kind === 'clients' ? data : undefined;
  const ids = clients?.clientIds ?? [];
  // CloudTrail may hide ids; the placeholder has the form of an id. Then the whole pool is looked at.
  const hidden = ids.some((id) => id.startsWith('HIDDEN_'));
  const settled = clients?.settled === true && !hidden;
  return {
    kind: 'pool',
    userPoolId: 'userPoolArn' in data ? data.userPoolArn.slice(data.userPoolArn.indexOf('/') + 1) : data.userPoolId,
    scope: clients && !hidden ? 'clients' : 'pool',
    clientIds: hidden ? [] : ids,
    at: data.at,
    ...(data.sweep !== undefined && { sweep: data.sweep }),
    settled,
    ...(settled && clients?.following !== undefined && { following: clients.following }),
    ...('owned' in data && data.owned && { owned: data.owned.map(toOwned) }),
    ...('foreign' in data && data.foreign && { foreign: data.foreign.map(toOwned) }),
    ...('unowned' in data && data.unowned && { unowned: data.unowned }),
  };
}

function toOwned([parameter, place, clientId]: readonly [string, string, string]): Owned {
  return { parameter, place, clientId };
}

/** One request that covers both, which are of one pool: the wider scope, every id, the earlier time. */
export function merge(one: PoolRequest, other: PoolRequest): PoolRequest {
  const sweep = one.sweep ?? other.sweep;
  const owned = one.owned ?? other.owned;
  const foreign = one.foreign ?? other.foreign;
  const unowned = [...(one.unowned ?? []), ...(other.unowned ?? [])];
  // Whatever else is asked for goes further than restoring.
  const restoring = one.restoring && other.restoring && [...one.restoring, ...other.restoring];
  return {
    kind: 'pool',
    userPoolId: one.userPoolId,
    scope: one.scope === 'clients' ? other.scope : one.scope,
    clientIds: [...new Set([...one.clientIds, ...other.clientIds])],
    at: one.at < other.at ? one.at : other.at,
    ...(sweep !== undefined && { sweep }),
    settled: one.settled && other.settled,
    ...(owned && { owned }),
    ...(foreign && { foreign }),
    ...(unowned.length > 0 && { unowned }),
    ...(restoring && { restoring }),
  };
}
