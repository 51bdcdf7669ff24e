/**
 * Lambda's poller for one queue: gathers batches, runs the function, deletes what it has done. What failed stays hidden
 * until its visibility time-out runs out or is changed; Lambda itself does nothing about it.
 */
import { failedMessages, type Outcome } from './batch-answer.ts';
import type { AwsClock } from './clock.ts';
import { runOutside } from './execution.ts';
import type { Message } from './queue/message.ts';
import type { Queue } from './queue/queue.ts';
import { AwsError } from './service.ts';

export interface Mapping {
  readonly queueArn: string;
  readonly functionName: string;
  /** 1 to 10,000, to 10 for a FIFO queue; 10 when left out. More than 10 needs a window. */
  readonly batchSize?: number;
  /** How long a batch that is not full is waited for: 0 to 300, not for a FIFO queue. */
  readonly batchingWindowSeconds?: number;
  /** 2 to 1,000. */
  readonly maximumConcurrency?: number;
  readonly reportBatchItemFailures?: boolean;
}

export interface EventSourceOptions {
  readonly mapping: Mapping;
  readonly queue: Queue;
  readonly clock: AwsClock;
  readonly invoke: (messages: readonly Message[]) => Promise<Outcome>;
}

export class EventSource {
  readonly #queue: Queue;
  readonly #clock: AwsClock;
  readonly #invoke: EventSourceOptions['invoke'];
  readonly #batchSize: number;
  readonly #windowMilliseconds: number;
  readonly #maximumConcurrency: number;
  readonly #reportBatchItemFailures: boolean;
  #enabled = true;
  readonly #runs = new Set<Promise<void>>();
  #closeWindow: (() => void) | undefined;

  /** Begins to poll at once. Throws `InvalidParameterValueException` for what Lambda does not take. */
  constructor({ mapping, queue, clock, invoke }: EventSourceOptions) {
    checkMapping(mapping, queue);
    this.#queue = queue;
    this.#clock = clock;
    this.#invoke = invoke;
    this.#batchSize = mapping.batchSize ?? 10;
    this.#windowMilliseconds = 1000 * (mapping.batchingWindowSeconds ?? 0);
    this.#maximumConcurrency = mapping.maximumConcurrency ?? Number.POSITIVE_INFINITY;
    this.#reportBatchItemFailures = mapping.reportBatchItemFailures ?? false;
    queue.onReceivable(() => this.#planPoll());
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** While false nothing is received; what runs already is finished. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (enabled) this.#planPoll();
  }

  /** Resolves when no run that it started is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#runs);
  }

  /** Not at once: whoever is just sending ten messages shall have sent them all. */
  #planPoll(): void {
    this.#clock.touch();
    queueMicrotask(() => runOutside(() => this.#poll()));
  }

  #poll(): void {
    const waiting = this.#queue.receivable.length;
    if (waiting === 0) return;
    if (this.#windowMilliseconds === 0 || waiting >= this.#batchSize) this.#receive();
    else this.#openWindow();
  }

  #openWindow(): void {
    if (this.#closeWindow) return;
    const end = this.#clock.now() + this.#windowMilliseconds;
    this.#closeWindow = this.#clock.at(end, () => this.#receive(), { what: `the batch window of ${this.#queue.name}` });
  }

  /** Starts as many runs as there are batches and room. */
  #receive(): void {
    this.#closeWindow?.();
    this.#closeWindow = undefined;
    while (this.#enabled && this.#runs.size < this.#maximumConcurrency) {
      const messages = this.#queue.receive(this.#batchSize);
      if (messages.length === 0) return;
      this.#start(messages);
    }
  }

  #start(messages: readonly Message[]): void {
    const run = this.#process(messages).finally(() => {
      this.#runs.delete(run);
      this.#planPoll();
    });
    this.#runs.add(run);
  }

  async #process(messages: readonly Message[]): Promise<void> {
    // A later receive gives a message another handle; this run may delete only what it was given.
    const handles = new Map(messages.map(({ id, receiptHandle = '' }) => [id, receiptHandle]));
    const outcome = await this.#invoke(messages);
    const failed = failedMessages(outcome, [...handles.keys()], this.#reportBatchItemFailures);
    for (const [id, handle] of handles) {
      if (!failed.includes(id)) this.#delete(handle);
    }
  }

  #delete(receiptHandle: string): void {
    try {
      this.#queue.delete(receiptHandle);
    } catch (error) {
      // A FIFO queue refuses a handle whose time ran out: the message will come again.
      if (!(error instanceof AwsError)) throw error;
    }
  }
}

function checkMapping(mapping: Mapping, { attributes: { fifo } }: Queue): void {
  const { batchSize = 10, batchingWindowSeconds: window = 0, maximumConcurrency: concurrency = 2 } = mapping;
  const wrong =
    (!within(batchSize, 1, fifo ? 10 : 10_000) && 'batchSize') ||
    (!within(window, 0, fifo ? 0 : 300) && 'batchingWindowSeconds') ||
    (batchSize > 10 && window < 1 && 'batchingWindowSeconds, which must be at least 1 for more than 10 messages') ||
    (!within(concurrency, 2, 1000) && 'maximumConcurrency');
  if (wrong) throw new AwsError('InvalidParameterValueException', `Invalid ${wrong}`);
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
