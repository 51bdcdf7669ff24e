import type { Configuration } from '../../core/configuration.ts';

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
  /** Where those end that were given up. */
  readonly deadLetters: readonly Queue[];
  readonly undelivered: Queue;
}

interface Queue {
  readonly name: string;
  readonly url: string;
}

export function anatomyOf({ deployment: { name }, eventQueueUrl, sweepQueueUrl }: Configuration): Anatomy {
  const queue = (url: string): Queue => ({ name: url.slice(url.lastIndexOf('/') + 1), url });
  const beside = (name: string): Queue => ({ name, url: eventQueueUrl.replace(/[^/]*$/, name) });
  return {
    rules: ['clients', 'pool', 'new-pool', 'tags', 'parameters'].map((rule) => `${name}-${rule}`),
    schedule: `${name}-sweep`,
    events: queue(eventQueueUrl),
    sweeps: queue(sweepQueueUrl),
    deadLetters: [beside(`${name}-events-dead-letters`), beside(`${name}-sweeps-dead-letters.fifo`)],
    undelivered: beside(`${name}-undelivered`),
  };
}

/** Shows why EventBridge could not deliver, and by which rule: never the bodies, which are the raw events. */
export function whyUndelivered({ url }: Anatomy['undelivered']): string {
  return `aws sqs receive-message --queue-url ${url} --message-attribute-names All --query 'Messages[].MessageAttributes'`;
}
