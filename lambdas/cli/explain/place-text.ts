import { placeOf } from '../../core/ownership.ts';
import { isFailure } from '../../core/world.ts';
import type { TargetExplanation } from './target-explanation.ts';

/** Who stands there and who claims it: what decides who has the place. */
export function placeText(target: TargetExplanation): string {
  const { standing } = target;
  const holder = target.contenders.find(({ client }) => standing.kind === 'other' && client.id === standing.clientId);
  const contenders = target.contenders.filter((claim) => claim !== holder);
  const shown = contenders.slice(0, 5).map(({ client, tag }) => `${client.name} (${client.id}, by ${tag})`);
  const more = contenders.length > shown.length ? ` and ${contenders.length - shown.length} more` : '';
  const stands = `${standingText(target)}${holder ? ` and claims it, by ${holder.tag}` : ''}`;
  const others = contenders.length > 0 ? `also claimed by ${shown.join(', ')}${more}` : 'nobody else claims it';
  return holder && contenders.length === 0 ? stands : `${stands}; ${others}${judgement(target)}`;
}

function standingText({ standing, claim, pool, owner }: TargetExplanation): string {
  switch (standing.kind) {
    case 'absent':
      return 'nobody stands there, for there is no parameter';
    case 'nobody':
      return 'nobody stands there';
    case 'itself':
      return 'this client stands there';
    case 'unreadable':
      return `who stands at ${placeOf(claim)} cannot be told`;
    case 'unknown-text':
      return 'another id stands there, which is none of this pool’s clients’ and which no owner tag names (it is not shown)';
    case 'other': {
      const { clientId, clientName } = standing;
      if (clientName !== undefined) return `${clientName} (${clientId}) of this pool stands there`;
      const other = owner && !isFailure(owner) && owner.clientId === clientId ? owner.userPoolId : undefined;
      return other === undefined || other === pool.id
        ? `${clientId} stands there, which is no client of this pool any more`
        : `${clientId} of pool ${other} stands there`;
    }
    default:
      return standing satisfies never;
  }
}

/** What follows from it; a place that is not given is told by the finding. */
function judgement({ standing, keys, contenders }: TargetExplanation): string {
  if (keys.length === 0) return '';
  if (standing.kind === 'itself') return '. Who stands there and claims it keeps it';
  if (contenders.length > 0) return '. The owner tag names this client: it keeps the place';
  if (standing.kind === 'other' || standing.kind === 'unknown-text')
    return '. Nothing gives it the place any more: it goes to this client';
  return '. It goes to this client';
}
