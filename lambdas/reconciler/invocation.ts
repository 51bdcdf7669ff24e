import type { SQSRecord } from 'aws-lambda';
import pMap from 'p-map';
import { Caller } from '../aws/caller.ts';
import { Cognito } from '../aws/cognito.ts';
import type { Pace } from '../aws/pace.ts';
import { ParameterStore } from '../aws/parameter-store.ts';
import { delayRedelivery, FifoQueue } from '../aws/queue.ts';
import { ResourceTags } from '../aws/tagging-index.ts';
import { CallError } from '../core/findings.ts';
import { mustRetry, sequel } from '../core/report.ts';
import { merge, type PoolRequest, type SweepRequest } from '../core/request.ts';
import { reconcile } from '../pass/pass.ts';
import { restorations } from '../pass/restoration.ts';
import { type Batch, isDeliveredAgain, redeliveryDelay } from './batch.ts';
import type { Parts } from './reconciler.ts';
import { sweep } from './sweep.ts';
import { Telemetry } from './telemetry.ts';

/** Pools worked on at once in one invocation; how fast calls start is the pace's affair. */
const concurrency = 4;

/** What is particular to one invocation. */
export interface Surroundings {
  /** Of the lane that the batch came by. */
  readonly pace: Pace;
  /** Where the batch came from. */
  readonly queueUrl: string;
  /** Stops all calls a little before the function is stopped. */
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** One invocation: the adapters with its pace and its deadline, and the work on its batch. */
export class Invocation {
  readonly #parts: Parts;
  readonly #surroundings: Surroundings;
  readonly #caller: Caller;
  readonly #telemetry: Telemetry;
  #calls = 0;

  constructor(parts: Parts, surroundings: Surroundings) {
    this.#parts = parts;
    this.#surroundings = surroundings;
    this.#caller = this.#newCaller(surroundings.signal);
    this.#telemetry = new Telemetry(parts.logger, parts.metrics);
  }

  /** Works on every message, whatever becomes of the others; answers those to be handed back. */
  async run(batch: Batch): Promise<readonly SQSRecord[]> {
    const tasks = [
      ...batch.sweeps.map(({ request, records }) => ({ records, work: () => this.#sweep(request, records) })),
      ...batch.pools.map(({ request, records }) => ({ records, work: () => this.#reconcile(request) })),
    ];
    const undone = await pMap(tasks, async ({ records, work }) => ((await this.#attempt(work)) ? [] : records), {
      concurrency,
    });
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

  async #sweep(request: SweepRequest, records: readonly SQSRecord[]): Promise<boolean> {
    const { clients, configuration } = this.#parts;
    const pools = await sweep(
      request,
      records.some(isDeliveredAgain),
      new ResourceTags(clients.tagging, this.#caller),
      this.#sweepQueue(),
      configuration.deployment,
    );
    if (pools === 'unfinished') this.#telemetry.sweepSkipped(request.sweep);
    else this.#telemetry.sweepStarted(request.sweep, pools);
    return true;
  }

  async #reconcile(asked: PoolRequest): Promise<boolean> {
    const { clients, configuration, clock } = this.#parts;
    const request = await this.#withOwned(asked);
    const report = await reconcile(request, {
      pools: new Cognito(clients.cognito, this.#caller),
      parameters: new ParameterStore(clients.ssm, this.#caller, configuration.createKeyId),
      deployment: configuration.deployment,
      mode: configuration.mode,
    });
    this.#telemetry.publish(report, clock.now());
    await this.#sweepQueue().send(
      sequel(report, request.sweep ?? this.#surroundings.requestId).map(({ id, body }) => ({
        id,
        group: request.userPoolId,
        body: JSON.stringify(body),
      })),
    );
    return !mustRetry(report);
  }

  /** A sweep's first message tells what the pool owns, where it is not too much for a message. */
  async #withOwned(request: PoolRequest): Promise<PoolRequest> {
    if (request.sweep === undefined || request.scope === 'clients' || request.owned) return request;
    const index = new ResourceTags(this.#parts.clients.tagging, this.#caller);
    const owned = await index.ownedPlaces(this.#parts.configuration.deployment.name);
    return { ...request, owned: owned.get(request.userPoolId) ?? [] };
  }

  /** Puts right what somebody edited, one pass a pool; answers the messages to be handed back. */
  async #restore(parameters: Batch['parameters']): Promise<readonly SQSRecord[]> {
    const { clients, configuration } = this.#parts;
    const store = new ParameterStore(clients.ssm, this.#caller);
    const undone: SQSRecord[] = [];
    const found: { readonly request: PoolRequest; readonly records: readonly SQSRecord[] }[] = [];
    await pMap(
      parameters,
      async ({ request, records }) => {
        const isDone = await this.#attempt(async () => {
          for (const asked of await restorations(request, store, configuration.deployment))
            found.push({ request: asked, records });
          return true;
        });
        if (!isDone) undone.push(...records);
      },
      { concurrency },
    );
    const groups = [...Map.groupBy(found, ({ request }) => request.userPoolId).values()];
    await pMap(
      groups,
      async (group) => {
        const request = group.map(({ request }) => request).reduce(merge);
        if (!(await this.#attempt(() => this.#reconcile(request))))
          undone.push(...group.flatMap(({ records }) => records));
      },
      { concurrency },
    );
    return [...new Set(undone)];
  }

  /** Whether it was done. What it throws is said, and stops nothing else. */
  async #attempt(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      this.#telemetry.failed(error);
      return false;
    }
  }

  /** A message whose delay cannot be set comes back when its visibility runs out: later, but it does. */
  async #delay({ receiptHandle }: SQSRecord, seconds: number): Promise<void> {
    try {
      await delayRedelivery(
        this.#parts.clients.sqs,
        this.#newCaller(),
        this.#surroundings.queueUrl,
        receiptHandle,
        seconds,
      );
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#telemetry.failed(error);
    }
  }

  #sweepQueue(): FifoQueue {
    return new FifoQueue(this.#parts.clients.sqs, this.#caller, this.#parts.configuration.sweepQueueUrl);
  }

  #newCaller(signal?: AbortSignal): Caller {
    return new Caller(this.#surroundings.pace, () => this.#calls++, signal);
  }
}
