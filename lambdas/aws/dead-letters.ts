import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { Secret } from '../core/secret.ts';
import type { Caller } from './caller.ts';

/** AWS's limit of one receive, and of one batch. */
const batchSize = 10;
/** How long a message that is looked at is hidden from others, if it is not given back before. */
const hiddenSeconds = 60;
/** Asks all of SQS's servers; without it a few messages are often not found. */
const waitSeconds = 1;

/** What of the sender's attributes is asked for. `ERROR_MESSAGE` is not: it may quote anything. */
const attributeNames = ['RULE_ARN', 'SCHEDULE_ARN', 'ERROR_CODE'];

export interface QueueSight {
  readonly arn: string;
  /** About how many, those that somebody is looking at included. */
  readonly messages: number;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  /** It may hold anything. */
  readonly body: Secret;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly receives: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** A dead-letter queue's messages on their way back. */
export interface Move {
  readonly status: string;
  readonly moved: number;
  readonly toMove: number | undefined;
  /** Tells one move of a queue from another. */
  readonly startedAt: number;
  readonly failure: string | undefined;
}

/** Looks into dead-letter queues and sends back what lies there. */
export class DeadLetters {
  readonly #client: SQSClient;
  readonly #caller: Caller;

  constructor(client: SQSClient, caller: Caller) {
    this.#client = client;
    this.#caller = caller;
  }

  /** Undefined: there is no such queue. */
  async sight(queueUrl: string): Promise<QueueSight | undefined> {
    const answer = await this.#caller.call(
      { operation: 'GetQueueAttributes', pace: 'queue', answers: ['QueueDoesNotExist'] },
      (options) =>
        this.#client.send(
          new GetQueueAttributesCommand({
            QueueUrl: queueUrl,
            AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
          options,
        ),
    );
    if (answer === undefined) return undefined;
    const {
      QueueArn = '',
      ApproximateNumberOfMessages,
      ApproximateNumberOfMessagesNotVisible,
    } = answer.Attributes ?? {};
    const messages = Number(ApproximateNumberOfMessages ?? 0) + Number(ApproximateNumberOfMessagesNotVisible ?? 0);
    return { arn: QueueArn, messages };
  }

  /** Some of the messages, which nobody else sees until they are given back; none: there are no others to be had now. */
  async receive(queueUrl: string): Promise<readonly ReceivedMessage[]> {
    const answer = await this.#caller.call({ operation: 'ReceiveMessage', pace: 'queue' }, (options) =>
      this.#client.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: batchSize,
          VisibilityTimeout: hiddenSeconds,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
          MessageAttributeNames: attributeNames,
        }),
        options,
      ),
    );
    return (answer?.Messages ?? []).map(received);
  }

  /** Makes them visible again. Those of which that fails are so in a minute by themselves. */
  giveBack(queueUrl: string, receiptHandles: readonly string[]): Promise<void> {
    return byBatch(receiptHandles, async (batch) => {
      await this.#caller.call({ operation: 'ChangeMessageVisibility', pace: 'queue' }, (options) =>
        this.#client.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: queueUrl,
            Entries: batch.map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
          }),
          options,
        ),
      );
    });
  }

  /** Answers how many are deleted. */
  async delete(queueUrl: string, receiptHandles: readonly string[]): Promise<number> {
    let deleted = 0;
    await byBatch(receiptHandles, async (batch) => {
      const answer = await this.#caller.call({ operation: 'DeleteMessage', pace: 'queue' }, (options) =>
        this.#client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: batch }), options),
      );
      deleted += answer?.Successful?.length ?? 0;
    });
    return deleted;
  }

  /** Begins to send back what lies there; AWS goes on with it by itself. False: a move of this queue is under way. */
  async startMove(sourceArn: string, destinationArn: string): Promise<boolean> {
    const answer = await this.#caller.call(
      { operation: 'StartMessageMoveTask', pace: 'queue', answers: ['UnsupportedOperation'] },
      (options) =>
        this.#client.send(
          new StartMessageMoveTaskCommand({ SourceArn: sourceArn, DestinationArn: destinationArn }),
          options,
        ),
    );
    return answer !== undefined;
  }

  /** Undefined: none is known. */
  async newestMove(sourceArn: string): Promise<Move | undefined> {
    const answer = await this.#caller.call({ operation: 'ListMessageMoveTasks', pace: 'queue' }, (options) =>
      this.#client.send(new ListMessageMoveTasksCommand({ SourceArn: sourceArn, MaxResults: 1 }), options),
    );
    const task = answer?.Results?.[0];
    return (
      task && {
        status: task.Status ?? '',
        moved: task.ApproximateNumberOfMessagesMoved ?? 0,
        toMove: task.ApproximateNumberOfMessagesToMove,
        startedAt: task.StartedTimestamp ?? 0,
        failure: task.FailureReason,
      }
    );
  }
}

function received({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes }: Message) {
  return {
    id: MessageId,
    receiptHandle: ReceiptHandle,
    body: new Secret(Body),
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    receives: Number(Attributes?.ApproximateReceiveCount ?? 0),
    attributes: new Map(
      Object.entries(MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [name, StringValue]),
    ),
  };
}

async function byBatch(
  receiptHandles: readonly string[],
  send: (batch: { Id: string; ReceiptHandle: string }[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < receiptHandles.length; start += batchSize) {
    const batch = receiptHandles.slice(start, start + batchSize);
    await send(batch.map((receiptHandle, index) => ({ Id: String(index), ReceiptHandle: receiptHandle })));
  }
}
