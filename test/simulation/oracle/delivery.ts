/**
 * Invariant 9: every message was worked off or is among the dead letters, nonsense is among them, and what the events of
 * a world told of is done without any sweep.
 */
import type { Message } from '../../local-aws/queue/message.ts';
import type { Evidence, Violation } from './oracle.ts';

export function judgeDelivery(evidence: Evidence): readonly Violation[] {
  const { deployed } = evidence;
  const found: string[] = [];
  for (const { deployment, rules } of deployed) {
    for (const queue of [deployment.events, deployment.sweeps]) {
      if (queue.messages.length > 0) found.push(`${queue.messages.length} messages of ${rules.name} lie in ${queue.name}`);
    }
  }
  return found.map((sentence) => ({ invariant: 'at least once', found: sentence }));
}

function isNonsense({ senderId }: Pick<Message, 'senderId'>): boolean {
  return senderId === 'somebody';
}
