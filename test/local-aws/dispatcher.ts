/**
 * Every call to this AWS goes through here: it finds the service, keeps the account of calls, and applies quotas and
 * the faults that a test asks for. The account holds who and what about, never values.
 */
import { anybody, type Credential, Gate } from './authorization.ts';
import type { AwsClock } from './clock.ts';
import { unlessDead } from './execution.ts';
import { type CallUnderWay, type Interference, Interferences, NoAnswer } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { Quotas } from './quotas.ts';
import { AwsError, type Caller, type Json, type Operation, type Service } from './service.ts';
import { uuidSource } from './uuid.ts';

export interface Request {
  /** The header `X-Amz-Target`. */
  readonly target: string;
  readonly body: string;
  /** Undefined: the request is not signed. */
  readonly credential: Credential | undefined;
}

export interface Answer {
  readonly requestId: string;
  readonly result: Json | AwsError;
}

/** One call that was made, with what it was about (names and ids, never values). */
export interface CallRecord {
  /** Virtual time of its arrival, milliseconds since the epoch. */
  readonly at: number;
  readonly service: string;
  readonly operation: string;
  readonly about: Json;
  readonly requestId: string;
  readonly callerArn: string;
  /** How it ended, if not well: AWS's code or `time-out`. */
  errorCode?: string;
}

/** A call that has ended. A stranger's has neither a caller nor a subject. */
type CallEnded = Pick<CallRecord, 'operation' | 'about' | 'errorCode'> & Partial<Pick<CallRecord, 'callerArn'>>;

/** Members of requests that name things. Everything else may hold a secret and is not kept. */
const names: readonly string[] = [
  ...['UserPoolId', 'ClientId', 'ClientName', 'PoolName', 'Domain', 'ResourceArn', 'ResourceARN', 'ResourceId'],
  ...['Name', 'Names', 'QueueUrl', 'QueueName', 'NextToken', 'PaginationToken', 'ResourceTypeFilters', 'Overwrite'],
];

interface Route {
  readonly service: Service;
  readonly operation: string;
  readonly perform: Operation;
}

export interface DispatcherOptions {
  readonly region: string;
  readonly clock: AwsClock;
  readonly services: readonly Service[];
  readonly callers: readonly Caller[];
  readonly quotas: Quotas;
  /** How many calls are remembered; all when left out. */
  readonly remember?: number | undefined;
}

export class Dispatcher {
  /** What every call takes on the virtual clock, in milliseconds. */
  latencyMilliseconds = 0;
  readonly #ledger: Ledger<CallRecord>;
  readonly #endings = new Set<(call: CallEnded) => void>();
  readonly #clock: AwsClock;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #gate: Gate;
  readonly #quotas: Quotas;
  readonly #interferences: Interferences;
  readonly #nextRequestId = uuidSource(4);

  constructor({ region, clock, services, callers, quotas, remember }: DispatcherOptions) {
    this.#ledger = new Ledger(remember);
    this.#clock = clock;
    this.#services = new Map(services.map((service) => [service.target, service]));
    this.#gate = new Gate(callers, region);
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
    const input = parse(request.body);
    const call = { operation, caller, requestId, at: this.#clock.now(), service: service.name, input };
    const record: CallRecord = {
      at: call.at,
      service: service.name,
      operation,
      about: Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name))),
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
      const route = this.#route(target);
      const open = route.service.unauthenticated?.includes(route.operation) === true;
      return { ...route, caller: open ? anybody : this.#gate.identify(credential) };
    } catch (error) {
      this.#end({ operation: target, about: {}, errorCode: codeOf(error) });
      throw error;
    }
  }

  async #carryOut(call: CallUnderWay, perform: Operation): Promise<Json> {
    if (this.latencyMilliseconds > 0) await this.#clock.sleep(this.latencyMilliseconds);
    await this.#interferences.strike('before', call);
    await unlessDead();
    const at = this.#clock.now();
    const refused = this.#quotas.admit(call.service, call.operation, call.input, at);
    if (refused) throw refused;
    let outcome: { readonly result: Json } | { readonly error: unknown };
    try {
      outcome = { result: await perform(call.input, { ...call, at }) };
    } catch (error) {
      outcome = { error };
    }
    const ended = 'error' in outcome ? { ...call, errorCode: codeOf(outcome.error) } : call;
    await this.#interferences.strike('after', ended);
    await unlessDead();
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }

  #route(target: string): Route {
    const dot = target.lastIndexOf('.');
    const service = this.#services.get(target.slice(0, dot));
    const operation = target.slice(dot + 1);
    const perform = service && Object.hasOwn(service.operations, operation) && service.operations[operation];
    if (!perform) throw new AwsError('UnknownOperationException', `This AWS has no operation ${target}.`);
    return { service, operation, perform };
  }
}

function parse(body: string): Json {
  try {
    const input: unknown = JSON.parse(body === '' ? '{}' : body);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // Falls through to the one answer for everything that is no JSON object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

function codeOf(error: unknown): string {
  if (error instanceof AwsError) return error.code;
  if (error instanceof NoAnswer) return 'time-out';
  return error instanceof Error ? error.name : 'unknown';
}
