import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { CallError } from '../core/findings.ts';
import type { SweepMessage, SweepQueue } from '../pass/ports.ts';
import type { Caller } from './caller.ts';

/** AWS's limit of one SendMessageBatch. */
const batchSize = 10;

/** What makes up a queue's size; every message is in one of them. */
const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const satisfies readonly QueueAttributeName[];

/** The queue that sweeps are worked off from: FIFO, grouped by pool. */
export class FifoQueue implements SweepQueue {
  readonly #client: SQSClient;
  readonly #caller: Caller;
  readonly #queueUrl: string;

  constructor(client: SQSClient, caller: Caller, queueUrl: string) {
    this.#client = client;
    this.#caller = caller;
    this.#queueUrl = queueUrl;
  }

  size(): Promise<number> {
    return queueSize(this.#client, this.#caller, this.#queueUrl);
  }

  async send(messages: readonly SweepMessage[]): Promise<void> {
    for (let start = 0; start < messages.length; start += batchSize) {
      const batch = messages.slice(start, start + batchSize);
      const answer = await this.#caller.call({ operation: 'SendMessageBatch', pace: 'queue' }, (options) =>
        this.#client.send(
          new SendMessageBatchCommand({
            QueueUrl: this.#queueUrl,
            Entries: batch.map(({ id, group, body }, index) => ({
              Id: String(index),
              MessageBody: body,
              MessageGroupId: group,
              MessageDeduplicationId: id,
            })),
          }),
          options,
        ),
      );
      const failed = answer?.Failed?.[0];
      if (failed)
        throw new CallError({
          code: 'call-failed',
          operation: 'SendMessageBatch',
          error: failed.Code ?? 'UnknownError',
          requestId: 'none',
        });
    }
  }
}

/** How many messages are in a queue, those in work included: approximate, but for a FIFO queue, where it is exact. */
export async function queueSize(client: SQSClient, caller: Caller, queueUrl: string): Promise<number> {
  const answer = await caller.call({ operation: 'GetQueueAttributes', pace: 'queue' }, (options) =>
    client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...counts] }), options),
  );
  return counts.reduce((sum, name) => sum + Number(answer?.Attributes?.[name] ?? 0), 0);
}

/**
 * Makes a received message visible again after `seconds`. A failed message comes back only when its visibility runs
 * out, so this is the delay of a retry.
 */
export async function delayRedelivery(
  client: SQSClient,
  caller: Caller,
  queueUrl: string,
  receiptHandle: string,
  seconds: number,
): Promise<void> {
  await caller.call({ operation: 'ChangeMessageVisibility', pace: 'queue' }, (options) =>
    client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
      options,
    ),
  );
}

/** Takes a message that is done out of its queue, before the batch that it came in is. */
export async function finish(
  client: SQSClient,
  caller: Caller,
  queueUrl: string,
  receiptHandle: string,
): Promise<void> {
  await caller.call({ operation: 'DeleteMessage', pace: 'queue' }, (options) =>
    client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle }), options),
  );
}
