import pMap from 'p-map';
import { claimsOf } from '../../core/claim.ts';
import { type Declaration, parseDeclarations } from '../../core/declaration.ts';
import { type AllowedPrefix, watches } from '../../core/deployment.ts';
import type { Failure, Orphan, Rejection } from '../../core/findings.ts';
import { orphansOf, unclaimed } from '../../core/orphan.ts';
import { type Owner, ownedBy, ownersIn, type PoolOwnings, placeOf, type Tags } from '../../core/ownership.ts';
import type { ParameterSight } from '../../core/parameter.ts';
import type { Outcome } from '../../core/report.ts';
import { isFailure } from '../../core/world.ts';
import type { Session } from '../session.ts';
import { lookAtPool, orFailure, type PoolSight, passOver, tagsOf } from './looking.ts';
import type { RememberedPools } from './remembered-pools.ts';
import { explainTarget, type TargetExplanation } from './target-explanation.ts';

/** What concerns one parameter: who claims places in it, and what its owner tags say. */
export interface ParameterExplanation {
  readonly name: string;
  readonly sight: ParameterSight;
  readonly tags: Tags | Failure;
  /** The prefixes of the deployment that it lies under. */
  readonly prefixes: readonly AllowedPrefix[];
  readonly pools: readonly PoolShare[];
  readonly places: readonly OwnedPlace[];
  readonly unseen: readonly { readonly userPoolId: string; readonly failure: Failure }[];
  /** How many pools were searched for tags that lead there. */
  readonly searched: number;
}

/** What one pool has to do with it. */
interface PoolShare {
  readonly sight: PoolSight;
  readonly targets: readonly TargetExplanation[];
  /** Declarations that lead there and are at fault. */
  readonly rejections: readonly Rejection[];
  readonly failures: readonly Outcome[];
}

/** A place that an owner tag speaks of and that no tag of a pool leads to. */
export interface OwnedPlace {
  readonly place: string;
  readonly owner: Owner;
  /** Undefined: its client does not stand there, or a fault of its declarations is reported instead. */
  readonly orphan: Orphan | undefined;
  /** Whether another deployment gave it. */
  readonly foreign: boolean;
}

/** `ids` are the pools to search; those that owner tags name are looked at besides. */
export async function explainParameter(
  session: Session,
  pools: RememberedPools,
  ids: readonly string[],
  name: string,
): Promise<ParameterExplanation> {
  const { deployment, parameters } = session;
  const sights = await parameters.read([name]);
  const sight = sights.get(name) ?? { kind: 'absent' };
  const tags = sight.kind === 'absent' ? new Map<string, string>() : await tagsOf(session, name);
  const owners = isFailure(tags) ? [] : ownersIn(tags);
  const owning = new Set(owners.map(({ owner }) => owner.userPoolId).filter((id) => watches(deployment, id)));
  const looks = await pMap(
    new Set([...ids, ...owning]),
    async (id) => [id, await orFailure(() => lookAtLeading(session, pools, id, name, owning.has(id)))] as const,
    { concurrency: 4 },
  );
  const seen = looks.flatMap(([, look]) => (look === undefined || isFailure(look) ? [] : [look]));
  const shares = await pMap(seen, (pool) => shareOf(session, pools, pool, name, tags), { concurrency: 2 });
  return {
    name,
    sight,
    tags,
    prefixes: deployment.targets.filter(({ prefix }) => name.startsWith(prefix)),
    pools: shares,
    places: owners.flatMap(({ place, owner }): OwnedPlace[] => {
      const looked = looks.find(([id]) => id === owner.userPoolId)?.[1];
      const claims = seen.flatMap((pool) => pool.claims).filter(({ parameter }) => parameter === name);
      if (claims.some((claim) => placeOf(claim) === place)) return [];
      const foreign = owner.deployment !== deployment.name;
      const isKnown = owning.has(owner.userPoolId) && !isFailure(looked) && !foreign;
      const orphan = isKnown
        ? orphanOf(session, looked, { parameter: name, place, clientId: owner.clientId }, owner, sights)
        : undefined;
      return [{ place, owner, orphan, foreign }];
    }),
    unseen: looks.flatMap(([userPoolId, look]) => (isFailure(look) ? [{ userPoolId, failure: look }] : [])),
    searched: ids.length,
  };
}

/** The pool, listed only where one of its tags could lead there or `always`; undefined: it has nothing to do with it. */
async function lookAtLeading(
  session: Session,
  pools: RememberedPools,
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

async function shareOf(
  session: Session,
  pools: RememberedPools,
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
  if (claims.length === 0) return { sight, targets: [], rejections, failures: [] };
  const ids = [...new Set(claims.map(({ client }) => client.id))];
  const others = sight.claims.filter(({ parameter, client }) => parameter !== name && ids.includes(client.id));
  const ownings = owningsIn(tags, pool.id, name, deployment.name);
  // The tags of their other parameters are nobody's question: as good as known.
  const known = ownings && { ...ownings, foreign: [...ownings.foreign, ...others.map(ownedBy)] };
  const pass = await passOver(session, pools, pool.id, ids, known);
  const targets = claims.map((claim) => explainTarget(claim, sight, pass, tags, deployment));
  return {
    sight,
    targets: targets.filter(({ claim, isPublic }) => !(claim.byPattern && isPublic)),
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

/** `look`: the owner's pool; undefined: it is gone. */
function orphanOf(
  { deployment }: Session,
  look: PoolSight | undefined,
  owned: PoolOwnings['owned'][number],
  { userPoolId }: Owner,
  sights: ReadonlyMap<string, ParameterSight>,
): Orphan | undefined {
  const rejected = look?.clients.flatMap(
    (client) => claimsOf(client, look.declarations, look.pool, deployment).rejected,
  );
  const [orphan] = orphansOf(unclaimed([owned], look?.claims ?? [], deployment), sights, {
    userPoolId,
    declarations: look?.declarations ?? [],
    listed: look?.clients,
    claims: look?.claims ?? [],
    rejected: rejected ?? [],
  });
  return orphan;
}
