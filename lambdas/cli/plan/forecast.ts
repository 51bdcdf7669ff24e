import { type Comparison, compare } from '../../core/comparison.ts';
import type { Deployment } from '../../core/deployment.ts';
import { type Inventory, inventoryOf, isDueOutcome } from '../../core/inventory.ts';
import { managed, ownedBy, ownedKey, ownerKeyOf, placeOf } from '../../core/ownership.ts';
import type { Outcome } from '../../core/report.ts';
import type { Sighting } from '../../pass/pass.ts';
import type { PoolSurvey } from '../survey.ts';

/** What would be done, pool by pool: what `plan` shows, and what `apply` is held to. */
export interface Forecast {
  readonly pools: readonly PoolForecast[];
  readonly inventory: Inventory;
  /** Targets to be written, and parameters that only want their owner tags. */
  readonly changes: number;
}

export interface PoolForecast {
  readonly userPoolId: string;
  /** Undefined where the pool is gone or could not be looked at. */
  readonly name: string | undefined;
  readonly targets: readonly Forecasted[];
}

/** One outcome, with what it does to the document. */
export interface Forecasted {
  readonly outcome: Outcome;
  readonly comparison: readonly Comparison[];
  /** The parameter's version as it was read; undefined where there is none. */
  readonly version?: number;
  /** When the parameter was last written (ISO 8601). */
  readonly changedAt?: string;
  /** Keys of the owner tags that the parameter is given. */
  readonly tags: readonly string[];
}

export function forecastOf(surveys: readonly PoolSurvey[], deployment: Deployment): Forecast {
  const taken = new Map<string, string>();
  const pools = surveys.map(({ userPoolId, pool, passes }): PoolForecast => {
    const targets = passes.flatMap(({ report, sighting }) => detail(report.outcomes, sighting, deployment));
    return { userPoolId, name: pool?.name, targets: targets.map((target) => afterOthers(target, userPoolId, taken)) };
  });
  const all = pools.flatMap(({ targets }) => targets);
  return { pools, inventory: inventoryOf(all.map(({ outcome }) => outcome)), changes: all.filter(isChange).length };
}

/**
 * No pass sees what another pool's is about to do. Of pools that want the same free place the first gets it, and the
 * others then find it there. `taken`: who gets each place.
 */
function afterOthers(target: Forecasted, userPoolId: string, taken: Map<string, string>): Forecasted {
  const { outcome } = target;
  const { parameter, place, clientId } = outcome;
  if (!isDueOutcome(outcome) || parameter === undefined || place === undefined) return target;
  const key = `${parameter} ${place}`;
  const holder = taken.get(key);
  if (holder === undefined) {
    taken.set(key, `${clientId} of pool ${userPoolId}`);
    return target;
  }
  const finding = { code: 'claimed-by-another-client', parameter, place, holder } as const;
  const lost = { ...outcome, action: 'rejected', code: finding.code, reasons: [], notes: [], finding } as const;
  return { ...target, outcome: lost, comparison: [], tags: [] };
}

/** The outcomes of a pass with what it saw of each target. */
export function detail(
  outcomes: readonly Outcome[],
  sighting: Sighting | undefined,
  deployment: Deployment,
): readonly Forecasted[] {
  const details = new Map(sighting && detailsOf(sighting, deployment));
  return outcomes.map((outcome) => ({ comparison: [], tags: [], ...details.get(keyOf(outcome)), outcome }));
}

/** Whether `apply` has something to do for it. */
export function isChange({ outcome, tags }: Forecasted): boolean {
  return isDueOutcome(outcome) || (outcome.action === 'none' && tags.length > 0);
}

function detailsOf(
  { plan, world }: Sighting,
  deployment: Deployment,
): readonly (readonly [string, Omit<Forecasted, 'outcome'>])[] {
  return plan.parameters.flatMap(({ parameter, targets, tagging }) => {
    const sight = world.parameters.get(parameter);
    const read = sight?.kind === 'present' ? sight.parameter : undefined;
    const keys = [...(tagging?.tags.keys() ?? [])];
    const first = Math.max(
      0,
      targets.findIndex(({ claim }) => keys.includes(ownerKeyOf(placeOf(claim)))),
    );
    return targets.map(({ claim }, index) => [
      ownedKey(ownedBy(claim)),
      {
        comparison: compare(claim, world, deployment),
        ...(read && { version: read.version }),
        ...(read?.changedAt !== undefined && { changedAt: read.changedAt }),
        tags: keys.filter((key) => key === ownerKeyOf(placeOf(claim)) || (key === managed.key && index === first)),
      },
    ]);
  });
}

/** As `ownedKey` of its claim. */
export function keyOf({
  parameter = '',
  place = '',
  clientId = '',
}: Pick<Outcome, 'parameter' | 'place' | 'clientId'>): string {
  return ownedKey({ parameter, place, clientId });
}
