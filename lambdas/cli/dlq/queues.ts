import type { Configuration } from '../../core/configuration.ts';
import { CommandError } from '../command-error.ts';
import type { Session } from '../session.ts';

/** Where messages of a deployment end: changes and sweeps that were given up, and what EventBridge could not deliver. */
export const queueKinds = ['events', 'sweeps', 'undelivered'] as const;
export type QueueKind = (typeof queueKinds)[number];
/** What a person names: one of them, or all. */
export type QueueChoice = QueueKind | 'all';

export interface DeadLetterQueue {
  readonly kind: QueueKind;
  readonly name: string;
  readonly url: string;
  /** Name of the queue that its messages came from; undefined where they cannot go back. */
  readonly source: string | undefined;
}

/** The queues of the deployment that was found. @throws CommandError */
export function deadLetterQueues({ found }: Session, choice: QueueChoice): readonly DeadLetterQueue[] {
  if (found.arn === undefined) {
    throw new CommandError(
      'Without a deployment there are no queues: --targets describes none.',
      'Leave --targets out, or name the deployment with --deployment.',
    );
  }
  const { configuration } = found;
  return queueKinds.filter((kind) => choice === 'all' || choice === kind).map((kind) => queueOf(kind, configuration));
}

/** As infra names them. */
function queueOf(kind: QueueKind, { deployment, eventQueueUrl, sweepQueueUrl }: Configuration): DeadLetterQueue {
  const base = eventQueueUrl.slice(0, eventQueueUrl.lastIndexOf('/'));
  const events = nameIn(eventQueueUrl);
  const sweeps = nameIn(sweepQueueUrl);
  const { name, source } = {
    events: { name: `${events}-dead-letters`, source: events },
    sweeps: { name: sweeps.replace(/\.fifo$/, '-dead-letters.fifo'), source: sweeps },
    undelivered: { name: `${deployment.name}-undelivered`, source: undefined },
  }[kind];
  return { kind, name, url: `${base}/${name}`, source };
}

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
