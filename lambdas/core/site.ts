import type { Claim } from './claim.ts';
import { changesOf, type Situation, standingId, wantsOf } from './credentials.ts';
import type { Deployment } from './deployment.ts';
import { missingTags, ownerOf, ownerTags, placeOf } from './ownership.ts';
import { type ParameterPlan, planParameter, type WantedTarget } from './plan.ts';
import { type Claimant, stands, undecided } from './settlement.ts';
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

/** The sites with the clients of this pool that owner tags name, where several claim a place and none of them has it. */
export function withOwners(sites: readonly Site[], look: Look): readonly Site[] {
  // What does not exist has no tags.
  const open = new Set(undecided(sites.filter(({ view }) => view.kind !== 'absent')));
  return sites.map((site) => {
    const tags = open.has(site) ? look.tagsOf(site.claim.parameter) : undefined;
    if (isFailure(tags)) return { ...site, owner: tags };
    const owner = tags && ownerOf(tags, placeOf(site.claim));
    return owner?.userPoolId === look.world.pool.id ? { ...site, owner: owner.clientId } : site;
  });
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
export function wantAt(
  { claim, view }: Pick<Site, 'claim' | 'view'>,
  { pool, described, secretCounts }: World,
  deployment: Deployment,
): WantedTarget {
  if (view.kind === 'stopped') return { claim, view, wants: {} };
  const { id } = claim.client;
  const sight = described.get(id);
  const situation: Situation = {
    client: claim.client,
    pool,
    endpoints: tokenEndpoints(pool, deployment.region),
    stored: storedIn(view),
    described: isClient(sight) ? sight : undefined,
    secretCount: secretCounts.get(id),
  };
  return {
    claim,
    view,
    wants: isFailure(sight)
      ? { clientSecret: { rule: 'client-unknown', want: 'failed', finding: sight } }
      : wantsOf(situation),
  };
}

/** Whether something would be written, or has to be seen before that can be told. */
export function isDue(site: Site, world: World, deployment: Deployment): boolean {
  const { view, wants } = wantAt(site, world, deployment);
  return Object.values(wants).some(({ want }) => want === 'needed') || changesOf(wants, storedIn(view)).size > 0;
}

/**
 * The plans of the sites' parameters; empty while `look` still has to see something. The tags of `unowned` clients are
 * looked at, where they stand; `tagged`: it is known that the tags say whose the places are.
 */
export function planSites(
  sites: readonly Site[],
  look: Look,
  deployment: Deployment,
  unowned: ReadonlySet<string> | 'tagged',
): readonly ParameterPlan[] {
  const wanted = sites.map((site) => ({ site, target: wantAt(site, look.world, deployment) }));
  for (const { target } of wanted) {
    const { claim, wants } = target;
    if (!Object.values(wants).some((key) => key.want === 'needed')) continue;
    if (isClient(look.client(claim.client.id))) look.secretCount(claim.client.id);
  }
  const untagged = sites.filter((site) => unowned !== 'tagged' && unowned.has(site.claim.client.id) && stands(site));
  for (const { claim } of untagged) look.tagsOf(claim.parameter);
  if (look.inVain) return [];
  const groups = Map.groupBy(wanted, ({ site }) => site.claim.parameter);
  return [...look.world.parameters].flatMap(([parameter, sight]) => {
    const group = groups.get(parameter);
    if (group === undefined) return [];
    const targets = group.map(({ target }) => target);
    const plan = planParameter(parameter, targets, sight, look.world.metadata.get(parameter));
    if (plan === 'needs-metadata') {
      look.metadataOf(parameter);
      return [];
    }
    if (unowned === 'tagged') return [plan];
    const sitesOfParameter = group.map(({ site }) => site);
    return [{ ...plan, ...tagging(plan, sitesOfParameter, look, deployment) }];
  });
}

/**
 * The owner tags that a parameter is to be given: of the clients that get a place by this plan, and of those that stand
 * at theirs where the tags were looked at and do not say so.
 */
function tagging(
  plan: ParameterPlan,
  sites: readonly Site[],
  { world }: Look,
  deployment: Deployment,
): Pick<ParameterPlan, 'tagging'> {
  const newcomers = plan.targets
    .filter(({ action, reasons }) => (action === 'create' || action === 'update') && reasons.includes('clientId'))
    .map(({ claim }) => claim);
  const found = world.tags.get(plan.parameter);
  const seen = found && !isFailure(found) ? found : undefined;
  const settled = seen ? sites.filter(stands).map(({ claim }) => claim) : [];
  const claims = [...newcomers, ...settled];
  if (claims.length === 0) return {};
  const wanted = ownerTags(claims, world.pool.id, deployment.name);
  const takesOver = sites.some(
    ({ claim, standing }) => newcomers.includes(claim) && standing !== 'unknown' && standing.id !== undefined,
  );
  // Who takes a place says so anew: whoever had it may just be about to have its own tags put right.
  const tags = seen && !takesOver ? missingTags(wanted, seen) : wanted;
  const sight = world.parameters.get(plan.parameter);
  const version = sight?.kind === 'present' ? sight.parameter.version : undefined;
  return tags.size === 0 ? {} : { tagging: { tags, needed: takesOver, version } };
}
