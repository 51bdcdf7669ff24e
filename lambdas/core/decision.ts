import type { Claim, RejectedDeclaration } from './claim.ts';
import { contest } from './contest.ts';
import type { Deployment } from './deployment.ts';
import { isAskedFor, isInView, seeThosePerhapsPublic, seeWhoStands } from './field.ts';
import { type Block, type Failure, isBlock, isRejection, type Orphan, type Rejection } from './findings.ts';
import { orphansOf, unclaimed, unreadable } from './orphan.ts';
import { ownedBy, ownedKey } from './ownership.ts';
import { beyondPassSize } from './pass-size.ts';
import type { ParameterPlan, TargetPlan } from './plan.ts';
import type { PoolRequest } from './request.ts';
import { findScope } from './scope.ts';
import { settle } from './settlement.ts';
import { isDue, isNewcomer, openSites, planSites, type Site, withOwners } from './site.ts';
import { isFailure, Look, type Needs, type World } from './world.ts';

/**
 * The decision of a pass: from what has been seen of one pool either to what must be seen besides, or to the plan.
 *
 * A pass looks at what the decision needs, and asks again, until nothing is needed. So the order of looking, and the
 * number of calls, follow from the rules and stand here alone:
 *
 *   declarations → clients → claims → parameters → who has each place, also across pools → secrets of those whose
 *   place is new to them, of those an event named and in a sweep of all → metadata of parameters that change
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
  /** Clients of which the tagging index does not show all places as theirs; only a sweep knows. */
  readonly unowned: ReadonlySet<string>;
  readonly orphans: readonly Orphan[];
}

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
  const inHand = claims.filter(
    (claim) => isAskedFor(claim, request) && (claim.common || !leftBySweep.has(claim.client.id)),
  );
  const opened = openSites(inHand, look);
  if (opened === undefined) return undefined;
  const inView = opened.filter((site) => isInView(site, request, scope));
  if (!seeWhoStands(inView, request, scope, look)) return undefined;
  const sites = withOwners(inView, look);
  const concerns = (clientId: string | undefined): boolean =>
    !request.narrow || (clientId !== undefined && request.clientIds.includes(clientId));
  const owned = (request.owned ?? []).filter(({ clientId }) => concerns(clientId));
  const left = scope.kind === 'whole' ? unclaimed(owned, claims, deployment) : [];
  for (const { parameter } of left) look.parameter(parameter);
  if (look.inVain) return undefined;

  const settlement = settle(sites);
  seeThosePerhapsPublic(settlement, claims, look);
  const wide = scope.kind === 'whole' && !request.narrow;
  const won = settlement.won.filter((site) => wide || named(site));
  const mustSee = (site: Site): boolean => swept || isNewcomer(site) || named(site);
  const busy = won.filter((site) => mustSee(site) || isDue(site, look.world, deployment)).map(({ claim }) => claim);
  const deferred = wide ? beyondPassSize(swept ? claims : busy, claims) : [];
  const later = new Set(deferred.flat());
  const kept = won.filter(({ claim }) => !later.has(claim.client.id));
  const contests = kept.map((site) => ({ site, outcome: contest(site, scope.declarations, look, deployment) }));
  const free = contests.flatMap(({ site, outcome }) => (outcome === 'free' ? [site] : []));
  for (const site of free) if (mustSee(site) && site.view.kind !== 'stopped') look.client(site.claim.client.id);
  const unowned = unownedIn(request, claims);
  const parameters = planSites(free, look, deployment, request.restoring ? 'tagged' : unowned);
  if (look.inVain) return undefined;

  const unsettled = settlement.lost.filter(({ site }) => wide || named(site));
  const lost = [
    ...unsettled.map(({ site, finding }) => notGiven(site, finding)),
    ...contests.flatMap(({ site, outcome }) =>
      outcome === undefined || outcome === 'free' ? [] : [notGiven(site, outcome)],
    ),
  ];
  return {
    parameters,
    lost,
    rejected: rejected.filter(({ client }) => concerns(client?.id)),
    failures: [
      ...failuresBeside([...parameters.flatMap(({ targets }) => targets), ...lost], look.world),
      ...unreadable(left, look.world.parameters),
    ],
    deferred,
    unowned,
    orphans: orphansOf(left, look.world.parameters, {
      ...scope,
      userPoolId: request.userPoolId,
      listed: look.world.listed ?? [],
    }),
  };
}

function notGiven({ claim }: Site, finding: Rejection | Block | Failure): TargetPlan {
  const action = isRejection(finding) ? 'rejected' : isBlock(finding) ? 'blocked' : 'failed';
  return { claim, action, reasons: [], notes: [], finding };
}

/** The clients with claims that the tagging index does not show as theirs. */
function unownedIn({ owned, foreign = [], unowned }: PoolRequest, claims: readonly Claim[]): ReadonlySet<string> {
  if (owned === undefined) return new Set(unowned);
  const known = new Set([...owned, ...foreign].map(ownedKey));
  return new Set(claims.filter((claim) => !known.has(ownedKey(ownedBy(claim)))).map(({ client }) => client.id));
}

/** The failures that no target tells: of clients that could not be looked at, so that nothing is known of their claims. */
function failuresBeside(targets: readonly TargetPlan[], { described, secretCounts, tags }: World): readonly Failure[] {
  const told = new Set(targets.map(({ finding }) => finding));
  const seen = [...described.values(), ...secretCounts.values(), ...tags.values()];
  return seen.filter(isFailure).filter((failure) => !told.has(failure));
}
