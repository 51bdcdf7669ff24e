/**
 * What people are known to do, one thing after the other, and moments that are known to be dangerous. Chance alone
 * would bring these together too seldom; when they happen, what comes between them and what the weather is, is chance.
 */
import { type Cast, pickPath, pickPool } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Deed, Moment, Step, Trouble } from './story.ts';
import { writeText } from './texts.ts';

export interface Scene {
  readonly steps: readonly Step[];
  readonly troubles: readonly Trouble[];
}

/** What a scene is played with. */
interface Stage {
  readonly chance: Chance;
  readonly cast: Cast;
  readonly pool: string;
  /** A client of the scene's own. */
  readonly client: string;
  readonly path: string;
  readonly prefix: string;
  readonly mark: string;
}

type Writer = (stage: Stage) => { readonly steps: readonly (Deed | Step)[]; readonly troubles?: readonly Trouble[] };

/** One scene that begins at a time, each step a while after the one before. */
export function writeScene(chance: Chance, cast: Cast, start: number, mark: string): Scene {
  const pool = pickPool(chance, cast);
  const path = pickPath(chance, pool, cast);
  const stage = {
    chance,
    cast,
    pool,
    client: `${pool}${chance.pick(['S', 'T'])}`,
    path,
    prefix: chance.pick(cast.tagPrefixes),
    mark,
  };
  const { steps, troubles = [] } = chance.weigh(scenes)(stage);
  const pause = chance.pick([300, 4000, 25_000]);
  let milliseconds = start;
  return {
    troubles,
    steps: steps.map((step) => {
      if ('when' in step) return step;
      milliseconds += chance.whole(pause / 3, pause);
      return { ...step, when: { milliseconds } };
    }),
  };
}

const appear = ({ pool, client }: Stage, name = 'scene', isPublic = false): Deed => ({
  does: 'create-client',
  pool,
  client,
  name,
  isPublic,
  as: 'person',
});
const tag = ({ pool, prefix, client, path }: Stage, value = path): Deed => ({
  does: 'tag',
  pool,
  tags: { [`${prefix}:{${client}}`]: value },
});
const at = (operation: string, nth: number, side: 'before' | 'after'): { readonly when: Moment } => ({
  when: { operation, nth, side },
});

/** Somebody writes at the very moment, and perhaps the answers to our write are lost, too. */
const race: Writer = (stage) => {
  const { chance, cast, path, mark } = stage;
  const nth = chance.whole(1, 2);
  const put: Deed = { does: 'put', name: path, ...writeText(chance, cast, mark) };
  const edit: Deed = { does: 'edit', name: path, key: 'token', value: `s3cr3t-${mark}-edit`, pauseMilliseconds: 0 };
  const moments = [
    { ...chance.pick([put, edit]), ...at('PutParameter', nth, 'before') },
    ...(chance.isLucky(0.4) ? [{ ...edit, ...at('GetParameter', 1, chance.pick(['before', 'after'])) }] : []),
  ];
  const fault = chance.pick(['time-out after', 'time-out after', 'crash after', 'broken'] as const);
  const troubles: Trouble[] = chance.isLucky(0.5)
    ? [{ operation: 'PutParameter', nth, count: chance.pick([1, 2, 4]), fault }]
    : [];
  return {
    steps: [
      appear(stage),
      { does: 'put', name: path, text: `{"token":"s3cr3t-${mark}-old"}`, more: {} },
      tag(stage),
      ...moments,
    ],
    troubles,
  };
};

/** A second secret, the consumer's document perhaps set to it by hand, the first one deleted; or all of it undone. */
const rotation: Writer = (stage) => {
  const { chance, pool, client, path } = stage;
  const put: Deed = {
    does: 'edit-ours',
    name: path,
    place: 'auth.cognito',
    key: 'clientSecret',
    value: `{${client}!}`,
  };
  const drop = (which: 'oldest' | 'newest'): Deed => ({ does: 'delete-secret', pool, client, which });
  return {
    steps: [
      appear(stage),
      tag(stage),
      { does: 'add-secret', pool, client },
      ...(chance.isLucky(0.7) ? [put] : []),
      { does: 'rename-client', pool, client, name: 'renamed' },
      ...(chance.isLucky(0.8) ? [drop(chance.pick(['oldest', 'oldest', 'newest']))] : []),
      ...(chance.isLucky(0.3) ? [{ does: 'add-secret', pool, client } as const] : []),
      tag(stage, `${path} ${path}/more`),
    ],
  };
};

/** As CloudFormation replaces a client: the new one first, then the old one goes. */
const replacement: Writer = (stage) => {
  const { pool, path, prefix, client } = stage;
  const as = 'cloudformation';
  return {
    steps: [
      { does: 'tag', pool, tags: { [`${prefix}:scene`]: path } },
      appear(stage),
      { does: 'create-client', pool, client: `${pool}U`, name: 'scene', isPublic: false, as },
      { does: 'delete-client', pool, client, as },
    ],
  };
};

/** Somebody registers with a name that a tag is waiting for. */
const stranger: Writer = (stage) => {
  const { pool, prefix, client, path, chance } = stage;
  return {
    steps: [
      { does: 'register-stranger', pool, client, name: 'portal' },
      { does: 'tag', pool, tags: { [`${prefix}:portal`]: path } },
      chance.pick([
        tag(stage, `${path}/stranger`),
        { does: 'tag', pool, tags: { [prefix]: `/layered-apis/${pool}/:clientName` } },
      ]),
    ],
  };
};

/** The pool moves from one domain to another. */
const moving: Writer = (stage) => {
  const { chance, pool } = stage;
  const old = `acme-${pool.toLowerCase()}`;
  return {
    steps: [
      appear(stage),
      { does: 'create-domain', pool, domain: old, isCustom: false },
      tag(stage),
      { does: 'delete-domain', pool, domain: old },
      { does: 'create-domain', pool, domain: chance.pick([old, `${old}-new`]), isCustom: false },
      ...(chance.isLucky(0.4)
        ? [{ does: 'create-domain', pool, domain: `auth.${old}.example`, isCustom: true } as const]
        : []),
    ],
  };
};

/** A parameter that we cannot decrypt beside one that we can. */
const lockedNeighbour: Writer = (stage) => {
  const { pool, path, mark } = stage;
  const locked = `/layered-apis/${pool}/locked`;
  return {
    steps: [
      { does: 'put', name: locked, text: `{"token":"s3cr3t-${mark}"}`, more: { KeyId: 'alias/theirs' } },
      appear(stage),
      tag(stage, `${path} ${locked}`),
    ],
  };
};

/** AWS has a bad time just while we work: longer than the SDK tries. */
const hardTimes: Writer = (stage) => {
  const { chance } = stage;
  const operation = chance.pick([
    'DescribeUserPool',
    'ListUserPoolClients',
    'GetParameters',
    'DescribeUserPoolClient',
    'PutParameter',
    'DescribeParameters',
  ]);
  const fault = chance.pick(['broken', 'throttled', 'time-out before', 'time-out after'] as const);
  return {
    steps: [appear(stage), tag(stage)],
    troubles: [{ operation, nth: chance.whole(1, 4), count: chance.whole(4, 9), fault }],
  };
};

/** The parameter goes while it is being written. */
const deletion: Writer = (stage) => {
  const { chance, path, cast, mark } = stage;
  const moment = at(
    chance.pick(['GetParameters', 'DescribeParameters', 'PutParameter']),
    chance.whole(1, 3),
    chance.pick(['before', 'after']),
  );
  return {
    steps: [
      { does: 'put', name: path, ...writeText(chance, cast, mark) },
      appear(stage),
      tag(stage),
      { does: 'delete-parameter', name: path, ...moment },
      ...(chance.isLucky(0.4)
        ? [{ does: 'put', name: path, ...writeText(chance, cast, `${mark}-again`) } as const]
        : []),
    ],
  };
};

/** Two pools at one place, one after the other; then the first gives it up, in one of the ways there are. */
const succession: Writer = (stage) => {
  const { chance, cast, prefix } = stage;
  const [old = '', next = old] = cast.pools;
  const path = cast.areRivals ? '/shared/a' : stage.path;
  const holder = { ...stage, pool: old, client: `${old}S`, path };
  const heir = { ...stage, pool: next, client: `${next}T`, path, prefix: chance.pick(cast.tagPrefixes) };
  const as = 'person';
  const end = chance.pick<Deed>([
    { does: 'untag', pool: old, key: `${prefix}:{${old}S}` },
    { does: 'delete-client', pool: old, client: `${old}S`, as },
    { does: 'delete-pool', pool: old },
    tag(holder, `${path}/moved`),
    { does: 'untag-parameter', name: path, key: 'ssm-sync:owner:auth.cognito' },
    { does: 'put', name: path, text: '{"mine":true}', more: {} },
  ]);
  return { steps: [appear(holder), tag(holder), appear(heir), tag(heir), end] };
};

const scenes: readonly (readonly [number, Writer])[] = [
  [5, race],
  [3, rotation],
  [2, replacement],
  [1, stranger],
  [2, moving],
  [1, lockedNeighbour],
  [2, hardTimes],
  [1, deletion],
  [3, succession],
];
