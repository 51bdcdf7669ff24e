import { type Decision, decide, type PassPlan } from '../../../lambdas/core/decision.ts';
import type { Deployment } from '../../../lambdas/core/deployment.ts';
import type { Failure } from '../../../lambdas/core/findings.ts';
import type { Parameter } from '../../../lambdas/core/parameter.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import type { Client, UserPool } from '../../../lambdas/core/user-pool.ts';
import type { Needs, World } from '../../../lambdas/core/world.ts';
import { absent, callFailed, client, deployment, pool, present, withoutSecret, world } from './builders.ts';

/**
 * A small world that answers every need of a decision at once: what the pass does with AWS, without AWS. It says in which
 * order was asked, and throws where the same is asked twice or where asking does not end.
 */
export interface Model {
  readonly pool: UserPool;
  readonly clients: readonly ModelClient[];
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** The tags of parameters, by name. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly otherPools: readonly OtherPool[];
  /** What cannot be looked at: `client a`, `count a`, `parameter /a`, `metadata /a`, `tags /a`, `pool p` or `client a of p`. */
  readonly failing: ReadonlySet<string>;
}

export interface ModelClient {
  readonly client: Client;
  readonly secretCount: number;
  /** It was deleted after it was listed. */
  readonly gone?: boolean;
}

/** A pool whose clients stand in parameters as well. */
interface OtherPool {
  readonly pool: UserPool;
  readonly clients: readonly Client[];
}

/** How a test states a model: the pool's tags, clients, parameters by name and text, and what fails. */
export interface Stated {
  readonly tags?: Readonly<Record<string, string>>;
  readonly pool?: Partial<UserPool>;
  readonly clients?: readonly ModelClient[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tagged?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly otherPools?: readonly OtherPool[];
  readonly failing?: readonly string[];
}

export function model(stated: Stated): Model {
  const { tags, pool: difference, clients = [], parameters = {}, tagged = {}, otherPools = [], failing = [] } = stated;
  return {
    pool: pool({ ...(tags && { tags }), ...difference }),
    clients,
    parameters: new Map(Object.entries(parameters).map(([name, text]) => [name, parameterOf(text)])),
    tags: tagged,
    otherPools,
    failing: new Set(failing),
  };
}

export function confidential(name: string, difference: Partial<Client> = {}): ModelClient {
  return { client: client(name, difference), secretCount: 1 };
}

/** A client without any secret. */
export function publicClient(name: string, difference: Partial<Client> = {}): ModelClient {
  return { client: { ...withoutSecret(name), ...difference }, secretCount: 0 };
}

/** Drives the decision to its plan. `looks`: what was asked in each round, with ids as names. */
export function drive(
  request: PoolRequest,
  of: Model,
  where: Deployment = deployment(),
): { plan: PassPlan; looks: readonly (readonly string[])[]; seen: World } {
  const looks: (readonly string[])[] = [];
  let seen = world({ pool: of.pool });
  for (;;) {
    const decision: Decision = decide(request, seen, where);
    if (decision.kind === 'plan') return { plan: decision.plan, looks, seen };
    refuseToAskAgain(decision.needs, seen);
    looks.push(told(decision.needs));
    seen = answer(decision.needs, seen, of);
  }
}

/** The model after its plan was applied. */
export function applied(of: Model, plan: PassPlan): Model {
  const parameters = new Map(of.parameters);
  for (const { parameter, write } of plan.parameters) {
    if (write === undefined) continue;
    const before = parameters.get(parameter);
    if ((before === undefined) !== (write.kind === 'create')) throw new Error(`${write.kind} of ${parameter} is wrong`);
    parameters.set(parameter, { ...(before ?? parameterOf('')), value: write.text });
  }
  return { ...of, parameters };
}

/** The name an id was made of by `idOf`. */
export function nameOf(id: string): string {
  return id.replace(/0+$/, '');
}

function parameterOf(text: string): Parameter {
  const sight = present(text);
  if (sight.kind !== 'present') throw new Error('a present parameter is present');
  return sight.parameter;
}

function answer(needs: Needs, seen: World, { pool, clients, parameters, tags, otherPools, failing }: Model): World {
  const orFailure = <Seen>(what: string, operation: string, found: Seen): Seen | Failure =>
    failing.has(what) ? callFailed(operation) : found;
  const find = (id: string): ModelClient | undefined =>
    clients.find(({ client, gone }) => client.id === id && gone !== true);
  return {
    pool,
    listed: needs.listing
      ? clients.filter(({ client }) => !client.dynamic).map(({ client: { id, name } }) => ({ id, name }))
      : seen.listed,
    described: added(seen.described, needs.clients, (id) =>
      orFailure(`client ${nameOf(id)}`, 'DescribeUserPoolClient', find(id)?.client ?? 'missing'),
    ),
    secretCounts: added(seen.secretCounts, needs.secretCounts, (id) =>
      orFailure(`count ${nameOf(id)}`, 'ListUserPoolClientSecrets', find(id)?.secretCount ?? 0),
    ),
    parameters: added(seen.parameters, needs.parameters, (name) => {
      const parameter = parameters.get(name);
      if (failing.has(`parameter ${name}`)) return { kind: 'unreadable', finding: callFailed('GetParameters') };
      return parameter ? { kind: 'present', parameter } : absent;
    }),
    metadata: added(seen.metadata, needs.metadata, (name) =>
      orFailure(`metadata ${name}`, 'DescribeParameters', { tier: 'Standard' }),
    ),
    tags: added(seen.tags, needs.tags, (name) =>
      orFailure(`tags ${name}`, 'ListTagsForResource', new Map(Object.entries(tags[name] ?? {}))),
    ),
    otherPools: added(seen.otherPools, needs.otherPools, (id) =>
      orFailure(`pool ${id}`, 'DescribeUserPool', otherPools.find(({ pool }) => pool.id === id)?.pool ?? 'missing'),
    ),
    otherClients: added(seen.otherClients, new Set(needs.otherClients.keys()), (key) => {
      const [poolId, id = ''] = key.split(' ');
      const found = otherPools.find(({ pool }) => pool.id === poolId)?.clients.find((client) => client.id === id);
      return orFailure(`client ${nameOf(id)} of ${poolId}`, 'DescribeUserPoolClient', found ?? 'missing');
    }),
  };
}

function added<Seen>(
  seen: ReadonlyMap<string, Seen>,
  keys: ReadonlySet<string>,
  look: (key: string) => Seen,
): ReadonlyMap<string, Seen> {
  return new Map([...seen, ...[...keys].map((key) => [key, look(key)] as const)]);
}

function told(needs: Needs): readonly string[] {
  const { listing, clients, secretCounts, parameters, metadata, tags, otherPools, otherClients } = needs;
  return [
    ...(listing ? ['listing'] : []),
    ...[...clients].map((id) => `client ${nameOf(id)}`),
    ...[...secretCounts].map((id) => `count ${nameOf(id)}`),
    ...[...parameters].map((name) => `parameter ${name}`),
    ...[...metadata].map((name) => `metadata ${name}`),
    ...[...tags].map((name) => `tags ${name}`),
    ...[...otherPools].map((id) => `pool ${id}`),
    ...[...otherClients.values()].map(({ clientId, userPoolId }) => `client ${nameOf(clientId)} of ${userPoolId}`),
  ];
}

/** Every round adds to a finite world, so asking ends; a round that adds nothing would go on for ever. */
function refuseToAskAgain(needs: Needs, seen: World): void {
  const again = [
    ...(needs.listing && seen.listed ? ['listing'] : []),
    ...[...needs.clients].filter((id) => seen.described.has(id)),
    ...[...needs.secretCounts].filter((id) => seen.secretCounts.has(id)),
    ...[...needs.parameters].filter((name) => seen.parameters.has(name)),
    ...[...needs.metadata].filter((name) => seen.metadata.has(name)),
    ...[...needs.tags].filter((name) => seen.tags.has(name)),
    ...[...needs.otherPools].filter((id) => seen.otherPools.has(id)),
    ...[...needs.otherClients.keys()].filter((key) => seen.otherClients.has(key)),
  ];
  if (again.length > 0) throw new Error(`asked again for ${again.join(', ')}`);
  if (told(needs).length === 0) throw new Error('asked for nothing');
}
