import type { Finding, Rejection } from '../../core/findings.ts';
import { placeOf } from '../../core/ownership.ts';
import type { UserPool } from '../../core/user-pool.ts';
import type { Advice, Standpoint } from './advice.ts';
import { createDomain, deleteClient, listSecrets, untagPool } from './aws-commands.ts';
import { ownTagOf } from './client-explanation.ts';
import { declareWhoStands, exampleTarget, keepOneTag, lead, leaveOutOther, seeOwner } from './retagging.ts';
import type { TargetExplanation } from './target-explanation.ts';

/** What would mend what the finding tells; nothing where its own sentence says all. */
export function adviceOnFinding(
  finding: Finding,
  target: TargetExplanation,
  standpoint: Standpoint,
): readonly Advice[] {
  const { pool, claim, contenders } = target;
  const own = ownTagOf(claim.client, standpoint.sightOf(pool.id)?.clients ?? [], standpoint.deployment.tagPrefix);
  const here = lead(
    pool,
    claim.byPattern ? own : claim.tag,
    exampleTarget(pool, standpoint.deployment),
    'To lead this client elsewhere:',
  );
  // A tag whose name several bear would lead all of them elsewhere.
  const isShared = contenders.some(({ tag, byPattern }) => !byPattern && tag === claim.tag);
  const elsewhere = isShared ? [] : [here];
  switch (finding.code) {
    case 'claimed-by-another-client': {
      const holder = contenders.find(({ client }) => client.id === finding.holder);
      if (holder === undefined) return [...seeOwner(target), ...elsewhere];
      return [
        ...leaveOutOther(target, holder, standpoint),
        {
          what: 'To delete the other client (whoever uses it loses access):',
          command: deleteClient(pool, holder.client.id),
        },
        ...elsewhere,
      ];
    }
    case 'claimed-twice':
      return [...contenders.slice(0, 3).flatMap((other) => leaveOutOther(target, other, standpoint)), ...elsewhere];
    case 'places-overlap':
      return [
        lead(
          pool,
          claim.byPattern ? own : claim.tag,
          `${claim.parameter}@OTHER.PLACE`,
          'To give this client a place beside the others:',
        ),
      ];
    case 'place-occupied':
      return [
        { what: `If nobody uses it, remove ${placeOf(claim)} from the document by hand.` },
        ...declareWhoStands(target, standpoint),
        ...elsewhere,
      ];
    case 'declared-twice':
      return keepOneTag(pool, finding.tags);
    case 'secret-superseded':
      return [
        {
          what: 'To go back to the original secret, delete the added one. They are listed by:',
          command: listSecrets(pool, claim.client.id),
        },
      ];
    case 'no-domain':
      return [{ what: 'To have a url there, give the pool a domain:', command: createDomain(pool) }];
    case 'document-invalid':
    case 'parameter-not-secure':
    case 'document-too-large':
      return elsewhere;
    default:
      // The finding's own sentence says what to do.
      return [];
  }
}

/**
 * What would mend a declaration that leads nowhere. Where the pattern has no path for one client, that client gets a tag
 * of its own, `ownTag`: a pattern without a placeholder would lead all others to one place.
 */
export function adviceOnRejection(
  rejection: Rejection,
  pool: UserPool,
  { deployment }: Standpoint,
  ownTag?: string,
): readonly Advice[] {
  switch (rejection.code) {
    case 'tag-malformed':
    case 'target-invalid':
    case 'target-not-allowed': {
      const isPattern = rejection.tag === deployment.tagPrefix;
      if (isPattern && rejection.code === 'target-invalid' && ownTag !== undefined)
        return [lead(pool, ownTag, exampleTarget(pool, deployment, 'NAME'), 'To give this client a tag of its own:')];
      const example = exampleTarget(pool, deployment, isPattern ? ':clientName' : 'NAME');
      return [lead(pool, rejection.tag, example, 'To correct the tag:')];
    }
    case 'declared-twice':
      return keepOneTag(pool, rejection.tags);
    case 'client-dynamic':
    case 'client-missing':
      return [{ what: 'To remove the tag:', command: untagPool(pool, rejection.tag) }];
    default:
      return [];
  }
}
