import { CommandError } from '../command-error.ts';
import { type DeadLetterQueue, deadLetterQueue, type QueueKind, queueKinds } from '../dead-letter-queue.ts';
import type { Session } from '../session.ts';

/** What a person names: one of the queues, or all. */
export type QueueChoice = QueueKind | 'all';

/** The queues of the deployment that was found. @throws CommandError */
export function chosenQueues({ found }: Session, choice: QueueChoice): readonly DeadLetterQueue[] {
  if (found.arn === undefined) {
    throw new CommandError(
      'Without a deployment there are no queues: --targets describes none.',
      'Leave --targets out, or name the deployment with --deployment.',
    );
  }
  const kinds = choice === 'all' ? queueKinds : [choice];
  return kinds.map((kind) => deadLetterQueue(kind, found.configuration));
}
