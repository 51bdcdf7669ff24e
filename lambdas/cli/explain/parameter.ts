import pMap from 'p-map';
import { claimsOf } from '../../core/claim.ts';
import { type AllowedPrefix, type Deployment, watches } from '../../core/deployment.ts';
import type { Failure, Orphan } from '../../core/findings.ts';
import { orphansOf, unclaimed } from '../../core/orphan.ts';
import { type Owned, type Owner, ownersIn, placeOf, type Tags } from '../../core/ownership.ts';
import type { ParameterSight } from '../../core/parameter.ts';
import { isFailure } from '../../core/world.ts';
import type { PoolsSeenOnce } from '../seen-once.ts';
import type { Session } from '../session.ts';
import { lookAtEach, type PoolSight, tagsOf } from './looking.ts';
import { lookAtLeading, type PoolShare, shareOf } from './pool-share.ts';

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

/** A place that an owner tag speaks of and that no tag of a pool leads to. */
export interface OwnedPlace {
  readonly place: string;
  readonly owner: Owner;
  /** Undefined: its client does not stand there, or a fault of its declarations is reported instead. */
  readonly orphan: Orphan | undefined;
  /** `foreign`: another deployment gave it. `unwatched`, `unseen`: its pool was not looked at, or could not be. */
  readonly state: 'foreign' | 'unwatched' | 'unseen' | 'seen';
}

/** `ids` are the pools to search; those that owner tags name are looked at besides. */
export async function explainParameter(
  session: Session,
  pools: PoolsSeenOnce,
  ids: readonly string[],
  name: string,
): Promise<ParameterExplanation> {
  const { deployment, parameters } = session;
  const sights = await parameters.read([name]);
  const sight = sights.get(name) ?? { kind: 'absent' };
  const tags = sight.kind === 'absent' ? new Map<string, string>() : await tagsOf(session, name);
  const owners = isFailure(tags) ? [] : ownersIn(tags);
  const owning = new Set(owners.map(({ owner }) => owner.userPoolId).filter((id) => watches(deployment, id)));
  const looks = await lookAtEach(session, [...new Set([...ids, ...owning])], (id) =>
    lookAtLeading(session, pools, id, name, owning.has(id)),
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
      const state = stateOf(owner, looked, deployment);
      const owned = { parameter: name, place, clientId: owner.clientId };
      const orphan =
        state === 'seen' && !isFailure(looked) ? orphanOf(session, looked, owned, owner, sights) : undefined;
      return [{ place, owner, orphan, state }];
    }),
    unseen: looks.flatMap(([userPoolId, look]) => (isFailure(look) ? [{ userPoolId, failure: look }] : [])),
    searched: ids.length,
  };
}

function stateOf(owner: Owner, look: PoolSight | Failure | undefined, deployment: Deployment): OwnedPlace['state'] {
  if (owner.deployment !== deployment.name) return 'foreign';
  if (!watches(deployment, owner.userPoolId)) return 'unwatched';
  return isFailure(look) ? 'unseen' : 'seen';
}

/** `look`: the owner's pool; undefined: it is gone. */
function orphanOf(
  { deployment }: Session,
  look: PoolSight | undefined,
  owned: Owned,
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
