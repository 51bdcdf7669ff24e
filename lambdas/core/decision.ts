import { type Claim, claimsOf, type RejectedDeclaration, rejectedDeclarations, unlistedIds } from './claim.ts';
import { type Declaration, parseDeclarations } from './declaration.ts';
import type { Deployment } from './deployment.ts';
import type { Failure } from './findings.ts';
import type { ParameterPlan, TargetPlan } from './plan.ts';
import type { PoolRequest } from './request.ts';
import { settle, shared } from './settlement.ts';
import { isDue, isNewcomer, isOdd, openSites, planSites, type Site } from './site.ts';
import type { ClientSummary } from './user-pool.ts';
import { isClient, isFailure, isKnownPublic, Look, type Needs, type World } from './world.ts';

/**
 * The decision of a pass: from what has been seen of one pool either to what must be seen besides, or to the plan.
 *
 * A pass looks at what the decision needs, and asks again, until nothing is needed. So the order of looking, and the
 * number of calls, follow from the rules and stand here alone:
 *
 *   declarations → clients → claims → parameters → who has each place → secrets of those whose place is new to them,
 *   of those an event named, of those the pattern would write for and in a sweep of all → metadata of parameters that
 *   change
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
  /** Clients left to messages of their own: more than one pass should do. */
  readonly deferred: readonly string[];
}

/**
 * Clients that one pass describes or writes for at most; the rest goes to messages of this many. At the slowest share
 * of a quota, half a write a second, that is 200 seconds and inside the function's time.
 */
export const passSize = 100;

const nothing: PassPlan = { parameters: [], lost: [], rejected: [], failures: [], deferred: [] };

/** What must be seen besides, or the plan. The same values give the same answer. */
export function decide(request: PoolRequest, world: World, deployment: Deployment): Decision {
  const look = new Look(world);
  const plan = planPass(request, look, deployment);
  return plan === undefined ? { kind: 'look', needs: look } : { kind: 'plan', plan };
}

/** The plan, or undefined after asking `look` in vain. */
function planPass(request: PoolRequest, look: Look, deployment: Deployment): PassPlan | undefined {
  const { pool } = look.world;
  const declarations = parseDeclarations(pool.tags, deployment.tagPrefix);
  if (declarations.length === 0) return nothing;

  const clients = findClients(request, look, declarations);
  if (clients === undefined) return undefined;
  const whole = look.world.listed !== undefined;
  // A part of the pool can only keep what stands; anything else is for the whole pool to settle. What a larger pass
  // left over has been settled by it.
  const part = !whole && !request.settled;
  const named = (claim: Claim): boolean => request.clientIds.includes(claim.client.id);

  const found = clients.map((client) => claimsOf(client, declarations, pool, deployment));
  // One that claims nothing any more may have been renamed.
  if (part && found.some(({ claims }) => claims.length === 0)) return askListing(look);
  // Until it is seen to be public, a client that the pattern covers is taken to be confidential.
  const claims = found
    .flatMap((of) => of.claims)
    .filter((claim) => !(claim.byPattern && isKnownPublic(claim, look.world)));

  // A sweep sees everybody, so what is too much for it is known before a parameter is read.
  const swept = whole && request.sweep !== undefined;
  const leftBySweep = swept ? beyondPassSize(claims, claims) : new Set<string>();
  const sites = openSites(
    claims.filter(({ client }) => !leftBySweep.has(client.id)),
    look,
  );
  if (sites === undefined) return undefined;
  if (part && sites.some((site) => isNewcomer(site) || isOdd(site))) return askListing(look);
  if (!whole && !seeOccupants(sites, look)) return undefined;

  const { won, lost } = settle(sites);
  const contested = shared(claims);
  for (const { site } of lost) {
    // It may be public, and then the pattern does not cover it: nobody is in its way, and it is nobody's fault.
    if (site.claim.byPattern && contested.has(site.claim)) look.secrets(site.claim.client.id);
  }
  const mine = whole ? won : won.filter(({ claim }) => named(claim));
  const due = (site: Site): boolean => isDue(site, look.world, deployment);
  // A public client can stand where the pattern leads, by a tag that is gone; the pattern writes nothing for it.
  const mustSee = (site: Site): boolean =>
    swept || isNewcomer(site) || named(site.claim) || (site.claim.byPattern && due(site));
  const busy = mine.filter((site) => mustSee(site) || due(site));
  const left =
    whole && !swept
      ? beyondPassSize(
          busy.map(({ claim }) => claim),
          claims,
        )
      : leftBySweep;
  const kept = mine.filter(({ claim }) => !left.has(claim.client.id));
  for (const site of kept) if (mustSee(site) && site.view.kind !== 'stopped') look.client(site.claim.client.id);
  const parameters = planSites(kept, look, deployment);
  if (look.inVain) return undefined;
  const told = new Set(parameters.flatMap(({ targets }) => targets.map(({ finding }) => finding)));

  return {
    parameters,
    lost: lost
      .filter(({ site }) => whole || named(site.claim))
      .map(({ site, rejection }) => ({
        claim: site.claim,
        action: 'rejected',
        reasons: [],
        notes: [],
        finding: rejection,
      })),
    rejected: [
      ...(whole ? rejectedDeclarations(declarations, clients, look.world) : []),
      ...(request.settled ? [] : found.flatMap((of) => of.rejected)),
    ],
    failures: [...look.world.described.values(), ...look.world.secretCounts.values()]
      .filter(isFailure)
      .filter((failure) => !told.has(failure)),
    deferred: [...left],
  };
}

/** The clients the pass is about: all of the pool, or the regular ones among those it has looked at. */
function findClients(
  request: PoolRequest,
  look: Look,
  declarations: readonly Declaration[],
): readonly ClientSummary[] | undefined {
  const { described } = look.world;
  const listed = request.scope === 'pool' ? look.listed() : look.world.listed;
  if (request.scope === 'pool' && listed === undefined) return undefined;
  for (const id of listed ? unlistedIds(declarations, listed) : request.clientIds) look.client(id);
  if (look.inVain) return undefined;
  if (listed) return listed.filter(({ id }) => described.get(id) !== 'missing');
  if (!request.settled && request.clientIds.some((id) => described.get(id) === 'missing')) return askListing(look);
  return [...described.values()].filter((sight) => isClient(sight)).filter(({ dynamic }) => !dynamic);
}

/** Looks at the clients that stand where others of this pass would come in: they may be gone, or still have their place. */
function seeOccupants(sites: readonly Site[], look: Look): boolean {
  for (const { standing } of sites.filter(isNewcomer)) {
    // Only what can be a client id is one; AWS refuses to look for anything else.
    if (standing !== 'unknown' && standing.id !== undefined && /^[\w+]{1,128}$/.test(standing.id))
      look.client(standing.id);
  }
  return !look.inVain;
}

/**
 * The clients of these claims beyond the first `passSize`. Clients whose parameters others claim too stay in this pass
 * whatever their number: one pass must see them together.
 */
function beyondPassSize(busy: readonly Claim[], claims: readonly Claim[]): ReadonlySet<string> {
  const together = new Set([...shared(claims)].map(({ client }) => client.id));
  const apart = new Set(busy.map(({ client }) => client.id).filter((id) => !together.has(id)));
  return new Set([...apart].slice(passSize));
}

/** Asks for the whole pool. */
function askListing(look: Look): undefined {
  look.listed();
}
