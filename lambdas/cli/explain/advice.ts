import type { Claim } from '../../core/claim.ts';
import type { Deployment } from '../../core/deployment.ts';
import type { Finding, Rejection } from '../../core/findings.ts';
import { placeOf } from '../../core/ownership.ts';
import { allowedPrefixes } from '../../core/path.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { createDomain, createParameter, deleteClient, listSecrets, tagPool, untagPool } from './aws-commands.ts';
import type { TargetExplanation } from './target-explanation.ts';

/** Something that would change what was explained, and the command that does it where one does. */
export interface Advice {
  readonly what: string;
  readonly command?: string;
}

/** What advice depends on besides: what runs in the account. */
export interface Standpoint {
  readonly deployment: Deployment;
  readonly mode: 'apply' | 'report';
  /** Whether a function is deployed, which acts by itself. */
  readonly deployed: boolean;
  /** The key of a tag that would be about the client alone. */
  readonly ownTag: (userPoolId: string, client: Claim['client']) => string;
}

/** What would change one target. */
export function adviceOn(target: TargetExplanation, standpoint: Standpoint): readonly Advice[] {
  const { outcome, pool, claim, keys } = target;
  if (outcome === undefined) return [];
  const notes = outcome.notes.flatMap((note) => adviceOnFinding(note, target, standpoint));
  const domain: readonly Advice[] = keys.some(({ rule }) => rule.startsWith('url-') && rule.includes('without-domain'))
    ? [{ what: 'To have a url there, give the pool a domain:', command: createDomain(pool) }]
    : [];
  switch (outcome.action) {
    case 'create':
    case 'update':
      return [writeNow(pool, claim, standpoint), ...notes, ...domain, leaveOut(target, standpoint)];
    case 'none':
      return [
        ...(target.tagsDue.length > 0 ? [writeNow(pool, claim, standpoint)] : []),
        ...notes,
        ...domain,
        leaveOut(target, standpoint),
      ];
    case 'waiting':
      return [
        {
          what: 'The parameter may only be written where it exists (create=never). To make it:',
          command: createParameter(claim.parameter),
        },
        leaveOut(target, standpoint),
      ];
    case 'rejected':
    case 'blocked':
    case 'failed':
    case 'orphaned':
      return outcome.finding ? adviceOnFinding(outcome.finding, target, standpoint) : [];
    default:
      return outcome.action satisfies never;
  }
}

function writeNow({ id }: UserPool, { client }: Claim, { mode, deployed, deployment }: Standpoint): Advice {
  const by = !deployed
    ? 'No function is deployed; to write it:'
    : mode === 'report'
      ? `The function ${deployment.name} only reports (MODE=report). To write it yourself:`
      : `The function ${deployment.name} writes it by its next sweep. To write it now:`;
  return { what: by, command: `cognito-ssm-sync apply --pool ${id} --client ${client.id}` };
}

/** What is written stays; nothing keeps it right from then on. */
function leaveOut({ pool, claim, value, word }: TargetExplanation, { ownTag }: Standpoint): Advice {
  if (claim.byPattern) {
    const what = 'To take this client out of the pattern (what is written stays):';
    return { what, command: tagPool(pool, ownTag(pool.id, claim.client), 'none') };
  }
  const rest = value.split(' ').filter((other) => other !== '' && other !== word);
  const isOnly = !rest.some((other) => other.startsWith('/'));
  return {
    what: 'To lead the tag here no more (what is written stays):',
    command: tagPool(pool, claim.tag, isOnly ? 'none' : rest.join(' ')),
  };
}

function lead(pool: UserPool, tag: string, path: string, what: string): Advice {
  return { what, command: tagPool(pool, tag, path) };
}

/** Where targets of the pool may lie. */
export function exampleTarget({ id }: Pick<UserPool, 'id'>, { targets }: Deployment, name = 'OTHER'): string {
  return `${allowedPrefixes(id, targets)[0] ?? '/PREFIX/'}${name}`;
}

function adviceOnFinding(finding: Finding, target: TargetExplanation, standpoint: Standpoint): readonly Advice[] {
  const { pool, claim, contenders } = target;
  const own = standpoint.ownTag(pool.id, claim.client);
  const elsewhere = lead(
    pool,
    claim.byPattern ? own : claim.tag,
    exampleTarget(pool, standpoint.deployment),
    'To lead this client elsewhere:',
  );
  switch (finding.code) {
    case 'claimed-by-another-client': {
      const holder = contenders.find(({ client }) => client.id === finding.holder);
      if (holder === undefined) return [elsewhere];
      return [
        leaveOutOther(pool, holder, standpoint),
        { what: 'To delete the other client (its users lose access):', command: deleteClient(pool, holder.client.id) },
        elsewhere,
      ];
    }
    case 'claimed-twice':
      return [...contenders.slice(0, 3).map((other) => leaveOutOther(pool, other, standpoint)), elsewhere];
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
      return [{ what: `Remove ${placeOf(claim)} from the document by hand, if nobody uses it.` }, elsewhere];
    case 'declared-twice':
      return finding.tags.map((tag) => ({ what: `To keep only the other tag:`, command: untagPool(pool, tag) }));
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
      return [elsewhere];
    default:
      // The finding's own sentence says what to do.
      return [];
  }
}

function leaveOutOther(pool: UserPool, { client, byPattern, tag }: Claim, { ownTag }: Standpoint): Advice {
  const what = `To take the place from ${client.name} (${client.id}):`;
  return { what, command: tagPool(pool, byPattern ? ownTag(pool.id, client) : tag, 'none') };
}

/** What would mend a declaration that leads nowhere. */
export function adviceOnRejection(rejection: Rejection, pool: UserPool, { deployment }: Standpoint): readonly Advice[] {
  switch (rejection.code) {
    case 'tag-malformed':
    case 'target-invalid':
    case 'target-not-allowed':
      return [lead(pool, rejection.tag, exampleTarget(pool, deployment, 'NAME'), 'To correct the tag:')];
    case 'declared-twice':
      return rejection.tags.map((tag) => ({ what: 'To keep only the other tag:', command: untagPool(pool, tag) }));
    case 'client-dynamic':
    case 'client-missing':
      return [{ what: 'To remove the tag:', command: untagPool(pool, rejection.tag) }];
    default:
      return [];
  }
}
