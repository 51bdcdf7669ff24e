/** What the tags of a pool wish for: the oracle's own reading of docs/tags.md. */
import type { Rules } from '../deployments.ts';
import type { ClientState, PoolState } from '../pool-history.ts';

/** One client's wish for one place of one parameter. */
export interface Wish {
  readonly pool: PoolState;
  readonly client: ClientState;
  readonly parameter: string;
  readonly place: string;
  readonly mayCreate: boolean;
  /** False: the client is named by two tags, so it gets nothing, but nobody else gets it either. */
  readonly counts: boolean;
}

interface Tag {
  readonly about: { readonly id: string } | { readonly name: string } | 'everybody else' | 'nobody';
  readonly targets: readonly { readonly path: string; readonly place: string }[];
  readonly mayCreate: boolean;
}

/** Of all regular clients of the pool. */
export function wishesIn(pool: PoolState, rules: Rules): readonly Wish[] {
  const tags = Object.entries(pool.tags).flatMap(([key, value]) => readTag(key, value, rules.tagPrefix));
  return pool.clients
    .filter(({ isStranger }) => !isStranger)
    .flatMap((client) => {
      const own = tags.filter(({ about }) => isAbout(about, client));
      const isConfidential = client.secrets.length > 0;
      const applying =
        own.length > 0 ? own : isConfidential ? tags.filter(({ about }) => about === 'everybody else') : [];
      return applying.flatMap(({ about, targets, mayCreate }) =>
        targets.flatMap(({ path, place }): Wish[] => {
          const parameter = about === 'everybody else' ? filledIn(path, pool, client) : path;
          if (parameter === undefined || !isPath(parameter, pool.arn)) return [];
          if (!rules.prefixes.some((prefix) => parameter.startsWith(prefix))) return [];
          const counts = own.length < 2;
          return [{ pool, client, parameter, place, mayCreate: mayCreate && rules.create === 'always', counts }];
        }),
      );
    });
}

/** Whether any tag of the pool is about the client, the pattern included; of that, who is public is not asked here. */
export function isDeclared(pool: PoolState, client: ClientState, { tagPrefix }: Rules): boolean {
  return Object.entries(pool.tags)
    .flatMap(([key, value]) => readTag(key, value, tagPrefix))
    .some(({ about }) => isAbout(about, client) || about === 'everybody else');
}

/** How many of the pool's tags of this deployment name something that cannot be had. */
export function isMarred(pool: PoolState, { tagPrefix }: Rules): boolean {
  return Object.entries(pool.tags).some(([key, value]) =>
    readTag(key, value, tagPrefix).some(({ targets }) => targets.length === 0 && value.trim() !== 'none'),
  );
}

function isAbout(about: Tag['about'], client: ClientState): boolean {
  if (typeof about === 'string') return false;
  return 'id' in about ? about.id === client.id : about.name === client.name;
}

function readTag(key: string, value: string, prefix: string): Tag[] {
  if (key !== prefix && !key.startsWith(`${prefix}:`)) return [];
  return [{ about: readKey(key.slice(prefix.length)), ...readValue(value) }];
}

function readKey(rest: string): Tag['about'] {
  if (rest === '') return 'everybody else';
  const client = rest.slice(1);
  if (client === '' || client.startsWith(':')) return 'nobody';
  return /^[0-9a-z]{24,26}$/.test(client) ? { id: client } : { name: client };
}

/** A malformed value has no targets. */
function readValue(value: string): Pick<Tag, 'targets' | 'mayCreate'> {
  const words = value.split(' ').filter((word) => word.length > 0);
  const targets = words.flatMap((word) => {
    const [, path, , place = 'auth.cognito'] = /^(\/[^@]*)(@([\w-]+(?:\.[\w-]+)*))?$/.exec(word) ?? [];
    return path === undefined || place.length > 100 ? [] : [{ path, place }];
  });
  const options = words.filter((word) => word === 'create=never');
  const isWellFormed = targets.length + options.length === words.length && options.length < 2;
  return { targets: isWellFormed ? targets : [], mayCreate: options.length === 0 };
}

/** Undefined: something in it has no value, or one that cannot stand in a path. */
function filledIn(path: string, pool: PoolState, client: ClientState): string | undefined {
  const values = new Map([
    [':clientName', client.name],
    [':clientId', client.id],
    [':poolName', pool.name],
    [':poolId', pool.id],
  ]);
  const parts = path.split(/(:[A-Za-z]*)/).map((part) => (part.startsWith(':') ? values.get(part) : part));
  const areFit = path
    .split(/(:[A-Za-z]*)/)
    .every((part) => !part.startsWith(':') || /^[\w.-]+$/.test(values.get(part) ?? ''));
  return areFit ? parts.join('') : undefined;
}

function isPath(path: string, poolArn: string): boolean {
  const [, partition, , region, account] = poolArn.split(':');
  const arn = `arn:${partition}:ssm:${region}:${account}:parameter${path}`;
  return /^(\/[\w.-]+){1,15}$/.test(path) && !/^\/(aws|ssm)/i.test(path) && arn.length <= 1011;
}
