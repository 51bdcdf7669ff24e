import type { Claim } from './claim.ts';
import { ownedBy, ownedKey } from './ownership.ts';
import { passSize } from './pass-size.ts';
import type { PoolRequest } from './request.ts';
import type { Scope } from './scope.ts';
import { type Settlement, shared } from './settlement.ts';
import { isNewcomer, isOdd, type Site } from './site.ts';
import { isClientId } from './user-pool.ts';
import type { Look } from './world.ts';

/** The field of a pass: which sites it has to do with, and whom it must look at besides to settle them. */

/**
 * Whether a pass of this scope has to do with the site. The rest of a settled pool leaves alone what was settled for
 * all clients alike. A pass that only restores has to do with places where its client stands or nobody does: somebody
 * wrote the document anew without them.
 */
export function isInView(site: Site, { restoring }: PoolRequest, { kind }: Scope): boolean {
  if (kind === 'rest') return !(site.claim.common && isNewcomer(site));
  const { view, standing } = site;
  const isEmpty = view.kind === 'open' && standing !== 'unknown' && standing.id === undefined;
  return restoring === undefined || (!isOdd(site) && (isEmpty || !isNewcomer(site)));
}

/** A pass that only restores has to do with the places that were edited and nothing else of their clients. */
export function isAskedFor(claim: Claim, { restoring }: PoolRequest): boolean {
  return restoring === undefined || restoring.some((owned) => ownedKey(owned) === ownedKey(ownedBy(claim)));
}

/**
 * Whether it can be settled who has each place. In a part of the pool only what stands can be kept up. In the rest of
 * a settled pool who stands in a newcomer's way is looked at: it may be gone, or still have its place.
 */
export function seeWhoStands(sites: readonly Site[], { restoring }: PoolRequest, { kind }: Scope, look: Look): boolean {
  if (kind === 'part' && !restoring && sites.some((site) => isNewcomer(site) || isOdd(site))) look.listed();
  if (kind === 'rest') {
    for (const { standing } of sites.filter(isNewcomer)) {
      if (standing !== 'unknown' && standing.id !== undefined && isClientId(standing.id)) look.client(standing.id);
    }
  }
  return !look.inVain;
}

/**
 * Looks at the clients that lost a place of the pattern: a public one is not covered, so that it is in nobody's way and
 * at nobody's fault. More than a pass can see are a pattern at fault, whoever is public.
 */
export function seeThosePerhapsPublic({ lost }: Settlement<Site>, claims: readonly Claim[], look: Look): void {
  const contested = shared(claims);
  const ids = new Set(
    lost
      .filter(({ site: { claim } }) => claim.byPattern && contested.has(claim))
      .map(({ site }) => site.claim.client.id),
  );
  if (ids.size <= passSize) for (const id of ids) look.secrets(id);
}
