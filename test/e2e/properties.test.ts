import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallUnderWay, Fault } from '../local-aws/faults.ts';
import { AwsError } from '../local-aws/service.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { createWorld } from '../world-here.ts';
import { existingText, lastOf, pathOf, rightFor } from './oracle.ts';
import { type RandomClient, type RandomPool, type RandomWorld, randomWorld } from './random-worlds.ts';
import { endpoint } from './worlds.ts';

/** Whatever the world is: one sweep puts it right, the next writes nothing, and what is not ours stays. */
interface Made {
  readonly index: number;
  readonly spec: RandomPool;
  readonly pool: PoolInWorld;
  readonly clients: readonly { readonly spec: RandomClient; readonly id: string; readonly secret: string }[];
}

function tagsOf(index: number, spec: RandomPool, clients: Made['clients']): Record<string, string> {
  const strays = {
    none: {},
    missing: { 'ssm-sync:nobody': '/layered-apis/nobody' },
    setting: { 'ssm-sync::mode': 'x' },
    foreign: { 'ssm-syncs': '/layered-apis/x', team: '/layered-apis/y' },
  };
  const tags: Record<string, string> = { ...strays[spec.stray] };
  if (spec.pattern) tags['ssm-sync'] = `/layered-apis/${index}/:clientName`;
  for (const { spec: client, id } of clients) {
    const path = pathOf(index, client);
    const byName = `ssm-sync:${client.name}`;
    if (client.tag === 'by name' || client.tag === 'by both') tags[byName] = path;
    if (client.tag === 'by id' || client.tag === 'by both') tags[`ssm-sync:${id}`] = path;
    if (client.tag === 'malformed') tags[byName] = `${path} ${path.slice(1)}`;
    if (client.tag === 'left out') tags[byName] = 'none';
    if (client.tag === 'not allowed') tags[byName] = `/elsewhere${path}`;
    if (client.tag === 'never create') tags[byName] = `${path} create=never`;
  }
  return tags;
}

async function make(world: World, index: number, spec: RandomPool): Promise<Made> {
  const pool = await world.createPool(`pool-${index}`);
  if (spec.prefix) await pool.createDomain(`acme-${index}`);
  if (spec.custom) await pool.createDomain(`auth-${index}.acme.example`, true);
  const clients: { spec: RandomClient; id: string; secret: string }[] = [];
  for (const client of spec.clients) {
    const made = await pool.createClient(client.name, client.confidential ? {} : { GenerateSecret: false });
    clients.push({ spec: client, ...made });
    const text = existingText(client, made.id)?.join('');
    const path = pathOf(index, client).replace(' ', '-');
    const Type = client.existing === 'String' ? 'String' : 'SecureString';
    const jsonc = client.existing === 'jsonc' ? { DataType: 'jsonc', Tier: 'Advanced' as const } : {};
    if (text !== undefined) await world.put(path, text, { Type, ...jsonc });
  }
  for (const name of spec.strangers) pool.register(name);
  const tags = tagsOf(index, spec, clients);
  if (Object.keys(tags).length > 0) await pool.tag(tags);
  return { index, spec, pool, clients };
}

/** The text of every parameter. */
function texts(world: World): ReadonlyMap<string, string | undefined> {
  return new Map(world.aws.parameterStore.names().map((name) => [name, world.text(name)]));
}

function expectRight(
  world: World,
  { index, spec, clients }: Made,
  before: ReadonlyMap<string, string | undefined>,
): void {
  for (const { spec: client, id, secret } of clients) {
    const path = pathOf(index, client).replace(' ', '-');
    const { target, written } = rightFor(index, spec, client);
    const text = world.text(path);
    if (target === undefined || !written) {
      expect(text).toBe(before.get(path));
      continue;
    }
    const url = spec.custom ? `https://auth-${index}.acme.example/oauth2/token` : endpoint(`acme-${index}`);
    const [head, tail] = existingText(client, id) ?? ['', ''];
    expect(text?.startsWith(head)).toBe(true);
    expect(text?.endsWith(lastOf(client.existing, tail))).toBe(true);
    const kept = client.existing === 'stale' ? { url: 'https://gone.example/' } : {};
    expect(JSON.parse((text ?? '').replaceAll(/\/\/ .*/g, '').replaceAll(/,\s*}/g, '}')).auth.cognito).toEqual({
      ...(spec.prefix || spec.custom ? { url } : kept),
      clientId: id,
      ...(client.confidential && { clientSecret: secret }),
    });
  }
}

async function check(random: RandomWorld): Promise<void> {
  const world = createWorld({ switches: random.switches });
  let event = 0;
  world.aws.eventBus.fate = () => random.fates[event++ % random.fates.length] ?? [0];
  await world.put('/elsewhere/theirs', '{"password":"s3cr3t-elsewhere"}');
  const made: Made[] = [];
  for (const [index, spec] of random.pools.entries()) made.push(await make(world, index, spec));
  // People write until here; nobody has synchronised anything into a parameter that people made.
  const before = new Map([...texts(world)].filter(([name]) => isTheirs(world, name)));
  const endFaults = goWrong(world, random.faults);
  await world.settle();
  endFaults();
  await world.sweep();

  for (const one of made) expectRight(world, one, before);
  expect(world.text('/elsewhere/theirs')).toBe('{"password":"s3cr3t-elsewhere"}');
  const targets = made.flatMap(({ index, spec, clients }) =>
    clients.flatMap(({ spec: client }) => {
      const { target, written } = rightFor(index, spec, client);
      return written && target !== undefined ? [target] : [];
    }),
  );
  expect(new Set(world.aws.parameterStore.names())).toEqual(new Set([...before.keys(), ...targets]));

  const settled = texts(world);
  const calls = await world.callsDuring(() => world.sweep());
  expect(calls.PutParameter).toBeUndefined();
  expect(texts(world)).toEqual(settled);
  expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
  expect(world.leaks()).toEqual([]);
}

/** Makes the reconciler's next calls go wrong, each in its way. Returns what ends it. */
function goWrong(world: World, faults: RandomWorld['faults']): () => void {
  const left = [...faults];
  const strike =
    (when: 'before' | 'after') =>
    ({ caller }: CallUnderWay): Fault | undefined => {
      if (caller.arn !== world.aws.callers.reconciler.arn || left.length === 0) return undefined;
      if ((left[0] === 'time-out after') !== (when === 'after')) return undefined;
      const fault = left.shift();
      if (fault === 'throttled') return { kind: 'error', error: new AwsError('ThrottlingException', 'Rate exceeded') };
      if (fault === 'broken') return { kind: 'error', error: new AwsError('InternalServerError', 'broken', 500) };
      return fault === 'none' ? undefined : { kind: 'time-out' };
    };
  return world.aws.dispatcher.interfere({ before: strike('before'), after: strike('after') });
}

/** Whether people made the parameter, and its text of today is theirs. */
function isTheirs(world: World, name: string): boolean {
  return world.aws.parameterStore.versions(name).at(-1)?.modifiedBy !== world.aws.callers.reconciler.arn;
}

it('converges on any world with one sweep once faults stop, and writes nothing with the next', {
  timeout: 120_000,
}, async () => {
  await fc.assert(fc.asyncProperty(randomWorld, check), { numRuns: 40 });
});
