import { type Inventory, inventoryOf } from '../../core/inventory.ts';
import type { Outcome } from '../../core/report.ts';

/** How a target, a declaration or what is left behind stands, in a person's four words. Every outcome has just one. */
export type Standing = 'in sync' | 'due' | 'waiting' | 'needs a person';

/** Best first: the order in which they are drawn. */
export const standings: readonly Standing[] = ['in sync', 'due', 'waiting', 'needs a person'];

export function standingOf({ action }: Outcome): Standing {
  switch (action) {
    case 'none':
      return 'in sync';
    case 'create':
    case 'update':
      return 'due';
    case 'waiting':
      return 'waiting';
    case 'blocked':
    case 'rejected':
    case 'failed':
    case 'orphaned':
      return 'needs a person';
  }
}

/** How many are what: the four words, which add up to the total, and the inventory's finer ones. */
export interface Tally {
  readonly total: number;
  readonly of: Readonly<Record<Standing, number>>;
  readonly inventory: Inventory;
}

export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const groups = Map.groupBy(outcomes, standingOf);
  const of = Object.fromEntries(standings.map((standing) => [standing, groups.get(standing)?.length ?? 0]));
  return { total: outcomes.length, of: of as Tally['of'], inventory: inventoryOf(outcomes) };
}

/** Whole percent that are in sync, rounded down: 100 is said only when all are. Of nothing, all are. */
export function percentInSync({ total, of }: Tally): number {
  return total === 0 ? 100 : Math.floor((100 * of['in sync']) / total);
}

/**
 * How much of a bar of `length` each standing has. What exists has at least `least`, so that one blocked target of a
 * thousand is seen; the longest ones give it. Adds up to `length`, or to 0 where there is nothing.
 */
export function lengthsOf({ total, of }: Tally, length: number, least: number): Readonly<Record<Standing, number>> {
  const present = standings.filter((standing) => of[standing] > 0);
  const spare = length - present.length * least;
  const ideal = standings.map((standing) => (of[standing] * length) / Math.max(1, total) - least);
  const over = ideal.reduce((sum, each) => sum + Math.max(0, each), 0);
  const lengths = standings.map((standing, index): [Standing, number] => {
    const share = over === 0 ? 1 / present.length : Math.max(0, ideal[index] ?? 0) / over;
    return [standing, present.includes(standing) ? least + spare * share : 0];
  });
  return Object.fromEntries(lengths) as Record<Standing, number>;
}
