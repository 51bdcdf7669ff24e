import pMap from 'p-map';
import type { PassPlan } from '../core/decision.ts';
import { CallError, type Failure, isBlock } from '../core/findings.ts';
import type { Covered } from '../core/overtaken.ts';
import { type ParameterPlan, planParameter } from '../core/plan.ts';
import type { Applied } from '../core/report.ts';
import { apply, type Result } from './apply.ts';
import type { Parameters } from './ports.ts';

/** A plan and what its writes came to. */
export interface Round {
  readonly plan: PassPlan;
  readonly results: ReadonlyMap<ParameterPlan, Result>;
}

/** Writes under way at once. */
const concurrency = 4;

/** Does the plan's writes; what stands there by name is put back by them. */
export async function applyRound(
  plan: PassPlan,
  parameters: Parameters,
  covered: ReadonlyMap<string, Covered> = new Map(),
): Promise<Round> {
  const results = await pMap(
    plan.parameters,
    async (planned): Promise<[ParameterPlan, Result][]> => {
      const { parameter } = planned;
      const below = covered.get(parameter);
      const result = await apply(planned, parameters);
      // Theirs, edited, can come to what stands already: then nothing of theirs was lost.
      if (below && planned.write === undefined) return [[planned, { applied: 'written' }]];
      if (result === undefined) return [];
      return [[planned, below ? { applied: afterPuttingBack(parameter, below, result) } : result]];
    },
    { concurrency },
  );
  return { plan, results: new Map(results.flat()) };
}

/** What was not put back is named, whatever the reason: nobody will know of it later. */
function afterPuttingBack(parameter: string, { version }: Covered, { applied }: Result): Applied {
  const isWritten = applied === 'written' || (typeof applied === 'object' && applied.code === 'owner-untagged');
  if (isWritten) return { code: 'lost-update-repaired', parameter, version };
  if (typeof applied === 'object' && applied.code === 'lost-update') return applied;
  return { code: 'lost-update', parameter, version };
}

/**
 * The plans of parameters to be looked at again: somebody else wrote between our look and our write, or nothing was
 * written because one place could not be taken, and others of the parameter may have to be put right.
 */
export function movedIn({ plan, results }: Round): readonly ParameterPlan[] {
  return plan.parameters.filter((planned) => {
    const { applied, refused } = results.get(planned) ?? {};
    return (
      refused !== undefined ||
      (typeof applied === 'object' && applied.code === 'moved') ||
      planned.targets.some(({ finding }) => finding?.code === 'moved')
    );
  });
}

/** The plans whose writes lie over another's. */
export function coveringIn({ plan, results }: Round): readonly ParameterPlan[] {
  return plan.parameters.filter((planned) => results.get(planned)?.covered);
}

/** What of a round lies under our writes, by parameter. */
export function coveredIn({ results }: Round): ReadonlyMap<string, Covered> {
  return new Map(
    [...results].flatMap(([{ parameter }, { covered }]): [string, Covered][] =>
      covered ? [[parameter, covered]] : [],
    ),
  );
}

/** The parameters whose owner tags were refused, with why. */
export function refusedIn({ results }: Round): ReadonlyMap<string, Failure> {
  return new Map(
    [...results].flatMap(([{ parameter }, { refused }]): [string, Failure][] =>
      refused ? [[parameter, refused]] : [],
    ),
  );
}

/** The clients with targets in these parameters. */
export function clientsIn(plans: readonly ParameterPlan[]): readonly string[] {
  return [...new Set(plans.flatMap(({ targets }) => targets.map(({ claim }) => claim.client.id)))];
}

/**
 * The plan of another look, as far as it is about the moved parameters and their clients. What nobody claims any more
 * is left alone, but for what lies under a write of ours: that is put back as it was.
 */
export function planAgain(
  moved: readonly ParameterPlan[],
  again: PassPlan | undefined,
  covered: ReadonlyMap<string, Covered>,
): PassPlan {
  const names = new Set(moved.map(({ parameter }) => parameter));
  const clients = new Set(clientsIn(moved));
  const planned = new Map(again?.parameters.map((plan) => [plan.parameter, plan]));
  return {
    parameters: [...names].map((name) => planned.get(name) ?? putBack(name, covered.get(name))),
    lost: again?.lost.filter(({ claim }) => names.has(claim.parameter)) ?? [],
    rejected: [],
    failures: again?.failures ?? [],
    // Looking again can be looking at the whole pool, which may have more to do than one pass does.
    deferred:
      again?.deferred.map((pack) => pack.filter((id) => clients.has(id))).filter(({ length }) => length > 0) ?? [],
    unowned: new Set(),
    orphans: [],
  };
}

function putBack(parameter: string, covered: Covered | undefined): ParameterPlan {
  const plan = covered && planParameter(parameter, [], covered.sight, covered.metadata);
  return plan === undefined || plan === 'needs-metadata' ? { parameter, targets: [] } : plan;
}

/** One round for both: of a parameter the later word counts. */
export function mergeRounds(earlier: Round, later: Round): Round {
  const replaced = new Set(later.plan.parameters.map(({ parameter }) => parameter));
  const kept = earlier.plan.parameters.filter(({ parameter }) => !replaced.has(parameter));
  return {
    plan: {
      ...earlier.plan,
      parameters: [...kept, ...later.plan.parameters],
      lost: [...earlier.plan.lost.filter(({ claim }) => !replaced.has(claim.parameter)), ...later.plan.lost],
      failures: [...earlier.plan.failures, ...later.plan.failures],
      deferred: [...earlier.plan.deferred, ...later.plan.deferred],
    },
    results: new Map([...[...earlier.results].filter(([{ parameter }]) => !replaced.has(parameter)), ...later.results]),
  };
}

/** A round that could not look again: what lies under our writes is named, so that it can be put back by hand. */
export function givenUp(moved: readonly ParameterPlan[], round: Round, error: unknown): Round {
  if (!(error instanceof CallError)) throw error;
  const { finding } = error;
  const failures: readonly Failure[] = isBlock(finding) ? [] : [finding];
  const results = moved.map((planned): [ParameterPlan, Result] => {
    const result = round.results.get(planned);
    const lost = result?.covered;
    if (lost === undefined) return [planned, result ?? { applied: 'not-applied' }];
    return [planned, { applied: { code: 'lost-update', parameter: planned.parameter, version: lost.version } }];
  });
  return mergeRounds(round, {
    plan: { parameters: moved, lost: [], rejected: [], failures, deferred: [], unowned: new Set(), orphans: [] },
    results: new Map(results),
  });
}
