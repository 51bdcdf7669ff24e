/**
 * What a run can have taken for the truth: it reads tags, clients and parameters one after the other, so of each it may
 * have seen any state between its beginning and its write.
 */
import type { Chronicle, Written } from '../chronicle.ts';
import type { Deployed } from '../deployments.ts';
import type { PoolState } from '../pool-history.ts';
import type { Tags } from './contest.ts';
import { type Wish, wishesIn } from './wishes.ts';

/** States of one pool, each of which the run can have seen; undefined: it can have seen that there is no such pool. */
export interface Sighted {
  /** Of the pool. */
  readonly id: string;
  readonly states: readonly (PoolState | undefined)[];
  readonly wishes: readonly (readonly Wish[])[];
}

/** What the run behind a write can have seen of every pool. */
export function sightedBy(written: Written, { pools }: Chronicle, deployed: readonly Deployed[]): readonly Sighted[] {
  const rules = deployed.find(({ rules }) => rules.name === written.deployment)?.rules;
  if (rules === undefined) return [];
  return pools.ids.map((id) => {
    const states = pools.during(id, written.run?.began ?? written.order, written.order);
    // Tags of one moment and clients of another: a run sees them so.
    const seen = states.flatMap((tagged) =>
      states.map((populated) => tagged && populated && { ...tagged, clients: populated.clients }),
    );
    return { id, states, wishes: seen.map((state) => (state === undefined ? [] : wishesIn(state, rules))) };
  });
}

/** The places in the written parameter that the run can have taken for ours. */
export function placesIn(sighted: readonly Sighted[], parameter: string): readonly string[] {
  const wishes = sighted.flatMap(({ wishes }) => wishes.flat());
  return [...new Set(wishes.filter((wish) => wish.parameter === parameter).map(({ place }) => place))];
}

/** The versions of the written parameter that the run had read before. */
export function basesOf({ name, run, order }: Written, { writes }: Chronicle): readonly Written[] {
  const read = run?.read.get(name);
  const readAt = ({ life, version }: Written): number =>
    read?.get(`${life}/${version.version}`) ?? Number.POSITIVE_INFINITY;
  return writes.filter((other) => other.name === name && readAt(other) < order);
}

/** The version that stood before, of the same life. */
export function before(written: Written, { writes }: Chronicle): Written | undefined {
  return writes.find(
    ({ name, life, version }) =>
      name === written.name && life === written.life && version.version === written.version.version - 1,
  );
}

/** The version that came next, of the same life. */
export function after(written: Written, { writes }: Chronicle): Written | undefined {
  return writes.find(
    ({ name, life, version }) =>
      name === written.name && life === written.life && version.version === written.version.version + 1,
  );
}

/** The tags that a parameter had from one moment to another. */
export function tagsDuring(name: string, from: number, to: number, { tags }: Chronicle): readonly Tags[] {
  const own = tags.filter((state) => state.name === name && state.order <= to);
  const first = own.findLastIndex(({ order }) => order <= from);
  return [...(first === -1 ? [{}] : []), ...own.slice(Math.max(0, first)).map((state) => state.tags)];
}
