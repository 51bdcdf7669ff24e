/**
 * Who may take a place where another's id stands: the oracle's own reading of docs/tags.md, "Who has a place" and "Whose
 * it is".
 */
import type { Rules } from '../deployments.ts';
import type { PoolState } from '../pool-history.ts';
import { isDeclared, type Wish, wishesIn } from './wishes.ts';

export type Tags = Readonly<Record<string, string>>;

interface Owner {
  readonly poolId: string;
  readonly clientId: string;
  readonly deployment: string;
}

/** Whom the parameter's tags say the place was given to. */
export function ownerIn(tags: Tags, place: string): Owner | undefined {
  const words = (tags[`ssm-sync:owner:${place}`] ?? '').split(' ');
  const [poolId = '', clientId = '', deployment = ''] = words;
  const isWellFormed = words.length === 3 && [poolId, clientId, deployment].every((word) => word !== '');
  return isWellFormed ? { poolId, clientId, deployment } : undefined;
}

/** Whether the wish, the only one of its pool to the place, gets it although `standing` stands there. */
export function mayTake(
  wish: Wish,
  standing: string,
  tags: Tags,
  rules: Rules,
  poolOf: (id: string) => PoolState | undefined,
): boolean {
  const { pool, parameter, place } = wish;
  const owner = ownerIn(tags, place);
  const isNamed = owner?.clientId === standing;
  const neighbour = pool.clients.find(({ id, isStranger }) => id === standing && !isStranger);
  if (neighbour) {
    // What another deployment put there is left to it as long as the client lives.
    if (isNamed && owner.poolId === pool.id) return owner.deployment === rules.name;
    return isDeclared(pool, neighbour, rules);
  }
  if (!isNamed || owner.poolId === pool.id) return true;
  const other = poolOf(owner.poolId);
  const lives = other?.clients.some(({ id }) => id === standing) ?? false;
  if (other === undefined || !lives) return true;
  if (owner.deployment !== rules.name) return false;
  return !wishesIn(other, rules).some(
    (held) => held.client.id === standing && held.parameter === parameter && held.place === place,
  );
}
