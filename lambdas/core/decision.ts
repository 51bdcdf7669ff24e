import type { Claim, RejectedDeclaration } from './claim.ts';
import type { Deployment } from './deployment.ts';
import type { Failure } from './findings.ts';
import type { ParameterPlan, TargetPlan } from './plan.ts';
import type { PoolRequest } from './request.ts';
import { findScope, type Scope } from './scope.ts';
import { type Settlement, settle, shared } from './settlement.ts';
import { isDue, isNewcomer, isOdd, openSites, planSites, type Site } from './site.ts';
import { isFailure, Look, type Needs, type World } from './world.ts';

/**
 * The decision of a pass: from what has been seen of one pool either to what must be seen besides, or to the plan.
 *
 * A pass looks at what the decision needs, and asks again, until nothing is needed. So the order of looking, and the
 * number of calls, follow from the rules and stand here alone:
 *
 *   declarations → clients → claims → parameters → who has each place → secrets of those whose place is new to them,
 *   of those an event named and in a sweep of all → metadata of parameters that change
 */
export type Decision =
  | { readonly kind: 'look'; readonly needs: Needs }
  | { readonly kind: 'plan'; readonly plan: PassPlan };

export interface PassPlan {
  readonly parameters: readonly ParameterPlan[];
  /** Claims that did not get their place. */
  readonly lost: readonly TargetPlan[];
  readonly rejected: readonly RejectedDeclaration[];
  /** Of clients that could not be looked at, as far as no target of theirs tells it. */
  readonly failures: readonly Failure[];
  /** Clients left to messages of their own, one a pack: more than one pass should do. */
  readonly deferred: readonly (readonly string[])[];
}

/**
 * Targets that one pass describes clients or writes parameters for at most; the rest goes to messages of this many. Ten
 * such messages are a batch, whose passes write while the next one looks. At the shares that nobody can take away,
 * 1⅔ describes and half a write a second, that is 15 + 500 seconds, and inside the function's time.
 */
export const passSize = 25;

/** What must be seen besides, or the plan. The same values give the same answer. */
export function decide(request: PoolRequest, world: World, deployment: Deployment): Decision {
  const look = new Look(world);
  const plan = planPass(request, look, deployment);
  return plan === undefined ? { kind: 'look', needs: look } : { kind: 'plan', plan };
}

/** The plan, or undefined after asking `look` in vain. */
function planPass(request: PoolRequest, look: Look, deployment: Deployment): PassPlan | undefined {
  const scope = findScope(request, look, deployment);
  if (scope === undefined) return undefined;
  const { claims, rejected } = scope;
  const named = ({ claim }: Site): boolean => request.clientIds.includes(claim.client.id);

  // A sweep sees everybody, so what is too much for it is known before a parameter is read. Who gets a target that all
  // clients claim is settled here all the same.
  const swept = scope.kind === 'whole' && request.sweep !== undefined;
  const leftBySweep = new Set(swept ? beyondPassSize(claims, claims).flat() : []);
  const inHand = claims.filter(({ client, common }) => common || !leftBySweep.has(client.id));
  const opened = openSites(inHand, look);
  if (opened === undefined) return undefined;
  const sites = scope.kind === 'rest' ? opened.filter((site) => !(site.claim.common && isNewcomer(site))) : opened;
  if (!seeWhoStands(sites, scope, look)) return undefined;

  const settlement = settle(sites);
  seeThosePerhapsPublic(settlement, claims, look);
  const won = settlement.won.filter((site) => scope.kind === 'whole' || named(site));
  const mustSee = (site: Site): boolean => swept || isNewcomer(site) || named(site);
  const busy = won.filter((site) => mustSee(site) || isDue(site, look.world, deployment)).map(({ claim }) => claim);
  const deferred = scope.kind === 'whole' ? beyondPassSize(swept ? claims : busy, claims) : [];
  const left = new Set(deferred.flat());
  const kept = won.filter(({ claim }) => !left.has(claim.client.id));
  for (const site of kept) if (mustSee(site) && site.view.kind !== 'stopped') look.client(site.claim.client.id);
  const parameters = planSites(kept, look, deployment);
  if (look.inVain) return undefined;

  const lost = settlement.lost.filter(({ site }) => scope.kind === 'whole' || named(site));
  return {
    parameters,
    lost: lost.map(({ site: { claim }, rejection: finding }) => ({
      claim,
      action: 'rejected',
      reasons: [],
      notes: [],
      finding,
    })),
    rejected,
    failures: failuresBeside(parameters, look.world),
    deferred,
  };
}

/**
 * Whether it can be settled who has each place. In a part of the pool only what stands can be kept up. In the rest of
 * a settled pool who stands in a newcomer's way is looked at: it may be gone, or still have its place.
 */
function seeWhoStands(sites: readonly Site[], { kind }: Scope, look: Look): boolean {
  if (kind === 'part' && sites.some((site) => isNewcomer(site) || isOdd(site))) look.listed();
  if (kind === 'rest') {
    for (const { standing } of sites.filter(isNewcomer)) {
      // Only what can be a client id is one; AWS refuses to look for anything else.
      if (standing !== 'unknown' && standing.id !== undefined && /^[\w+]{1,128}$/.test(standing.id))
        look.client(standing.id);
    }
  }
  return !look.inVain;
}

/**
 * Looks at the clients that lost a place of the pattern: a public one is not covered, so that it is in nobody's way and
 * at nobody's fault. More than a pass can see are a pattern at fault, whoever is public.
 */
function seeThosePerhapsPublic({ lost }: Settlement<Site>, claims: readonly Claim[], look: Look): void {
  const contested = shared(claims);
  const ids = new Set(
    lost
      .filter(({ site: { claim } }) => claim.byPattern && contested.has(claim))
      .map(({ site }) => site.claim.client.id),
  );
  if (ids.size <= passSize) for (const id of ids) look.secrets(id);
}

/**
 * The clients of these claims beyond the first `passSize` targets, in packs of as many. Clients whose own parameters
 * others claim too stay in this pass whatever their number: one pass must see them together.
 */
function beyondPassSize(busy: readonly Claim[], claims: readonly Claim[]): readonly (readonly string[])[] {
  const together = new Set([...shared(claims)].filter(({ common }) => !common).map(({ client }) => client.id));
  const packs: string[][] = [];
  let size = passSize;
  for (const [id, ofClient] of Map.groupBy(busy, ({ client }) => client.id)) {
    if (together.has(id)) continue;
    size += ofClient.length;
    if (size > passSize) {
      packs.push([]);
      size = ofClient.length;
    }
    packs.at(-1)?.push(id);
  }
  return packs.slice(1);
}

/** The failures that no target tells: of clients that could not be looked at, so that nothing is known of their claims. */
function failuresBeside(parameters: readonly ParameterPlan[], { described, secretCounts }: World): readonly Failure[] {
  const told = new Set(parameters.flatMap(({ targets }) => targets.map(({ finding }) => finding)));
  return [...described.values(), ...secretCounts.values()].filter(isFailure).filter((failure) => !told.has(failure));
}
