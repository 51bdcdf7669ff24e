import { type Claim, declarationsAbout, type RejectedDeclaration } from './claim.ts';
import { standingId } from './credentials.ts';
import type { Declaration } from './declaration.ts';
import type { Deployment } from './deployment.ts';
import { type Failure, isBlock, isRetryable, type Orphan } from './findings.ts';
import { type Owned, placeOf } from './ownership.ts';
import type { ParameterSight } from './parameter.ts';
import type { ClientSummary } from './user-pool.ts';
import { storedIn, viewPlace } from './view.ts';

/**
 * What was written and nothing asks for any more. An owner tag points at the place; it is an orphan while the client
 * that the tag names still stands there.
 *
 *   the pool | the client              | reason
 *   ---------+-------------------------+------------------
 *   is gone  |                         | pool-gone
 *   lives    | is gone                 | client-gone
 *   lives    | claims nothing          | declaration-gone
 *   lives    | claims something else   | declaration-moved
 *
 * What a client had is no orphan while a declaration about it is at fault: the fault is reported, and this place may be
 * what it means.
 */
export interface Ownership {
  readonly userPoolId: string;
  readonly declarations: readonly Declaration[];
  /** Undefined: the pool is gone. */
  readonly listed: readonly ClientSummary[] | undefined;
  readonly claims: readonly Claim[];
  readonly rejected: readonly RejectedDeclaration[];
}

/** The owned places under the deployment's prefixes that nobody of the pool claims: orphans, if who owned them stands there. */
export function unclaimed(
  owned: readonly Owned[],
  claims: readonly Claim[],
  { targets }: Deployment,
): readonly Owned[] {
  const claimed = new Set(claims.map((claim) => `${claim.parameter} ${placeOf(claim)}`));
  return owned
    .filter(({ parameter, place }) => !claimed.has(`${parameter} ${place}`))
    .filter(({ parameter }) => targets.some(({ prefix }) => parameter.startsWith(prefix)));
}

/** The orphans among unclaimed places whose parameters have been seen. */
export function orphansOf(
  left: readonly Owned[],
  sights: ReadonlyMap<string, ParameterSight>,
  ownership: Ownership,
): readonly Orphan[] {
  return left.flatMap((owned): Orphan[] => {
    const sight = sights.get(owned.parameter);
    const code = reasonOf(owned, ownership);
    if (sight === undefined || code === undefined || !isLeft(owned, sight)) return [];
    const { parameter, place, clientId: client } = owned;
    return [{ code, parameter, place, client, userPoolId: ownership.userPoolId }];
  });
}

/** The failures to read what may be left behind, which another try can mend: each once, of however many parameters. */
export function unreadable(left: readonly Owned[], sights: ReadonlyMap<string, ParameterSight>): readonly Failure[] {
  const findings = left.flatMap(({ parameter }): Failure[] => {
    const sight = sights.get(parameter);
    return sight?.kind === 'unreadable' && !isBlock(sight.finding) && isRetryable(sight.finding) ? [sight.finding] : [];
  });
  return [...new Set(findings)];
}

function reasonOf(
  { clientId }: Owned,
  { declarations, listed, claims, rejected }: Ownership,
): Orphan['code'] | undefined {
  if (listed === undefined) return 'pool-gone';
  const client = listed.find(({ id }) => id === clientId);
  if (client === undefined) return 'client-gone';
  const atFault =
    declarationsAbout(client, declarations).some(({ rejection }) => rejection) ||
    rejected.some((declaration) => declaration.client?.id === clientId);
  if (atFault) return undefined;
  return claims.some((claim) => claim.client.id === clientId) ? 'declaration-moved' : 'declaration-gone';
}

/** Whether the owner still stands at the place. What can never be read may still hold it; what failed is tried again. */
function isLeft({ parameter, place, clientId }: Owned, sight: ParameterSight): boolean {
  const view = viewPlace({ parameter, place: place.split('.') }, sight);
  return view.kind === 'stopped' ? !isRetryable(view.finding) : standingId(storedIn(view)) === clientId;
}
