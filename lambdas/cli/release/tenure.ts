import { claimsOf, declarationsAbout } from '../../core/claim.ts';
import { isPublic } from '../../core/credentials.ts';
import { parseDeclarations } from '../../core/declaration.ts';
import { type Deployment, watches } from '../../core/deployment.ts';
import type { Owner } from '../../core/ownership.ts';
import { placeOf } from '../../core/ownership.ts';
import type { Client, UserPool } from '../../core/user-pool.ts';

/** What is known of the one that an owner tag names. */
export interface Holder {
  readonly owner: Owner;
  /** `refused`: it may not be looked at. */
  readonly pool: UserPool | 'missing' | 'refused';
  readonly client: Client | 'missing' | 'refused';
  readonly secretCount: number;
}

/**
 * Whether the place that an owner tag speaks of can be let go of.
 *
 *   the tag          | the pool  | its client                     | it is
 *   -----------------+-----------+--------------------------------+---------------------------------------------
 *   makes no sense   |           |                                | free
 *   of another       |           |                                | held: its configuration is not ours to judge
 *   deployment       |           |                                |
 *   ours             | missing   |                                | free
 *   ours             | unwatched |                                | free: we shall never look at it again
 *   ours             | refused   |                                | held: nobody knows
 *   ours             | lives     | missing                        | free
 *   ours             | lives     | refused                        | held: nobody knows
 *   ours             | lives     | claims the place               | held
 *   ours             | lives     | a tag about it is at fault     | held: this place may be what it means
 *   ours             | lives     | claims other places or nothing | free
 */
export interface Tenure {
  readonly free: boolean;
  /** In words that finish "client … of pool …: …". */
  readonly because: string;
  /** What lets go of it in the right way. */
  readonly next?: string;
}

export function tenureOf(parameter: string, place: string, holder: Holder | undefined, deployment: Deployment): Tenure {
  if (holder === undefined) return { free: true, because: 'the tag names nobody' };
  const { owner, pool, client } = holder;
  if (owner.deployment !== deployment.name) {
    return {
      free: false,
      because: `the deployment ${owner.deployment} put it there, and this is ${deployment.name}`,
      next: `Say --deployment ${owner.deployment}.`,
    };
  }
  if (!watches(deployment, owner.userPoolId))
    return { free: true, because: 'the deployment does not look at the pool' };
  if (pool === 'missing') return { free: true, because: 'the pool is gone' };
  const unknown = { free: false, because: 'you may not look at it, so nobody knows whether it claims the place' };
  if (pool === 'refused') return { ...unknown, next: 'Ask for cognito-idp:DescribeUserPool.' };
  if (client === 'missing') return { free: true, because: 'the client is gone' };
  if (client === 'refused') return { ...unknown, next: 'Ask for cognito-idp:DescribeUserPoolClient.' };
  return tenureOfLiving(parameter, place, client, pool, holder.secretCount, deployment);
}

function tenureOfLiving(
  parameter: string,
  place: string,
  client: Client,
  pool: UserPool,
  secretCount: number,
  deployment: Deployment,
): Tenure {
  if (client.dynamic) return { free: true, because: 'the client registered itself, and is never synchronised' };
  const declarations = parseDeclarations(pool.tags, deployment.tagPrefix);
  const { claims, rejected } = claimsOf(client, declarations, pool, deployment);
  const covered = claims.filter(({ byPattern }) => !byPattern || !isPublic(client, secretCount));
  const claim = covered.find((one) => one.parameter === parameter && placeOf(one) === place);
  const undeclare = (word: string): string => `Take the tag away first: cognito-ssm-sync undeclare ${pool.id} ${word}`;
  if (claim?.byPattern) {
    return {
      free: false,
      because: `the pattern (tag ${claim.tag}) still gives it the place`,
      next: `Leave it out of the pattern first: cognito-ssm-sync declare ${pool.id} ${client.id} none`,
    };
  }
  if (claim) return { free: false, because: `tag ${claim.tag} still gives it the place`, next: undeclare(client.id) };
  const fault = declarationsAbout(client, declarations).find(({ rejection }) => rejection)?.tag;
  if (fault !== undefined || rejected.length > 0) {
    return {
      free: false,
      because: `tag ${fault ?? deployment.tagPrefix} is about it and at fault, and may mean this place`,
      next: `Correct it first: cognito-ssm-sync plan --pool ${pool.id} --client ${client.id}`,
    };
  }
  return { free: true, because: claims.length > 0 ? 'its tag now points elsewhere' : 'no tag is about it any more' };
}
