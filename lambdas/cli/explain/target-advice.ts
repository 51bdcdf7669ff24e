import type { Claim } from '../../core/claim.ts';
import type { UserPool } from '../../core/user-pool.ts';
import type { Advice, Standpoint } from './advice.ts';
import { createDomain, createParameter } from './aws-commands.ts';
import { adviceOnFinding } from './finding-advice.ts';
import { leaveOut } from './retagging.ts';
import type { TargetExplanation } from './target-explanation.ts';

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
