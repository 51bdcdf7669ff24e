import { inventoryOf } from '../../core/inventory.ts';
import { lineOf, wordsOf } from '../../core/log-line.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { withPool } from '../given-pool.ts';
import { type Forecast, type Forecasted, forecastOf, isChange, keyOf } from '../plan/forecast.ts';
import { progressOf } from '../progress.ts';
import { ParametersSeenOnce, PoolsSeenOnce } from '../seen-once.ts';
import type { Session } from '../session.ts';
import { survey } from '../survey.ts';

/** What another set of tags changes in the plan of a pool. */
export interface Consequence {
  /** Only what is new in it, or is another than without the change. */
  readonly forecast: Forecast;
  /** Targets that are no longer declared and that are not said to be left behind. */
  readonly ended: readonly Ended[];
}

export interface Ended {
  readonly target: Forecasted;
  /** Who has the place instead; undefined: nobody. */
  readonly successor: Forecasted | undefined;
}

/** Two passes over the pool, as the event of the change brings one about: with its tags, and as if it bore these. */
export async function foresee(session: Session, pool: UserPool, tags: UserPool['tags']): Promise<Consequence> {
  const { deployment } = session;
  const pools = withPool(new PoolsSeenOnce(session.pools), pool);
  const parameters = new ParametersSeenOnce(session.parameters);
  const scope = { pool: pool.id, retagged: true } as const;
  const onProgress = progressOf(session);
  const before = forecastOf(await survey(session, scope, { pools, parameters, onProgress }), deployment);
  const after = await survey(session, scope, { pools: withPool(pools, { ...pool, tags }), parameters, onProgress });
  return consequenceOf(before, forecastOf(after, deployment));
}

function consequenceOf(before: Forecast, after: Forecast): Consequence {
  const known = new Set(targetsOf(before).map(contentOf));
  const pools = after.pools.map((pool) => ({
    ...pool,
    targets: pool.targets.filter((target) => !known.has(contentOf(target))),
  }));
  const changed = pools.flatMap(({ targets }) => targets);
  const left = new Set(targetsOf(after).map(({ outcome }) => keyOf(outcome)));
  return {
    forecast: {
      pools,
      inventory: inventoryOf(changed.map(({ outcome }) => outcome)),
      changes: changed.filter(isChange).length,
    },
    ended: targetsOf(before)
      .filter(({ outcome }) => outcome.parameter !== undefined && !left.has(keyOf(outcome)))
      .map((target) => ({ target, successor: targetsOf(after).find((other) => succeeds(other, target)) })),
  };
}

function targetsOf({ pools }: Forecast): readonly Forecasted[] {
  return pools.flatMap(({ targets }) => targets);
}

/** Whether it has, or gets, the other one's place. */
function succeeds({ outcome: { action, parameter, place } }: Forecasted, { outcome: left }: Forecasted): boolean {
  const has = action === 'none' || action === 'update' || action === 'create' || action === 'waiting';
  return has && parameter === left.parameter && place === left.place;
}

/** All that a plan shows of it. */
function contentOf({ outcome, comparison, tags }: Forecasted): string {
  return JSON.stringify([lineOf(outcome), wordsOf(outcome), comparison, tags]);
}
