/** What a queue is told about itself and the account that it is in. */
import type { AwsClock } from '../clock.ts';
import type { Queue } from './queue.ts';

/** What the queues of one AWS share. */
export interface QueueWorld {
  readonly clock: AwsClock;
  queueByArn(arn: string): Queue | undefined;
  nextMessageId(): string;
  /** Unique; carries the queue's name, so that a foreign one is known. */
  nextReceiptHandle(queueName: string): string;
  /** Grows over all queues, so that the order of sending can be told. */
  nextSequence(): number;
}

export interface QueueIdentity {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
}
