import type { Deployment } from '../../core/deployment.ts';
import { type Forecast, type Forecasted, forecastOf } from '../plan/forecast.ts';
import type { Scope } from '../scope.ts';
import type { PoolSurvey } from '../survey.ts';
import { needing, noted, type Remark } from './attention.ts';
import { type Tally, tallyOf } from './standing.ts';

/** How a deployment's pools are at one moment: what `status` tells, in text, in JSON and as a page. */
export interface Overview {
  readonly deployment: string;
  readonly region: string;
  /** When it was looked (ISO 8601). */
  readonly at: string;
  readonly scope: Scope;
  /** The function writes nothing by itself: somebody must, with `apply`. */
  readonly reportsOnly: boolean;
  readonly pools: readonly PoolOverview[];
  readonly tally: Tally;
  /** Parameters that only want their owner tags, besides. */
  readonly tagsDue: number;
  readonly needing: readonly Remark[];
  readonly noted: readonly Remark[];
}

export interface PoolOverview {
  readonly userPoolId: string;
  readonly name: string | undefined;
  /** There is no such pool any more, as against one that could not be looked at. */
  readonly gone: boolean;
  readonly targets: readonly Forecasted[];
  readonly tally: Tally;
  /** When one of its parameters was last written, by whomever (ISO 8601). */
  readonly changedAt: string | undefined;
}

export interface Setting {
  readonly deployment: Deployment;
  readonly mode: 'apply' | 'report';
  readonly scope: Scope;
  readonly at: string;
}

export function overviewOf(surveys: readonly PoolSurvey[], setting: Setting): Overview & { forecast: Forecast } {
  const { deployment, mode, scope, at } = setting;
  const forecast = forecastOf(surveys, deployment);
  const gone = new Set(surveys.filter(isGone).map(({ userPoolId }) => userPoolId));
  const pools = forecast.pools
    .map(({ userPoolId, name, targets }): PoolOverview => {
      const tally = tallyOf(targets.map(({ outcome }) => outcome));
      return { userPoolId, name, gone: gone.has(userPoolId), targets, tally, changedAt: latest(targets) };
    })
    // The tagging index lists a deleted pool for up to 30 days. It is shown where it left something, or was asked for.
    .filter((pool) => !pool.gone || pool.tally.total > 0 || scope.pool === pool.userPoolId);
  const outcomes = pools.flatMap(({ userPoolId, name: poolName, targets }) =>
    targets.map(({ outcome }) => ({ userPoolId, poolName, outcome })),
  );
  const tally = tallyOf(outcomes.map(({ outcome }) => outcome));
  return {
    deployment: deployment.name,
    region: deployment.region,
    at,
    scope,
    reportsOnly: mode === 'report',
    pools,
    tally,
    tagsDue: forecast.changes - tally.inventory.due,
    needing: needing(outcomes),
    noted: noted(outcomes),
    forecast,
  };
}

function isGone({ pool, passes }: PoolSurvey): boolean {
  return pool === undefined && passes.every(({ report }) => report.state === 'ignored');
}

/** Times of one form sort as text. */
function latest(targets: readonly Forecasted[]): string | undefined {
  return targets
    .flatMap(({ changedAt }) => (changedAt === undefined ? [] : [changedAt]))
    .sort()
    .at(-1);
}
