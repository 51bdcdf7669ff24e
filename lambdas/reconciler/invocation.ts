import type { SQSRecord } from 'aws-lambda';
import pMap from 'p-map';
import { Caller } from '../aws/caller.ts';
import { Census, grace } from '../aws/census.ts';
import { Pace } from '../aws/pace.ts';
import { CallError, isRetryable } from '../core/findings.ts';
import { type Batch, byPool, redeliveryDelay } from './batch.ts';
import { Messages } from './messages.ts';
import { Passes } from './passes.ts';
import type { Parts } from './reconciler.ts';
import type { Restraint } from './restraint.ts';
import { Telemetry } from './telemetry.ts';

/** Passes at work at once in one invocation: a whole batch of the sweep queue. How fast calls start is the pace's affair. */
const concurrency = 10;

/** Trying again will not help; the next sweep looks at every place anyway. */
const isRefused = (error: unknown): boolean => error instanceof CallError && !isRetryable(error.finding);

/** What is particular to one invocation. */
export interface Surroundings {
  /** When calls were last started by this function environment, for its pace. */
  readonly starts: Map<string, number>;
  /** Of this function environment, too. */
  readonly restraint: Restraint;
  /** Where the batch came from. */
  readonly queueUrl: string;
  /** Stops all calls a little before the function is stopped. */
  readonly signal: AbortSignal;
  readonly requestId: string;
}

interface Task {
  readonly records: readonly SQSRecord[];
  /** Messages after this one that are claimed together with it. */
  readonly following?: number | undefined;
  /** Answers whether it was done. */
  work(): Promise<boolean>;
}

/** One invocation: its pace and its deadline, and what becomes of each message of its batch. */
export class Invocation {
  readonly #parts: Parts;
  readonly #batch: Batch;
  readonly #fromSweeps: boolean;
  readonly #messages: Messages;
  readonly #passes: Passes;
  readonly #telemetry: Telemetry;
  #calls = 0;

  constructor(parts: Parts, batch: Batch, surroundings: Surroundings) {
    const { starts, queueUrl, signal } = surroundings;
    const { clients, configuration, clock } = parts;
    this.#parts = parts;
    this.#batch = batch;
    this.#fromSweeps = queueUrl === configuration.sweepQueueUrl;
    const pace = this.#fromSweeps
      ? new Pace(clock, 'sweep', starts, new Census(clock, () => this.#messages.countIdle()))
      : new Pace(clock, 'event', starts);
    const count = (): number => this.#calls++;
    // Handing back goes on when the time for calls is over.
    this.#messages = new Messages(clients.sqs, new Caller(pace, count), configuration, queueUrl, batch.claimed);
    this.#telemetry = new Telemetry(parts.logger, parts.metrics);
    this.#passes = new Passes(parts, new Caller(pace, count, signal), this.#telemetry, surroundings);
  }

  /** Works on every message, whatever becomes of the others; answers those to be handed back. */
  async run(): Promise<readonly SQSRecord[]> {
    const batch = this.#batch;
    const { clock } = this.#parts;
    await clock.sleep(Math.max(0, batch.sentAt + grace - clock.now()));
    const tasks: Task[] = [
      ...batch.sweeps.map(({ request, records }) => ({ records, work: () => this.#passes.sweep(request, records) })),
      ...batch.pools.map(({ request, records }) => ({
        records,
        following: request.following,
        work: () => this.#passes.reconcile(request),
      })),
    ];
    // The function may have died over one of these. One by one, and from both ends in turn, the others get done.
    const warily = this.#fromSweeps && batch.receives > 1;
    if (warily && batch.receives % 2 === 1) tasks.reverse();
    let unfinished = tasks.length;
    const undone = await pMap(
      tasks,
      async ({ records, following, work }) => {
        const done = await this.#attempt(work);
        unfinished -= 1;
        // What is claimed as following must not be given to somebody else yet.
        if (done && this.#fromSweeps && unfinished > 0 && (warily || !following))
          for (const record of records) await this.#messages.finish(record);
        return done ? [] : records;
      },
      { concurrency: warily ? 1 : concurrency },
    );
    const retried = [...undone.flat(), ...(await this.#restore(batch.parameters))];
    await pMap(retried, (record) => this.#delay(record, redeliveryDelay(record)), { concurrency });
    for (const { record, problem } of batch.invalid) {
      this.#telemetry.messageInvalid(record.messageId, problem);
      // Nothing will make it understood: straight on towards the dead-letter queue.
      await this.#delay(record, 0);
    }
    this.#telemetry.apiCalls(this.#calls);
    return [...retried, ...batch.invalid.map(({ record }) => record)];
  }

  /** Puts right what somebody edited; answers the messages to be handed back. */
  async #restore(parameters: Batch['parameters']): Promise<readonly SQSRecord[]> {
    const found: Batch['pools'][number][] = [];
    const look: Task[] = parameters.map(({ request, records }) => ({
      records,
      work: async () => {
        const requests = await this.#passes.restorations(request);
        found.push(...requests.map((restoring) => ({ request: restoring, records })));
        return true;
      },
    }));
    const unseen = await this.#work(look, isRefused);
    const passes = byPool(found).map(({ request, records }) => ({
      records,
      work: () => this.#passes.reconcile(request),
    }));
    return [...new Set([...unseen, ...(await this.#work(passes))])];
  }

  /** Does these side by side; answers the messages of those that were not done. */
  async #work(tasks: readonly Task[], isOver?: (error: unknown) => boolean): Promise<readonly SQSRecord[]> {
    const undone = await pMap(
      tasks,
      async ({ records, work }) => ((await this.#attempt(work, isOver)) ? [] : records),
      { concurrency },
    );
    return undone.flat();
  }

  /** Whether it was done, or is over. What it throws is said, and stops nothing else. */
  async #attempt(work: () => Promise<boolean>, isOver: (error: unknown) => boolean = () => false): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      this.#telemetry.failed(error);
      return isOver(error);
    }
  }

  async #delay(record: SQSRecord, seconds: number): Promise<void> {
    try {
      await this.#messages.delay(record, seconds);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#telemetry.failed(error);
    }
  }
}
