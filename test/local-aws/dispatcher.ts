/**
 * Every call to this AWS goes through here: it finds the service, asks IAM, keeps the account of calls, and
 * applies quotas and the faults that a test asks for.
 */
import { anybody, Gate } from './authorization.ts';
import { type CallEnded, type CallRecord, codeOf, cutShort, subjectOf } from './call-record.ts';
import type { AwsClock } from './clock.ts';
import { unlessDead } from './execution.ts';
import { type CallUnderWay, type Interference, Interferences } from './faults.ts';
import type { Guard } from './iam/guard.ts';
import { Ledger } from './ledger.ts';
import type { Quotas } from './quotas.ts';
import { type Answer, inputIn, type Request } from './request.ts';
import { type Route, Routes } from './routes.ts';
import { AwsError, type Caller, type Json, type Operation, type Service } from './service.ts';
import { uuidSource } from './uuid.ts';

export interface DispatcherOptions {
  readonly region: string;
  readonly clock: AwsClock;
  readonly services: readonly Service[];
  readonly callers: readonly Caller[];
  readonly quotas: Quotas;
  /** Who else may call, and what they may do; left out, there are the callers alone, who may do everything. */
  readonly guard?: Guard;
  /** How many calls are remembered; all when left out. */
  readonly remember?: number | undefined;
}

export class Dispatcher {
  /** What every call takes on the virtual clock, in milliseconds. */
  latencyMilliseconds = 0;
  readonly services: readonly Service[];
  readonly #ledger: Ledger<CallRecord>;
  readonly #endings = new Set<(call: CallEnded) => void>();
  readonly #clock: AwsClock;
  readonly #routes: Routes;
  readonly #gate: Gate;
  readonly #guard: Guard | undefined;
  readonly #quotas: Quotas;
  readonly #interferences: Interferences;
  readonly #nextRequestId = uuidSource(4);

  constructor({ region, clock, services, callers, quotas, guard, remember }: DispatcherOptions) {
    this.#ledger = new Ledger(remember);
    this.#clock = clock;
    this.services = services;
    this.#routes = new Routes(services);
    this.#gate = new Gate(callers, region, guard);
    this.#guard = guard;
    this.#quotas = quotas;
    this.#interferences = new Interferences(clock);
  }

  /** Every call so far, oldest first. */
  get calls(): readonly CallRecord[] {
    return this.#ledger.entries;
  }

  /** Tells of every call when it has ended, those of strangers included. */
  onEnd(listener: (call: CallEnded) => void): void {
    this.#endings.add(listener);
  }

  /** Lets a test meddle with calls from now on; several do so in the order they came. Returns what ends it. */
  interfere(interference: Interference): () => void {
    return this.#interferences.add(interference);
  }

  /** How often an operation was called, by whom ever or by this caller. */
  count(operation: string, callerArn?: string): number {
    return this.calls.filter(
      (call) => call.operation === operation && (callerArn === undefined || call.callerArn === callerArn),
    ).length;
  }

  /** Answers in AWS's terms; throws `NoAnswer` when none comes. Anything else thrown is a mistake in this AWS. */
  async dispatch(request: Request): Promise<Answer> {
    await unlessDead();
    this.#clock.touch();
    const requestId = this.#nextRequestId();
    try {
      return { requestId, result: await this.#perform(request, requestId) };
    } catch (error) {
      if (error instanceof AwsError) return { requestId, result: error };
      throw error;
    }
  }

  async #perform(request: Request, requestId: string): Promise<Json> {
    const { service, operation, perform, caller } = this.#admit(request);
    const input = inputIn(request);
    const call = { operation, caller, requestId, at: this.#clock.now(), service: service.name, input };
    const record: CallRecord = {
      at: call.at,
      service: service.name,
      operation,
      about: subjectOf(input),
      requestId,
      callerArn: caller.arn,
    };
    this.#ledger.add(record);
    try {
      return await this.#carryOut(call, perform);
    } catch (error) {
      record.errorCode = codeOf(error);
      throw error;
    } finally {
      this.#clock.touch();
      this.#end(record);
    }
  }

  #end(call: CallEnded): void {
    for (const listener of this.#endings) listener(call);
  }

  #admit({ target, credential }: Request): Route & { caller: Caller } {
    try {
      const route = this.#routes.find(target);
      const open = route.service.unauthenticated?.includes(route.operation) === true;
      return { ...route, caller: open ? anybody : this.#gate.identify(credential) };
    } catch (error) {
      this.#end({ operation: cutShort(target), about: {}, errorCode: codeOf(error) });
      throw error;
    }
  }

  async #carryOut(call: CallUnderWay, perform: Operation): Promise<Json> {
    if (this.latencyMilliseconds > 0) await this.#clock.sleep(this.latencyMilliseconds);
    await this.#interferences.strike('before', call);
    await unlessDead();
    const at = this.#clock.now();
    const refused = this.#guard?.refusal(call) ?? this.#quotas.admit(call.service, call.operation, call.input, at);
    if (refused) throw refused;
    let outcome: { readonly result: Json } | { readonly error: unknown };
    try {
      outcome = { result: await perform(call.input, { ...call, at }) };
    } catch (error) {
      outcome = { error };
    }
    const ending = 'error' in outcome ? { errorCode: codeOf(outcome.error) } : outcome;
    await this.#interferences.strike('after', { ...call, ...ending });
    await unlessDead();
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }
}
