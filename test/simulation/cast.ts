/** Who and what there is in a story: few of everything, so that interesting things meet. */
import type { Chance } from './chance.ts';

export interface Cast {
  readonly pools: readonly string[];
  /** Clients by what the story calls them, each with its pool; those to come included. */
  readonly clients: readonly { readonly called: string; readonly pool: string }[];
  /** Whether pools and deployments meet at the same places. */
  readonly areRivals: boolean;
  /** The tag prefixes of the deployments. */
  readonly tagPrefixes: readonly string[];
}

export function pickName(chance: Chance): string {
  return chance.weigh([
    [6, 'orders'],
    [3, 'billing'],
    [1, 'web shop'],
  ]);
}

export function pickPool(chance: Chance, { pools }: Cast): string {
  return chance.pick(pools);
}

/** The first ones are there from the beginning. */
export function pickClient(
  chance: Chance,
  { clients, pools }: Cast,
): { readonly called: string; readonly pool: string } {
  const pool = chance.pick(pools);
  const letter = chance.weigh([
    [5, 'A'],
    [4, 'B'],
    [2, 'C'],
    [1, 'D'],
  ]);
  return clients.find(({ called }) => called === `${pool}${letter}`) ?? chance.pick(clients);
}

/** A path that a target of this pool may have. */
export function pickPath(chance: Chance, pool: string, { areRivals }: Cast): string {
  if (areRivals && chance.isLucky(0.6)) return `/shared/${chance.pick(['a', 'b'])}`;
  return `/layered-apis/${pool}/${chance.weigh([
    [7, 'a'],
    [3, 'orders'],
    [2, 'b'],
    [1, 'billing'],
  ])}`;
}

/** A parameter that somebody may write. */
export function pickParameter(chance: Chance, cast: Cast): string {
  return pickPath(chance, pickPool(chance, cast), cast);
}

export function pickPlace(chance: Chance): string {
  return chance.weigh([
    [8, 'auth.cognito'],
    [3, 'm'],
    [1, 'auth'],
    [1, 'auth.other'],
  ]);
}
