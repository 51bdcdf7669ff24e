import type { SQSRecord } from 'aws-lambda';
import type { Caller } from '../aws/caller.ts';
import { Cognito } from '../aws/cognito.ts';
import { ParameterStore } from '../aws/parameter-store.ts';
import { FifoQueue } from '../aws/queue.ts';
import { ResourceTags } from '../aws/tagging-index.ts';
import { mustRetry, sequel } from '../core/report.ts';
import type { ParameterRequest, PoolRequest, SweepRequest } from '../core/request.ts';
import { reconcile } from '../pass/pass.ts';
import { restorations } from '../pass/restoration.ts';
import { receivesOf } from './batch.ts';
import type { Surroundings } from './invocation.ts';
import { LookingTurns } from './looking-turns.ts';
import type { Parts } from './reconciler.ts';
import type { Restraint } from './restraint.ts';
import { sweep } from './sweep.ts';
import type { Telemetry } from './telemetry.ts';

/** What the messages of one invocation ask for, done on AWS by its caller. Each answers whether it was done. */
export class Passes {
  readonly #parts: Parts;
  readonly #caller: Caller;
  readonly #telemetry: Telemetry;
  readonly #requestId: string;
  readonly #restraint: Restraint;
  readonly #turns = new LookingTurns();
  #owned: ReturnType<ResourceTags['ownedPlaces']> | undefined;

  constructor(parts: Parts, caller: Caller, telemetry: Telemetry, { requestId, restraint }: Surroundings) {
    this.#parts = parts;
    this.#caller = caller;
    this.#telemetry = telemetry;
    this.#requestId = requestId;
    this.#restraint = restraint;
  }

  /** Sends the passes of a sweep out. */
  async sweep(request: SweepRequest, records: readonly SQSRecord[]): Promise<boolean> {
    const { clients, configuration } = this.#parts;
    const pools = await sweep(
      request,
      records.some((record) => receivesOf(record) > 1) ? undefined : records.length,
      new ResourceTags(clients.tagging, this.#caller),
      this.#sweepQueue(),
      configuration.deployment,
    );
    if (pools === 'unfinished') this.#telemetry.sweepSkipped(request.sweep);
    else this.#telemetry.sweepStarted(request.sweep, pools);
    return true;
  }

  /** Does one pass, says what came of it and sends out what it left over. */
  async reconcile(asked: PoolRequest): Promise<boolean> {
    const { clients, configuration, clock } = this.#parts;
    const request = await this.#withOwned(asked);
    const report = await reconcile(request, {
      pools: new Cognito(clients.cognito, this.#caller),
      parameters: new ParameterStore(clients.ssm, this.#caller, configuration.createKeyId),
      deployment: configuration.deployment,
      consents: () => configuration.mode === 'apply',
      inTurn: (look) => this.#turns.take(request.userPoolId, look),
    });
    this.#telemetry.publish(report, clock.now());
    if (request.restoring) {
      const written = report.outcomes.filter(({ code }) => code === 'updated');
      for (const { parameter = '' } of written) this.#restraint.note(parameter, clock.now());
    }
    await this.#sweepQueue().send(
      sequel(report, request.sweep ?? this.#requestId).map(({ id, body }) => ({
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
    // Once for all pools of the batch; a failure is each one's.
    this.#owned ??= index.ownedPlaces(this.#parts.configuration.deployment.name);
    return { ...request, owned: [], ...(await this.#owned).get(request.userPoolId) };
  }

  /** The passes that follow from somebody's writing a parameter. */
  async restorations(request: ParameterRequest): Promise<readonly PoolRequest[]> {
    const { clients, clock, configuration } = this.#parts;
    if (this.#restraint.holds(request.parameter, clock.now())) {
      this.#telemetry.restorationSkipped(request.parameter);
      return [];
    }
    return restorations(request, new ParameterStore(clients.ssm, this.#caller), configuration.deployment);
  }

  #sweepQueue(): FifoQueue {
    return new FifoQueue(this.#parts.clients.sqs, this.#caller, this.#parts.configuration.sweepQueueUrl);
  }
}
