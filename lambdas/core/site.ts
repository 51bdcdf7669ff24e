import type { Claim } from './claim.ts';
import { changesOf, type Situation, standingId, wantsOf } from './credentials.ts';
import type { Deployment } from './deployment.ts';
import { type ParameterPlan, planParameter, type WantedTarget } from './plan.ts';
import { type Claimant, stands } from './settlement.ts';
import { tokenEndpoints } from './user-pool.ts';
import { storedIn, type View, viewPlace } from './view.ts';
import { isClient, isFailure, type Look, type World } from './world.ts';

/** A claim with what its parameter shows at its place. */
export interface Site extends Claimant {
  readonly view: View;
}

/** Opens the parameter of each claim; undefined when one was not read yet. */
export function openSites(claims: readonly Claim[], look: Look): readonly Site[] | undefined {
  const sites = claims.flatMap((claim): Site[] => {
    const sight = look.parameter(claim.parameter);
    if (sight === undefined) return [];
    const view = viewPlace(claim, sight);
    return [{ claim, view, standing: view.kind === 'stopped' ? 'unknown' : { id: standingId(storedIn(view)) } }];
  });
  return look.inVain ? undefined : sites;
}

/** Whether the claim's client does not stand at the place; false where that cannot be told. */
export function isNewcomer(site: Site): boolean {
  return site.standing !== 'unknown' && !stands(site);
}

/** Whether something else than a string stands under one of our keys: it may be another client's place within this one. */
export function isOdd({ view }: Site): boolean {
  return [...storedIn(view).values()].some(({ kind }) => kind === 'other');
}

/** What each of our keys should hold there; nothing where the view is stopped, for then no key is looked at. */
function want(
  { claim, view, standing }: Site,
  { pool, described, secretCounts, listed }: World,
  deployment: Deployment,
): WantedTarget {
  if (view.kind === 'stopped') return { claim, view, wants: {} };
  const { id } = claim.client;
  const sight = described.get(id);
  // Who stands there could not be looked at, and may still have the place.
  const occupant =
    standing !== 'unknown' && standing.id !== undefined && !listed ? described.get(standing.id) : undefined;
  const failure = [sight, occupant].find((seen) => isFailure(seen));
  const situation: Situation = {
    client: claim.client,
    pool,
    endpoints: tokenEndpoints(pool, deployment.region),
    stored: storedIn(view),
    described: isClient(sight) ? sight : undefined,
    secretCount: secretCounts.get(id),
  };
  return { claim, view, wants: failure ? { clientSecret: { want: 'failed', finding: failure } } : wantsOf(situation) };
}

/** Whether something would be written, or has to be seen before that can be told. */
export function isDue(site: Site, world: World, deployment: Deployment): boolean {
  const { view, wants } = want(site, world, deployment);
  return Object.values(wants).some(({ want }) => want === 'needed') || changesOf(wants, storedIn(view)).size > 0;
}

/** The plans of the sites' parameters; empty while `look` still has to see something. */
export function planSites(sites: readonly Site[], look: Look, deployment: Deployment): readonly ParameterPlan[] {
  const wanted = sites.map((site) => want(site, look.world, deployment));
  for (const { claim, wants } of wanted) {
    if (!Object.values(wants).some((key) => key.want === 'needed')) continue;
    if (isClient(look.client(claim.client.id))) look.secretCount(claim.client.id);
  }
  if (look.inVain) return [];
  const targetsOf = Map.groupBy(wanted, ({ claim }) => claim.parameter);
  return [...look.world.parameters].flatMap(([parameter, sight]) => {
    const targets = targetsOf.get(parameter);
    if (targets === undefined) return [];
    const plan = planParameter(parameter, targets, sight, look.world.metadata.get(parameter));
    if (plan !== 'needs-metadata') return [plan];
    look.metadataOf(parameter);
    return [];
  });
}
