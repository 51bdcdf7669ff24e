import type { Declaration, DeclaredTarget } from './declaration.ts';
import type { Creation, Deployment } from './deployment.ts';
import type { Place } from './document/document.ts';
import type { Rejection } from './findings.ts';
import { allowedPrefixes, expandPath, isAllowed, type PathProblem, pathProblem } from './path.ts';
import type { ClientSummary, UserPool } from './user-pool.ts';
import { isClient, isFailure, type World } from './world.ts';

/** One client's wish to have one place of one parameter. */
export interface Claim {
  readonly client: ClientSummary;
  readonly parameter: string;
  readonly place: Place;
  readonly create: Creation;
  /** The tag it comes from. */
  readonly tag: string;
  readonly byPattern: boolean;
  /** The pattern leads every client it covers to this one target, since nothing in the target depends on the client. */
  readonly common: boolean;
  /** The declaration is at fault, but its target is known: nothing is written there, and nobody else gets it either. */
  readonly rejection?: Rejection;
}

/** A rejection, with the client it is about where there is one. */
export interface RejectedDeclaration {
  readonly rejection: Rejection;
  readonly client?: ClientSummary;
}

export interface ClaimsOfClient {
  readonly claims: readonly Claim[];
  readonly rejected: readonly RejectedDeclaration[];
}

/**
 * What the declarations mean for one regular client. A client that any declaration names, even a rejected one, is
 * outside the pattern; a client named by two tags gets nothing new from either, but keeps what it has.
 */
export function claimsOf(
  client: ClientSummary,
  declarations: readonly Declaration[],
  pool: UserPool,
  deployment: Deployment,
): ClaimsOfClient {
  const applying = declarationsAbout(client, declarations);
  // There is one pattern at most.
  const twice: Rejection | undefined =
    applying.length > 1
      ? { code: 'declared-twice', tags: applying.map(({ tag }) => tag), client: client.id }
      : undefined;

  const claims: Claim[] = [];
  const rejected: RejectedDeclaration[] = [];
  for (const declaration of applying) {
    for (const target of declaration.targets) {
      const resolved = resolveTarget(target, declaration, client, pool, deployment);
      if (typeof resolved === 'string') {
        claims.push({
          client,
          parameter: resolved,
          place: target.place,
          create: deployment.create === 'never' ? 'never' : declaration.create,
          tag: declaration.tag,
          byPattern: declaration.subject.by === 'pattern',
          common: declaration.subject.by === 'pattern' && !dependsOnClient(target),
          ...(twice && { rejection: twice }),
        });
      } else {
        rejected.push({ rejection: resolved, client });
      }
    }
  }
  // Each of its claims says so; without any, nothing else would.
  if (twice && claims.length === 0) rejected.push({ rejection: twice, client });
  return { claims, rejected };
}

/** The declarations that decide for a client: those that name it, even rejected ones, else the pattern. */
export function declarationsAbout(client: ClientSummary, declarations: readonly Declaration[]): readonly Declaration[] {
  const named = declarations.filter((declaration) => names(declaration, client));
  return named.length > 0 ? named : declarations.filter(({ subject }) => subject.by === 'pattern');
}

function names({ subject }: Declaration, client: ClientSummary): boolean {
  return (subject.by === 'id' && subject.id === client.id) || (subject.by === 'name' && subject.name === client.name);
}

function dependsOnClient({ path }: DeclaredTarget): boolean {
  return path.includes(':clientName') || path.includes(':clientId');
}

/** The parameter's name, or why there is none. */
function resolveTarget(
  target: DeclaredTarget,
  { tag, subject }: Declaration,
  client: ClientSummary,
  pool: UserPool,
  deployment: Deployment,
): string | Rejection {
  const values = { clientName: client.name, clientId: client.id, poolName: pool.name, poolId: pool.id };
  const invalid = ({ problem }: PathProblem): Rejection => ({
    code: 'target-invalid',
    tag,
    target: target.path,
    problem,
  });
  const path = subject.by === 'pattern' ? expandPath(target.path, values) : target.path;
  if (typeof path !== 'string') return invalid(path);
  const problem = pathProblem(path, pool);
  if (problem) return invalid(problem);
  if (!isAllowed(path, pool.id, deployment.targets)) {
    return { code: 'target-not-allowed', tag, target: path, prefixes: allowedPrefixes(pool.id, deployment.targets) };
  }
  return path;
}

/**
 * The ids that declarations name and that are no regular client's: each is missing or a dynamic client's, which only a
 * look at that client can tell.
 */
export function unlistedIds(declarations: readonly Declaration[], listed: readonly ClientSummary[]): readonly string[] {
  const ids = new Set(listed.map(({ id }) => id));
  return declarations.flatMap(({ subject }) => (subject.by === 'id' && !ids.has(subject.id) ? [subject.id] : []));
}

/**
 * The rejections that need the whole pool to be known: malformed tags, and names and ids that no regular client bears.
 * The unlisted ids have been described.
 */
export function rejectedDeclarations(
  declarations: readonly Declaration[],
  listed: readonly ClientSummary[],
  { described }: Pick<World, 'described'>,
): readonly RejectedDeclaration[] {
  return declarations.flatMap((declaration): RejectedDeclaration[] => {
    const { tag, subject, rejection } = declaration;
    if (rejection) return [{ rejection }];
    if (subject.by === 'pattern' || subject.by === 'setting' || listed.some((client) => names(declaration, client)))
      return [];
    const sight = subject.by === 'id' ? described.get(subject.id) : 'missing';
    if (isFailure(sight)) return [];
    // A regular one was made after the listing: the event of its making brings it in.
    if (isClient(sight))
      return sight.dynamic ? [{ rejection: { code: 'client-dynamic', tag, client: sight.id }, client: sight }] : [];
    return [{ rejection: { code: 'client-missing', tag, client: subject.by === 'id' ? subject.id : subject.name } }];
  });
}
