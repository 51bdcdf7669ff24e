import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { Caller } from '../aws/caller.ts';
import type { Idle } from '../aws/census.ts';
import { delayRedelivery, finish, queueSize } from '../aws/queue.ts';
import type { Configuration } from '../core/configuration.ts';

/** The messages of one batch in their queue, beside what else is in the queues. */
export class Messages {
  readonly #client: SQSClient;
  readonly #caller: Caller;
  readonly #configuration: Configuration;
  readonly #queueUrl: string;
  /** How many messages this batch and what follows from it still are; not a number where that cannot be told. */
  #claimed: number;

  constructor(client: SQSClient, caller: Caller, configuration: Configuration, queueUrl: string, claimed: number) {
    this.#client = client;
    this.#caller = caller;
    this.#configuration = configuration;
    this.#queueUrl = queueUrl;
    this.#claimed = claimed;
  }

  /** No event: that lane is idle. Nothing in the sweep queue but what is claimed: so is the other invocation of this one. */
  async countIdle(): Promise<Idle> {
    const { eventQueueUrl, sweepQueueUrl } = this.#configuration;
    const [events, sweeps] = await Promise.all(
      [eventQueueUrl, sweepQueueUrl].map((url) => queueSize(this.#client, this.#caller, url)),
    );
    return { events: events === 0 ? 2 : 1, sweeps: sweeps === this.#claimed ? 2 : 1 };
  }

  /** What is done stays done if the function dies over the rest of the batch. Lambda deletes it at the end in any case. */
  async finish({ receiptHandle }: SQSRecord): Promise<void> {
    // Before the call, and also if it fails: a count must never take another's message for one that is gone already.
    this.#claimed -= 1;
    await finish(this.#client, this.#caller, this.#queueUrl, receiptHandle).catch(() => undefined);
  }

  /** When it comes back. Where that cannot be set it comes back when its visibility runs out: later, but it does. */
  delay({ receiptHandle }: SQSRecord, seconds: number): Promise<void> {
    return delayRedelivery(this.#client, this.#caller, this.#queueUrl, receiptHandle, seconds);
  }
}
