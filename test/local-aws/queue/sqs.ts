/** Amazon SQS: the queues of this AWS by name, and the operations on them. */
import type { AwsClock } from '../clock.ts';
import { AwsError, type Call, type Json, type Operation, type Service, type Site } from '../service.ts';
import type { Persistent } from '../state.ts';
import { counterUuid, uuidSource } from '../uuid.ts';
import { attributesAnswer, draftOf, receivedAnswer, sentAnswer } from './answers.ts';
import { readAttributes } from './attributes.ts';
import { entriesOf, performBatch } from './batch.ts';
import { sizeOf } from './draft-check.ts';
import { attributesIn, number, optional, text, texts } from './input.ts';
import { listQueues } from './listing.ts';
import type { Message } from './message.ts';
import { moveTaskOperations } from './move-task-operations.ts';
import { Queue } from './queue.ts';
import type { QueueWorld } from './world.ts';

export interface SqsOptions {
  readonly site: Site;
  readonly clock: AwsClock;
}

const batchBytes = 1_048_576;

export class Sqs implements Service, Persistent {
  readonly target = 'AmazonSQS';
  readonly name = 'sqs';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #site: Site;
  readonly #queues = new Map<string, Queue>();
  readonly #world: QueueWorld;

  constructor({ site, clock }: SqsOptions) {
    this.#site = site;
    let sequence = 0;
    let receipts = 0;
    this.#world = {
      clock,
      queueByArn: (arn) => this.queueByArn(arn),
      nextMessageId: uuidSource(3),
      nextReceiptHandle: (queueName) => {
        receipts += 1;
        return `${queueName}/${counterUuid(7, receipts)}`;
      },
      nextSequence: () => {
        sequence += 1;
        return sequence;
      },
    };
    this.operations = {
      CreateQueue: (input) => ({ QueueUrl: this.create(text(input, 'QueueName'), texts(input, 'Attributes')).url }),
      ListQueues: (input) => listQueues(this.queues, input),
      GetQueueUrl: (input) => ({ QueueUrl: this.queue(text(input, 'QueueName')).url }),
      GetQueueAttributes: (input) => attributesAnswer(this.#of(input), input),
      SendMessage: (input, call) => sentAnswer(this.#of(input).send(draftOf(input, call))),
      SendMessageBatch: (input, call) => this.#sendBatch(input, call),
      ReceiveMessage: (input) => receivedAnswer(this.#of(input), input),
      DeleteMessage: (input) => this.#delete(this.#of(input), input),
      DeleteMessageBatch: (input) => {
        const queue = this.#of(input);
        return performBatch(input, (entry) => this.#delete(queue, entry));
      },
      ChangeMessageVisibility: (input) => this.#change(this.#of(input), input),
      ChangeMessageVisibilityBatch: (input) => {
        const queue = this.#of(input);
        return performBatch(input, (entry) => this.#change(queue, entry));
      },
      PurgeQueue: (input) => {
        this.#of(input).purge();
        return {};
      },
      ...moveTaskOperations(this, clock),
    };
  }

  /** Creates a queue from SQS's own attributes; the same again gives the same queue, another one is refused. */
  create(name: string, attributes: Readonly<Record<string, string>> = {}): Queue {
    const wanted = readAttributes(name, attributes);
    const existing = this.#queues.get(name);
    if (existing) {
      if (JSON.stringify(existing.attributes) === JSON.stringify(wanted)) return existing;
      throw new AwsError('QueueNameExists', 'A queue already exists with the same name and a different value.');
    }
    const { partition, region, account } = this.#site;
    const identity = {
      name,
      arn: `arn:${partition}:sqs:${region}:${account}:${name}`,
      url: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    };
    const queue = new Queue(identity, wanted, this.#world);
    this.#queues.set(name, queue);
    return queue;
  }

  save(): ReadonlyMap<string, readonly Message[]> {
    return new Map([...this.#queues.values()].map(({ name, messages }) => [name, messages]));
  }

  /** Of a queue that is no more its messages are no more either. */
  restore(saved: unknown): void {
    for (const [name, messages] of saved as ReturnType<Sqs['save']>) this.#queues.get(name)?.restore(messages);
  }

  /** Throws `QueueDoesNotExist`. */
  queue(name: string): Queue {
    const queue = this.#queues.get(name);
    if (queue === undefined) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  queueByArn(arn: string): Queue | undefined {
    return [...this.#queues.values()].find((queue) => queue.arn === arn);
  }

  /** The queues whose dead letters go to this one. */
  sourcesOf(deadLetterArn: string): readonly Queue[] {
    return this.queues.filter(({ attributes }) => attributes.redrive?.deadLetterTargetArn === deadLetterArn);
  }

  /** Every queue, oldest first. */
  get queues(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  #of(input: Json): Queue {
    return this.queue(text(input, 'QueueUrl').split('/').at(-1) ?? '');
  }

  #sendBatch(input: Json, call: Call): Json {
    const queue = this.#of(input);
    const bytes = entriesOf(input).reduce(
      (sum, entry) => sum + sizeOf({ body: optional(entry, 'MessageBody') ?? '', attributes: attributesIn(entry) }),
      0,
    );
    if (bytes > batchBytes) {
      const reason = `Batch requests cannot be longer than ${batchBytes} bytes. You have sent ${bytes} bytes.`;
      throw new AwsError('BatchRequestTooLong', reason);
    }
    return performBatch(input, (entry) => sentAnswer(queue.send(draftOf(entry, call))));
  }

  #delete(queue: Queue, input: Json): Json {
    queue.delete(text(input, 'ReceiptHandle'));
    return {};
  }

  #change(queue: Queue, input: Json): Json {
    const seconds = number(input, 'VisibilityTimeout');
    if (seconds === undefined) {
      throw new AwsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
    }
    queue.changeVisibility(text(input, 'ReceiptHandle'), seconds);
    return {};
  }
}
