import { type Claim, claimsOf, type RejectedDeclaration, rejectedDeclarations, unlistedIds } from './claim.ts';
import { type Declaration, parseDeclarations } from './declaration.ts';
import type { Deployment } from './deployment.ts';
import type { PoolRequest } from './request.ts';
import type { ClientSummary } from './user-pool.ts';
import { isClient, isKnownPublic, type Look } from './world.ts';

/**
 * How much of a pool a pass has in view, and what the clients in view claim.
 *
 *   whole  all regular clients are listed: anything can be settled
 *   part   some clients are looked at: only what stands can be kept up, else the pool is listed
 *          (one that only restores does not even look at more)
 *   rest   some clients that a larger pass left over: who has each place has been settled with all of them in view
 */
export interface Scope {
  readonly kind: 'whole' | 'part' | 'rest';
  readonly declarations: readonly Declaration[];
  readonly claims: readonly Claim[];
  readonly rejected: readonly RejectedDeclaration[];
}

/** The scope of a request, or undefined after asking `look` in vain. */
export function findScope(request: PoolRequest, look: Look, deployment: Deployment): Scope | undefined {
  const { pool } = look.world;
  const declarations = parseDeclarations(pool.tags, deployment.tagPrefix);
  // Who is left without any declaration matters only for what was written before.
  if (declarations.length === 0 && !request.owned?.length)
    return { kind: 'rest', declarations, claims: [], rejected: [] };

  const listed = request.scope === 'pool' ? look.listed() : look.world.listed;
  if (look.inVain) return undefined;
  const kind = listed ? 'whole' : request.settled ? 'rest' : 'part';
  for (const id of listed ? unlistedIds(declarations, listed) : request.clientIds) look.client(id);
  if (look.inVain) return undefined;

  const clients = listed ?? regularClients(look);
  const living = clients.filter(({ id }) => look.world.described.get(id) !== 'missing');
  const found = living.map((client) => claimsOf(client, declarations, pool, deployment));
  // One that is gone, or claims nothing any more, leaves its place to others: it may have been renamed.
  const gone = request.clientIds.some((id) => look.world.described.get(id) === 'missing');
  if (kind === 'part' && !request.restoring && (gone || found.some(({ claims }) => claims.length === 0))) {
    look.listed();
    return undefined;
  }
  const ofClients = found.flatMap(({ rejected }) => rejected);
  return {
    kind,
    declarations,
    // Until it is seen to be public, a client that the pattern covers is taken to be confidential.
    claims: found
      .flatMap(({ claims }) => claims)
      .filter((claim) => !(claim.byPattern && isKnownPublic(claim, look.world))),
    rejected: {
      whole: () => [...rejectedDeclarations(declarations, living, look.world), ...ofClients],
      part: () => ofClients,
      // The pass that left them over has told.
      rest: () => [],
    }[kind](),
  };
}

/** The regular ones among the clients that were looked at. */
function regularClients({ world }: Look): readonly ClientSummary[] {
  return [...world.described.values()].filter((sight) => isClient(sight)).filter(({ dynamic }) => !dynamic);
}
