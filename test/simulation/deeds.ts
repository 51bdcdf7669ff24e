/** What may happen next in a story. */
import { type Cast, pickClient, pickName, pickParameter, pickPlace, pickPool } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Deed } from './story.ts';
import { pickKey, writeTag } from './tag-writing.ts';
import { writeText } from './texts.ts';

/** `mark` is in every secret of the deed. */
export function writeDeed(chance: Chance, cast: Cast, mark: string): Deed {
  return chance.weigh([
    [10, () => declaring(chance, cast)],
    [10, () => keepingClients(chance, cast)],
    [2, () => keepingDomains(chance, cast)],
    [14, () => writingParameters(chance, cast, mark)],
    [1, () => sendingNonsense(chance, mark)],
  ])();
}

function declaring(chance: Chance, cast: Cast): Deed {
  const pool = pickPool(chance, cast);
  const tags = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, () => writeTag(chance, pool, cast)));
  return chance.weigh<() => Deed>([
    [6, () => ({ does: 'tag', pool, tags: tags(1) })],
    [4, () => ({ does: 'untag', pool, key: pickKey(chance, cast) })],
    [1, () => ({ does: 'update-pool', pool, tags: tags(2) })],
    [1, () => ({ does: 'update-pool', pool, name: chance.pick(['apis', 'shop']) })],
    [0.5, () => ({ does: 'delete-pool', pool })],
  ])();
}

function keepingClients(chance: Chance, cast: Cast): Deed {
  const { called: client, pool } = pickClient(chance, cast);
  const as = chance.pick(['person', 'cloudformation'] as const);
  const name = pickName(chance);
  return chance.weigh<() => Deed>([
    [5, () => ({ does: 'create-client', pool, client, name, isPublic: chance.isLucky(0.15), as })],
    [4, () => ({ does: 'delete-client', pool, client, as })],
    [2, () => ({ does: 'rename-client', pool, client, name })],
    [3, () => ({ does: 'add-secret', pool, client })],
    [2, () => ({ does: 'delete-secret', pool, client, which: chance.pick(['oldest', 'newest'] as const) })],
    [2, () => ({ does: 'register-stranger', pool, client, name })],
  ])();
}

function keepingDomains(chance: Chance, cast: Cast): Deed {
  const pool = pickPool(chance, cast);
  const isCustom = chance.isLucky(0.5);
  const domain = isCustom ? `auth-${pool.toLowerCase()}.acme.example` : `acme-${pool.toLowerCase()}`;
  return chance.isLucky(0.6)
    ? { does: 'create-domain', pool, domain, isCustom }
    : { does: 'delete-domain', pool, domain };
}

function writingParameters(chance: Chance, cast: Cast, mark: string): Deed {
  const name = pickParameter(chance, cast);
  return chance.weigh<() => Deed>([
    [5, () => ({ does: 'put', name, ...writeText(chance, cast, mark) })],
    [
      5,
      () => ({
        does: 'edit',
        name,
        key: chance.pick(['token', 'n', 'theirs']),
        value: `s3cr3t-${mark}`,
        pauseMilliseconds: chance.pick([0, 300, 2500]),
      }),
    ],
    [4, () => editingOurs(chance, cast, name, mark)],
    [2, () => ({ does: 'delete-parameter', name })],
    [3, () => taggingParameters(chance, cast, name)],
  ])();
}

/** Foreign tags, and owner tags that somebody takes away, forges or mangles. */
function taggingParameters(chance: Chance, cast: Cast, name: string): Deed {
  const owner = `ssm-sync:owner:${pickPlace(chance)}`;
  const { called, pool } = pickClient(chance, cast);
  const deployment = chance.pick(['cognito-ssm-sync', 'cognito-ssm-sync', 'second', 'nobody']);
  return chance.weigh<() => Deed>([
    [1, () => ({ does: 'tag-parameter', name, tags: { team: chance.pick(['one', 'two']) } })],
    [2, () => ({ does: 'untag-parameter', name, key: chance.pick(['team', 'ssm-sync:managed', owner, owner]) })],
    [2, () => ({ does: 'tag-parameter', name, tags: { [owner]: `{${pool}} {${called}} ${deployment}` } })],
    [
      1,
      () => ({
        does: 'tag-parameter',
        name,
        tags: { [owner]: chance.pick(['', 'nonsense', `{${pool}} {${called}}`]) },
      }),
    ],
  ])();
}

function editingOurs(chance: Chance, cast: Cast, name: string, mark: string): Deed {
  const key = chance.pick(['url', 'clientId', 'clientSecret', 'clientSecret']);
  const value = chance.weigh<unknown>([
    [4, `s3cr3t-typo-${mark}`],
    [3, `{${pickClient(chance, cast).called}}`],
    [2, undefined],
    [1, ''],
    [1, 5],
  ]);
  return { does: 'edit-ours', name, place: pickPlace(chance), key, ...(value !== undefined && { value }) };
}

function sendingNonsense(chance: Chance, mark: string): Deed {
  const body = chance.pick([
    `nonsense ${mark}`,
    `{"v":2,"kind":"pool","mark":"${mark}"}`,
    `{"v":1,"at":"${mark}","kind":"pool","userPoolId":"eu-west-1_nobody"}`,
  ]);
  return { does: 'send-nonsense', queue: chance.pick(['events', 'sweeps']), body };
}
