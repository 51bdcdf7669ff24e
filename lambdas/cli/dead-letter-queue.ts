import type { Configuration } from '../core/configuration.ts';

/** Where messages of a deployment end: changes and sweeps that were given up, and what EventBridge could not deliver. */
export const queueKinds = ['events', 'sweeps', 'undelivered'] as const;
export type QueueKind = (typeof queueKinds)[number];

export interface DeadLetterQueue {
  readonly kind: QueueKind;
  readonly name: string;
  readonly url: string;
  /** Name of the queue that its messages came from; undefined where they cannot go back. */
  readonly source: string | undefined;
}

/** As infra names them: no variable of the function tells. A test holds the two together. */
export function deadLetterQueue(
  kind: QueueKind,
  { deployment, eventQueueUrl, sweepQueueUrl }: Configuration,
): DeadLetterQueue {
  const events = queueName(eventQueueUrl);
  const sweeps = queueName(sweepQueueUrl);
  const { name, source } = {
    events: { name: `${events}-dead-letters`, source: events },
    sweeps: { name: sweeps.replace(/\.fifo$/, '-dead-letters.fifo'), source: sweeps },
    undelivered: { name: `${deployment.name}-undelivered`, source: undefined },
  }[kind];
  return { kind, name, url: eventQueueUrl.slice(0, -events.length) + name, source };
}

export function queueName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
