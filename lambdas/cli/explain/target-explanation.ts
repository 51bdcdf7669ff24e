import type { Claim } from '../../core/claim.ts';
import type { Comparison } from '../../core/comparison.ts';
import { compare } from '../../core/comparison.ts';
import { type ManagedKey, managedKeys, type Rule, standingId, type Want } from '../../core/credentials.ts';
import type { AllowedPrefix, Deployment } from '../../core/deployment.ts';
import type { Failure } from '../../core/findings.ts';
import { type Owner, ownedBy, ownedKey, ownerOf, placeOf, type Tags } from '../../core/ownership.ts';
import type { ParameterSight } from '../../core/parameter.ts';
import { expandPath, isAllowed } from '../../core/path.ts';
import type { Outcome } from '../../core/report.ts';
import { wantAt } from '../../core/site.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { storedIn, viewPlace } from '../../core/view.ts';
import { isFailure, isKnownPublic, type World } from '../../core/world.ts';
import type { Pass } from '../own-pass.ts';
import { keyOf } from '../plan/forecast.ts';
import type { PoolSight } from './looking.ts';

/** One target of one client: which tag led there, who has the place, and what decided each key. */
export interface TargetExplanation {
  readonly pool: UserPool;
  readonly claim: Claim;
  /** The tag's value, and the word of it that is this target, as written. */
  readonly value: string;
  readonly word: string;
  /** The prefix of the deployment that allows it. */
  readonly prefix: AllowedPrefix | undefined;
  /** Undefined: the pass did not come so far, or the client is public and the pattern does not cover it. */
  readonly outcome: Outcome | undefined;
  readonly isPublic: boolean;
  readonly sight: ParameterSight | undefined;
  readonly standing: Standing;
  /** What the owner tag of the place says; undefined: nothing. */
  readonly owner: Owner | Failure | undefined;
  /** Owner tags that the parameter is still to be given. */
  readonly tagsDue: readonly string[];
  /** Other clients of the pool that claim the same place. */
  readonly contenders: readonly Claim[];
  /** What becomes of each key, where the client has the place. */
  readonly keys: readonly KeyExplanation[];
}

/** Who stands at the place. An id is told only where it is known to be one: anybody may have put anything there. */
type Standing =
  | { readonly kind: 'absent' | 'nobody' | 'itself' | 'unreadable' | 'unknown-text' }
  | { readonly kind: 'other'; readonly clientId: string; readonly clientName: string | undefined };

export interface KeyExplanation {
  readonly key: ManagedKey;
  readonly rule: Rule;
  readonly want: Want['want'];
  /** Undefined: neither is there anything nor is there to be. */
  readonly change?: Comparison['change'];
  readonly before?: string;
  readonly after?: string;
}

/** `tags` are those of the claim's parameter. */
export function explainTarget(
  claim: Claim,
  sight: PoolSight,
  { report, sighting }: Pass,
  tags: Tags | Failure | undefined,
  deployment: Deployment,
): TargetExplanation {
  const { pool, clients, claims } = sight;
  const key = ownedKey(ownedBy(claim));
  const { parameter } = claim;
  const world: World | undefined = sighting && {
    ...sighting.world,
    // For what may be shown: whatever Cognito listed is known to be an id.
    listed: clients,
    tags: new Map([...sighting.world.tags, ...(tags ? [[parameter, tags] as const] : [])]),
  };
  const planned = sighting?.plan.parameters.find((plan) => plan.parameter === parameter);
  const hasPlace = planned?.targets.some((target) => ownedKey(ownedBy(target.claim)) === key) === true;
  const comparison = world ? compare(claim, world, deployment) : [];
  const value = pool.tags[claim.tag] ?? '';
  return {
    pool,
    claim,
    value,
    word: wordOf(claim, sight) ?? value,
    prefix: deployment.targets.find((allowed) => isAllowed(parameter, pool.id, [allowed])),
    outcome: report.outcomes.find((outcome) => keyOf(outcome) === key),
    isPublic: world !== undefined && isKnownPublic(claim, world),
    sight: world?.parameters.get(parameter),
    standing: standingAt(claim, world, comparison),
    owner: isFailure(tags) ? tags : tags && ownerOf(tags, placeOf(claim)),
    tagsDue: [...(planned?.tagging?.tags.keys() ?? [])],
    contenders: claims.filter(
      (other) =>
        other.client.id !== claim.client.id && other.parameter === parameter && placeOf(other) === placeOf(claim),
    ),
    keys: world && hasPlace ? keysOf(claim, world, comparison, deployment) : [],
  };
}

/** The targets of a declaration are those of its words that begin with a slash, in their order. */
export function wordOf(claim: Claim, { pool, declarations }: PoolSight): string | undefined {
  const { client, parameter, tag, byPattern } = claim;
  const values = { clientName: client.name, clientId: client.id, poolName: pool.name, poolId: pool.id };
  const targets = declarations.find((declaration) => declaration.tag === tag)?.targets ?? [];
  const index = targets.findIndex(
    ({ path, place }) =>
      place.join('.') === placeOf(claim) && (byPattern ? expandPath(path, values) : path) === parameter,
  );
  return pool.tags[tag]?.split(' ').filter((word) => word.startsWith('/'))[index];
}

function standingAt(claim: Claim, world: World | undefined, comparison: readonly Comparison[]): Standing {
  const sight = world?.parameters.get(claim.parameter);
  if (world === undefined || sight === undefined) return { kind: 'unreadable' };
  const view = viewPlace(claim, sight);
  if (view.kind === 'stopped') return { kind: 'unreadable' };
  if (view.kind === 'absent') return { kind: 'absent' };
  const id = standingId(storedIn(view));
  if (id === undefined) return { kind: 'nobody' };
  if (id === claim.client.id) return { kind: 'itself' };
  const clientId = comparison.find(({ key }) => key === 'clientId')?.before;
  if (clientId === undefined) return { kind: 'unknown-text' };
  return { kind: 'other', clientId, clientName: world.listed?.find((client) => client.id === clientId)?.name };
}

/** By the same function as the plan, of the same world: what is said here is what decided. */
function keysOf(
  claim: Claim,
  world: World,
  comparison: readonly Comparison[],
  deployment: Deployment,
): readonly KeyExplanation[] {
  const sight = world.parameters.get(claim.parameter);
  if (sight === undefined) return [];
  const { wants } = wantAt({ claim, view: viewPlace(claim, sight) }, world, deployment);
  return managedKeys.flatMap((key): KeyExplanation[] => {
    const want = wants[key];
    if (want === undefined) return [];
    return [{ key, rule: want.rule, want: want.want, ...comparison.find((compared) => compared.key === key) }];
  });
}
