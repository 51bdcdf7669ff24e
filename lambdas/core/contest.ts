import { type Claim, claimsOf, declarationsAbout } from './claim.ts';
import { type Declaration, parseDeclarations } from './declaration.ts';
import { type Deployment, watches } from './deployment.ts';
import { type Block, type Failure, isRetryable, type Rejection } from './findings.ts';
import { type Owner, ownerOf, placeOf } from './ownership.ts';
import type { Claimant } from './settlement.ts';
import { isClientId } from './user-pool.ts';
import { isClient, isFailure, type Look } from './world.ts';

/**
 * Whether a claim gets a place where another id stands that does not claim it in this pool.
 *
 *   who stands there                                    | the place's owner tag   | outcome
 *   ----------------------------------------------------+-------------------------+----------------------------------
 *   a client of this pool                               | names it                | free: its declaration moved or
 *                                                       |   (same deployment)     |   is gone
 *   a client of this pool                               |   (another deployment)  | place-occupied: as below
 *   a client of this pool that a declaration is about   | does not                | free: its declaration moved
 *   another client of this pool                         | does not                | place-occupied: it is somebody's
 *   nobody of this pool                                 | none, or names others,  | free
 *                                                       |   or this pool          |
 *   a client of another pool, which is gone, or is gone |   names it and its pool | free
 *     from there                                        |                         |
 *   one that still claims the place there               |   (same deployment)     | claimed-by-another-client
 *   one that does not                                   |   (same deployment)     | free
 *   one whose pool may not be looked at                 |   names it and its pool | place-occupied
 *   one that lives                                      |   (another deployment)  | place-occupied: its tags and
 *                                                       |                         |   prefixes are not ours to judge
 *
 * So who came first keeps the place, across pools and deployments, and it moves over as soon as nothing claims it.
 */
export type Contest = 'free' | Rejection | Block | Failure;

/** The outcome, or undefined after asking `look` in vain. */
export function contest(
  { claim, standing }: Claimant,
  declarations: readonly Declaration[],
  look: Look,
  deployment: Deployment,
): Contest | undefined {
  const id = standing === 'unknown' ? undefined : standing.id;
  if (id === undefined || id === claim.client.id || !isClientId(id)) return 'free';
  const { pool, listed, described } = look.world;
  const sight = listed ? undefined : described.get(id);
  // It may still have the place.
  if (isFailure(sight)) return sight;
  const neighbour = neighbourOf(id, look);
  const tags = look.tagsOf(claim.parameter);
  if (tags === undefined || isFailure(tags)) return tags;
  const owner = ownerOf(tags, placeOf(claim));
  const isNamed = owner?.clientId === id;
  if (neighbour) {
    const isWritten = isNamed && owner.userPoolId === pool.id;
    const isFree = isWritten
      ? owner.deployment === deployment.name
      : declarationsAbout(neighbour, declarations).length > 0;
    return isFree ? 'free' : occupied(claim, id, pool.id);
  }
  return isNamed && owner.userPoolId !== pool.id ? contestWith(owner, claim, look, deployment) : 'free';
}

/** The regular client of this pool with that id. */
function neighbourOf(id: string, { world }: Look) {
  const sight = world.described.get(id);
  if (world.listed) return world.listed.find((client) => client.id === id);
  return isClient(sight) && !sight.dynamic ? sight : undefined;
}

function contestWith(owner: Owner, claim: Claim, look: Look, deployment: Deployment): Contest | undefined {
  const { userPoolId, clientId } = owner;
  const held = occupied(claim, clientId, userPoolId);
  const refused = (failure: Failure): Contest => (isRetryable(failure) ? failure : held);
  if (!watches(deployment, userPoolId)) return held;
  const pool = look.otherPool(userPoolId);
  if (pool === undefined) return undefined;
  if (pool === 'missing') return 'free';
  if (isFailure(pool)) return refused(pool);
  const ours = owner.deployment === deployment.name;
  const declarations = parseDeclarations(pool.tags, deployment.tagPrefix);
  // An untagged pool gives up all its places; nobody of it has to be looked at.
  if (ours && declarations.length === 0) return 'free';
  const client = look.otherClient(owner);
  if (client === undefined) return undefined;
  if (client === 'missing') return 'free';
  if (isFailure(client)) return refused(client);
  if (!ours) return held;
  const { claims } = client.dynamic ? { claims: [] } : claimsOf(client, declarations, pool, deployment);
  const place = placeOf(claim);
  const claimsIt = claims.some((other) => other.parameter === claim.parameter && placeOf(other) === place);
  const holder = `${clientId} of pool ${userPoolId}`;
  return claimsIt ? { code: 'claimed-by-another-client', parameter: claim.parameter, place, holder } : 'free';
}

function occupied(claim: Claim, holder: string, userPoolId: string): Block {
  return { code: 'place-occupied', parameter: claim.parameter, place: placeOf(claim), holder, userPoolId };
}
