import type { Claim } from '../../core/claim.ts';
import type { Deployment } from '../../core/deployment.ts';
import { allowedPrefixes } from '../../core/path.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { isFailure } from '../../core/world.ts';
import type { Advice, Standpoint } from './advice.ts';
import { tagPool, untagPool } from './aws-commands.ts';
import { ownTagOf } from './client-explanation.ts';
import { type TargetExplanation, wordOf } from './target-explanation.ts';

/** Advice that changes who claims a place: tags that are taken away, put elsewhere or added. */

/** What is written stays; nothing keeps it right from then on. */
export function leaveOut({ pool, claim }: TargetExplanation, standpoint: Standpoint): Advice {
  const what = claim.byPattern
    ? 'To take this client out of the pattern (what is written stays):'
    : 'To take this target out of the tag (what is written stays):';
  return { what, command: leavingOut(pool, claim, standpoint) };
}

/** Takes the claim away: of a pattern its client, of a tag this one target. */
function leavingOut(pool: UserPool, claim: Claim, { sightOf, deployment }: Standpoint): string {
  const sight = sightOf(pool.id);
  if (claim.byPattern) return tagPool(pool, ownTagOf(claim.client, sight?.clients ?? [], deployment.tagPrefix), 'none');
  const word = sight && wordOf(claim, sight);
  const rest = (pool.tags[claim.tag] ?? '').split(' ').filter((other) => other !== '' && other !== word);
  return tagPool(pool, claim.tag, rest.some((other) => other.startsWith('/')) ? rest.join(' ') : 'none');
}

/** Makes the tag lead there. */
export function lead(pool: UserPool, tag: string, path: string, what: string): Advice {
  return { what, command: tagPool(pool, tag, path) };
}

/** Where targets of the pool may lie. */
export function exampleTarget({ id }: Pick<UserPool, 'id'>, { targets }: Deployment, name = 'OTHER'): string {
  return `${allowedPrefixes(id, targets)[0] ?? '/PREFIX/'}${name}`;
}

/** Who has the place is of another pool. */
export function seeOwner({ owner, pool }: TargetExplanation): readonly Advice[] {
  if (owner === undefined || isFailure(owner) || owner.userPoolId === pool.id) return [];
  const command = `cognito-ssm-sync explain ${owner.clientId} --pool ${owner.userPoolId}`;
  return [{ what: 'It moves over when that pool claims it no more. What it claims there:', command }];
}

/** A client that a tag is about, and not there, has no right to the place. */
export function declareWhoStands(
  { standing, pool, owner }: TargetExplanation,
  { sightOf, deployment }: Standpoint,
): readonly Advice[] {
  if (standing.kind !== 'other' || standing.clientName === undefined) return [];
  if (owner && !isFailure(owner) && owner.clientId === standing.clientId) return [];
  const client = { id: standing.clientId, name: standing.clientName };
  const tag = ownTagOf(client, sightOf(pool.id)?.clients ?? [], deployment.tagPrefix);
  return [
    {
      what: `To say that ${client.name} is not to be there, which frees the place:`,
      command: tagPool(pool, tag, 'none'),
    },
  ];
}

/** Takes the place from another claimant of the pool. */
export function leaveOutOther(
  { pool, claim }: TargetExplanation,
  other: Claim,
  standpoint: Standpoint,
): readonly Advice[] {
  const { name, id } = other.client;
  if (other.tag !== claim.tag || other.byPattern) {
    return [{ what: `To take the place from ${name} (${id}):`, command: leavingOut(pool, other, standpoint) }];
  }
  const byId = `${standpoint.deployment.tagPrefix}:${claim.client.id}`;
  return [
    { what: 'To declare this client by its id:', command: tagPool(pool, byId, pool.tags[claim.tag] ?? '') },
    { what: 'and then to remove the tag whose name both bear:', command: untagPool(pool, claim.tag) },
  ];
}

/** Of several tags about one client, any one may stay. */
export function keepOneTag(pool: UserPool, tags: readonly string[]): readonly Advice[] {
  return tags.map((tag) => ({
    what: `To keep ${tags.filter((other) => other !== tag).join(' and ')}:`,
    command: untagPool(pool, tag),
  }));
}
