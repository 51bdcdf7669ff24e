import { claimsOf, declarationsAbout } from '../../core/claim.ts';
import type { Declaration } from '../../core/declaration.ts';
import type { Deployment } from '../../core/deployment.ts';
import type { Orphan, Rejection } from '../../core/findings.ts';
import type { Outcome } from '../../core/report.ts';
import type { ClientSummary, UserPool } from '../../core/user-pool.ts';
import type { PoolSight } from './looking.ts';
import { nearName } from './near-name.ts';
import type { TargetExplanation } from './target-explanation.ts';

/** What the tags of its pool make of one client. */
export interface ClientExplanation {
  readonly pool: UserPool;
  readonly client: ClientSummary;
  /** The key of a tag that would be about it and nobody else. */
  readonly ownTag: string;
  readonly dynamic: boolean;
  readonly tags: readonly TagSight[];
  readonly targets: readonly TargetExplanation[];
  /** Declarations about it that lead nowhere. */
  readonly rejections: readonly Rejection[];
  readonly orphans: readonly Orphan[];
  /** What could not be looked at. */
  readonly failures: readonly Outcome[];
}

/** A tag of the pool that declares something, and what it has to do with the client. */
export interface TagSight {
  readonly tag: string;
  readonly value: string;
  readonly relation: Relation;
  /** Of `outside-pattern`: the tags that name the client. Of `near`: what the tag names instead. */
  readonly names: readonly string[];
}

type Relation =
  | 'by-id'
  | 'by-name'
  | 'by-pattern'
  | 'outside-pattern'
  | 'public'
  | 'dynamic'
  | 'near'
  | 'names-nobody'
  | 'another';

/** Each declaration of the pool and what it has to do with this client. */
export function tagsAbout(
  client: ClientSummary,
  { pool, declarations }: Pick<PoolSight, 'pool' | 'declarations'>,
  { dynamic, isPublic }: { readonly dynamic: boolean; readonly isPublic: boolean },
): readonly TagSight[] {
  const naming = declarationsAbout(client, declarations).filter(({ subject }) => subject.by !== 'pattern');
  const relationOf = ({ tag, subject }: Declaration): Pick<TagSight, 'relation' | 'names'> => {
    const names: readonly string[] = [];
    switch (subject.by) {
      case 'pattern':
        if (dynamic) return { relation: 'dynamic', names };
        if (naming.length > 0) return { relation: 'outside-pattern', names: naming.map((other) => other.tag) };
        return { relation: isPublic ? 'public' : 'by-pattern', names };
      case 'id':
        if (subject.id === client.id) return { relation: dynamic ? 'dynamic' : 'by-id', names };
        return isNear(client.id, subject.id);
      case 'name':
        if (subject.name === client.name) return { relation: dynamic ? 'dynamic' : 'by-name', names };
        return isNear(client.name, subject.name);
      case 'setting':
        return { relation: 'names-nobody', names: [tag] };
      default:
        return subject satisfies never;
    }
  };
  return declarations.map((declaration) => ({
    tag: declaration.tag,
    value: pool.tags[declaration.tag] ?? '',
    ...relationOf(declaration),
  }));
}

function isNear(own: string, named: string): Pick<TagSight, 'relation' | 'names'> {
  return nearName(own, [named]) === undefined
    ? { relation: 'another', names: [named] }
    : { relation: 'near', names: [named] };
}

/** Why declarations about the client lead nowhere: malformed tags, and targets that cannot be. */
export function rejectionsOf(
  client: ClientSummary,
  { pool, declarations }: PoolSight,
  deployment: Deployment,
): readonly Rejection[] {
  const malformed = declarationsAbout(client, declarations).flatMap(({ rejection }) => (rejection ? [rejection] : []));
  return [...malformed, ...claimsOf(client, declarations, pool, deployment).rejected.map(({ rejection }) => rejection)];
}

/** By its name where that can stand in a tag's key, is not an id's and nobody else's; else by its id. */
export function ownTagOf(client: ClientSummary, clients: readonly ClientSummary[], tagPrefix: string): string {
  const { id, name } = client;
  const canBeKey = /^[\p{L}\p{N}_./=+@-][\p{L}\p{N} _.:/=+@-]*$/u.test(name) && !/^[0-9a-z]{24,26}$/.test(name);
  const isAlone = clients.every((other) => other.id === id || other.name !== name);
  return `${tagPrefix}:${canBeKey && isAlone && `${tagPrefix}:${name}`.length <= 128 ? name : id}`;
}
