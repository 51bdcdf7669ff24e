import type { Configuration } from '../../core/configuration.ts';
import { type DeadLetterQueue, deadLetterQueue, queueKinds, queueName } from '../dead-letter-queue.ts';

/**
 * What a deployment is made of, by the names that infra/ gives: the parts that no variable of the function tells. A
 * test holds the two together.
 */
export interface Anatomy {
  /** Rules of the default bus. Of many prefixes there are more of them, `…-parameters-2` and on. */
  readonly rules: readonly string[];
  readonly schedule: string;
  /** Where messages wait: of changes and of sweeps. */
  readonly events: Queue;
  readonly sweeps: Queue;
  readonly deadLetters: readonly DeadLetterQueue[];
}

interface Queue {
  readonly name: string;
  readonly url: string;
}

export function anatomyOf(configuration: Configuration): Anatomy {
  const { deployment, eventQueueUrl, sweepQueueUrl } = configuration;
  const { name } = deployment;
  return {
    rules: ['clients', 'pool', 'new-pool', 'tags', 'parameters'].map((rule) => `${name}-${rule}`),
    schedule: `${name}-sweep`,
    events: { name: queueName(eventQueueUrl), url: eventQueueUrl },
    sweeps: { name: queueName(sweepQueueUrl), url: sweepQueueUrl },
    deadLetters: queueKinds.map((kind) => deadLetterQueue(kind, configuration)),
  };
}
