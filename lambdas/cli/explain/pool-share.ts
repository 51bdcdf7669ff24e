import { type Claim, claimsOf } from '../../core/claim.ts';
import { type Declaration, parseDeclarations } from '../../core/declaration.ts';
import type { Failure, Rejection } from '../../core/findings.ts';
import { ownedBy, ownersIn, type PoolOwnings, type Tags } from '../../core/ownership.ts';
import type { Outcome } from '../../core/report.ts';
import { isFailure } from '../../core/world.ts';
import type { PoolsSeenOnce } from '../seen-once.ts';
import type { Session } from '../session.ts';
import { lookAtPool, type PoolSight, passOverClients } from './looking.ts';
import { explainTarget, type TargetExplanation } from './target-explanation.ts';

/** What one pool has to do with it. */
export interface PoolShare {
  readonly sight: PoolSight;
  readonly targets: readonly TargetExplanation[];
  /** Claims by the pattern of public clients, which it does not cover. */
  readonly uncovered: readonly Claim[];
  /** Tags of the pool that lead there; of a pattern, clients of a fitting name or id. */
  readonly leading: readonly string[];
  /** Declarations that lead there and are at fault. */
  readonly rejections: readonly Rejection[];
  readonly failures: readonly Outcome[];
}

/** The pool, listed only where one of its tags could lead there or `always`; undefined: it has nothing to do with it. */
export async function lookAtLeading(
  session: Session,
  pools: PoolsSeenOnce,
  userPoolId: string,
  name: string,
  always: boolean,
): Promise<PoolSight | undefined> {
  const pool = await pools.pool(userPoolId);
  if (pool === undefined) return undefined;
  const declarations = parseDeclarations(pool.tags, session.deployment.tagPrefix);
  const leads = declarations.some((declaration) => canLead(declaration, name));
  return leads || always ? lookAtPool(session, pools, userPoolId) : undefined;
}

/** Whether some client could make the declaration lead there: a placeholder may stand for any part of a segment. */
function canLead({ subject, targets }: Declaration, name: string): boolean {
  return targets.some(({ path }) => {
    if (subject.by !== 'pattern') return path === name;
    const parts = path.split(/:[A-Za-z]*/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('[^/]+')}$`).test(name);
  });
}

/** What a pass over the pool's claimants, and nobody else, decides. */
export async function shareOf(
  session: Session,
  pools: PoolsSeenOnce,
  sight: PoolSight,
  name: string,
  tags: Tags | Failure,
): Promise<PoolShare> {
  const { deployment } = session;
  const { pool, clients, declarations } = sight;
  const claims = sight.claims.filter(({ parameter }) => parameter === name);
  const rejections = clients
    .flatMap((client) => claimsOf(client, declarations, pool, deployment).rejected)
    .flatMap(({ rejection }) =>
      rejection.code === 'target-not-allowed' && rejection.target === name ? [rejection] : [],
    );
  const leading = declarations.filter((declaration) => canLead(declaration, name)).map(({ tag }) => tag);
  if (claims.length === 0) return { sight, leading, targets: [], uncovered: [], rejections, failures: [] };
  const ids = [...new Set(claims.map(({ client }) => client.id))];
  const others = sight.claims.filter(({ parameter, client }) => parameter !== name && ids.includes(client.id));
  const ownings = owningsIn(tags, pool.id, name, deployment.name);
  // The tags of their other parameters are nobody's question: as good as known.
  const known = ownings && { ...ownings, foreign: [...ownings.foreign, ...others.map(ownedBy)] };
  const pass = await passOverClients(session, pools, pool.id, ids, known);
  const targets = claims.map((claim) => explainTarget(claim, sight, pass, tags, deployment));
  return {
    sight,
    targets: targets.filter(({ claim, isPublic }) => !(claim.byPattern && isPublic)),
    leading,
    uncovered: targets.filter(({ claim, isPublic }) => claim.byPattern && isPublic).map(({ claim }) => claim),
    rejections,
    failures: pass.report.outcomes.filter(({ action, parameter }) => action === 'failed' && parameter === undefined),
  };
}

/** What the index would say of this parameter. */
function owningsIn(
  tags: Tags | Failure,
  userPoolId: string,
  parameter: string,
  deployment: string,
): PoolOwnings | undefined {
  if (isFailure(tags)) return undefined;
  const { ours = [], theirs = [] } = Object.groupBy(
    ownersIn(tags).filter(({ owner }) => owner.userPoolId === userPoolId),
    ({ owner }) => (owner.deployment === deployment ? 'ours' : 'theirs'),
  );
  const toOwned = ({ place, owner: { clientId } }: (typeof ours)[number]) => ({ parameter, place, clientId });
  return { owned: ours.map(toOwned), foreign: theirs.map(toOwned) };
}
