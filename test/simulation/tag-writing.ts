/** Tags as people write them: good ones, wrong ones, and tags that have nothing to do with it. */
import { type Cast, pickClient, pickName, pickPath, pickPlace } from './cast.ts';
import type { Chance } from './chance.ts';

/** One tag of this pool. */
export function writeTag(chance: Chance, pool: string, cast: Cast): readonly [string, string] {
  const prefix = chance.pick(cast.tagPrefixes);
  const named = chance.weigh([
    [5, () => pickName(chance)],
    [4, () => `{${pickClient(chance, cast).called}}`],
    [1, () => 'nobody'],
    [1, () => ':mode'],
  ]);
  return chance.weigh([
    [10, (): [string, string] => [`${prefix}:${named()}`, writeValue(chance, pool, cast)]],
    [4, (): [string, string] => [prefix, writePattern(chance, pool, cast)]],
    [1, (): [string, string] => ['team', `/layered-apis/${pool}/a`]],
  ])();
}

/** A key that such a tag may have. */
export function pickKey(chance: Chance, cast: Cast): string {
  const prefix = chance.pick(cast.tagPrefixes);
  return chance.weigh([
    [4, () => `${prefix}:${pickName(chance)}`],
    [4, () => `${prefix}:{${pickClient(chance, cast).called}}`],
    [2, () => prefix],
  ])();
}

function writeValue(chance: Chance, pool: string, cast: Cast): string {
  const path = (): string => pickPath(chance, pool, cast);
  const target = (): string =>
    chance.weigh([
      [4, () => path()],
      [2, () => `${path()}@${pickPlace(chance)}`],
    ])();
  return chance.weigh([
    [10, target],
    [4, () => `${target()} ${target()}`],
    [2, () => `${target()} create=never`],
    [1, () => 'none'],
    [1, () => `${path()} ${path().slice(1)}`],
    [1, () => `${path()}@ create=never`],
    [1, () => `${path()} /elsewhere/${pool}`],
    [1, () => `${path()}//x ${path()}`],
    [1, () => `${path()} create=always`],
  ])();
}

function writePattern(chance: Chance, pool: string, cast: Cast): string {
  const root = `/layered-apis/${pool}`;
  return chance.weigh([
    [6, () => `${root}/:clientName`],
    [2, () => `${root}/:clientId`],
    [2, () => `${root}/:clientName@${pickPlace(chance)}`],
    [2, () => pickPath(chance, pool, cast)],
    [1, () => `${root}/:poolName/:clientName create=never`],
    [1, () => `${root}/:clientNames`],
    [1, () => 'none'],
  ])();
}
