import type { Failure } from '../../core/findings.ts';
import { orphansOf, unclaimed } from '../../core/orphan.ts';
import type { PoolOwnings, Tags } from '../../core/ownership.ts';
import type { PoolsSeenOnce } from '../seen-once.ts';
import type { Session } from '../session.ts';
import { type ClientExplanation, ownTagOf, rejectionsOf, tagsAbout } from './client-explanation.ts';
import { passOverClients, tagsOf } from './looking.ts';
import type { FoundClient } from './search.ts';
import { explainTarget } from './target-explanation.ts';

/** Looks at what concerns one client: what a pass over it looks at, and the tags of its parameters. */
export async function explainClient(
  session: Session,
  pools: PoolsSeenOnce,
  { sight, client, dynamic }: FoundClient,
  ownings: PoolOwnings | undefined,
): Promise<ClientExplanation> {
  const { deployment } = session;
  const { pool, clients, declarations } = sight;
  const ownTag = ownTagOf(client, clients, deployment.tagPrefix);
  const common = { pool, client, ownTag, dynamic };
  if (dynamic) {
    const tags = tagsAbout(client, sight, { dynamic, isPublic: false });
    return { ...common, tags, targets: [], rejections: [], orphans: [], failures: [] };
  }
  const claims = sight.claims.filter((claim) => claim.client.id === client.id);
  const ofClient = ownings && onlyOf(client.id, ownings);
  const pass = claims.length === 0 ? undefined : await passOverClients(session, pools, pool.id, [client.id], ofClient);
  const names = [...new Set(claims.map(({ parameter }) => parameter))];
  const tags = new Map<string, Tags | Failure>();
  for (const name of names) {
    const isThere = pass?.sighting?.world.parameters.get(name)?.kind === 'present';
    if (isThere) tags.set(name, await tagsOf(session, name));
  }
  const targets = pass
    ? claims.map((claim) => explainTarget(claim, sight, pass, tags.get(claim.parameter), deployment))
    : [];
  const left = unclaimed(ofClient?.owned ?? [], sight.claims, deployment);
  const sights = left.length === 0 ? new Map() : await session.parameters.read(left.map(({ parameter }) => parameter));
  const rejected = rejectionsOf(client, sight, deployment);
  return {
    ...common,
    tags: tagsAbout(client, sight, { dynamic, isPublic: targets.some(({ isPublic }) => isPublic) }),
    targets: targets.filter(({ claim, isPublic }) => !(claim.byPattern && isPublic)),
    rejections: rejected,
    orphans: orphansOf(left, sights, {
      userPoolId: pool.id,
      declarations,
      listed: clients,
      claims: sight.claims,
      rejected: rejected.map((rejection) => ({ rejection, client })),
    }),
    failures:
      pass?.report.outcomes.filter(({ action, parameter }) => action === 'failed' && parameter === undefined) ?? [],
  };
}

function onlyOf(clientId: string, { owned, foreign }: PoolOwnings): PoolOwnings {
  return {
    owned: owned.filter((one) => one.clientId === clientId),
    foreign: foreign.filter((one) => one.clientId === clientId),
  };
}
