/**
 * AWS Lambda: functions in this process, run by SQS mappings with AWS's events, time limits and records. A run beyond
 * its time is cut off (execution.ts) and counts as failed.
 */
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Outcome } from './batch-answer.ts';
import type { AwsClock } from './clock.ts';
import type { CloudWatch } from './cloud-watch.ts';
import { EventSource, type Mapping } from './event-source.ts';
import { Execution, runWithin } from './execution.ts';
import { contextOf, groupOf, type LambdaFunction } from './lambda-function.ts';
import { Ledger } from './ledger.ts';
import type { Sqs } from './queue/sqs.ts';
import { AwsError, type Site } from './service.ts';
import { sqsEvent } from './sqs-event.ts';
import { uuidSource } from './uuid.ts';

/** One run, from its start on. */
export interface Invocation {
  readonly functionName: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly records: readonly SQSRecord[];
  /** Undefined while it runs. */
  endedAt?: number;
  /** What it answered, as JSON carries it. */
  answer?: unknown;
  /** Why it failed: thrown, timed out or killed. */
  error?: string;
}

interface DeployedFunction extends LambdaFunction {
  /** Milliseconds since the epoch, as all times here. */
  readonly modifiedAt: number;
}

export interface DeployedMapping extends Mapping {
  readonly id: string;
  readonly source: EventSource;
  readonly modifiedAt: number;
}

export interface LambdaOptions {
  readonly site: Site;
  readonly clock: AwsClock;
  readonly sqs: Sqs;
  readonly cloudWatch: CloudWatch;
  /** How many runs are remembered; all when left out. */
  readonly remember?: number | undefined;
}

export class Lambda {
  readonly #options: LambdaOptions;
  readonly #ledger: Ledger<Invocation>;
  readonly #functions = new Map<string, DeployedFunction>();
  readonly #mappings: DeployedMapping[] = [];
  readonly #nextRequestId = uuidSource(5);
  readonly #nextMappingId = uuidSource(9);

  constructor(options: LambdaOptions) {
    this.#options = options;
    this.#ledger = new Ledger(options.remember);
  }

  /** Every run, in the order they began. */
  get invocations(): readonly Invocation[] {
    return this.#ledger.entries;
  }

  /** Every mapping, oldest first. */
  get mappings(): readonly DeployedMapping[] {
    return this.#mappings;
  }

  /** Undefined: there is none of this name. */
  deployed(name: string): DeployedFunction | undefined {
    return this.#functions.get(name);
  }

  /** Makes a function, or gives an existing one new code: runs under way finish with the old. */
  deploy(lambdaFunction: LambdaFunction): void {
    const { name, timeoutSeconds } = lambdaFunction;
    if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > 900) {
      throw new AwsError('InvalidParameterValueException', `Invalid timeout of ${name}: 1 to 900 seconds`);
    }
    this.#functions.set(name, { ...lambdaFunction, modifiedAt: this.#options.clock.now() });
  }

  /** Connects a queue to a function. AWS refuses a queue whose visibility time-out is below the function's. */
  map(mapping: Mapping): EventSource {
    const { sqs, clock } = this.#options;
    const queue = sqs.queueByArn(mapping.queueArn);
    if (queue === undefined) throw new AwsError('InvalidParameterValueException', `No queue ${mapping.queueArn}`);
    const { timeoutSeconds } = this.#function(mapping.functionName);
    if (queue.attributes.visibilityTimeoutSeconds < timeoutSeconds) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Queue visibility timeout: ${queue.attributes.visibilityTimeoutSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
      );
    }
    const source = new EventSource({
      mapping,
      queue,
      clock,
      invoke: (messages) => this.invoke(mapping.functionName, sqsEvent(messages, queue.arn)),
    });
    this.#mappings.push({ ...mapping, id: this.#nextMappingId(), source, modifiedAt: clock.now() });
    return source;
  }

  /** Runs a function once and tells how it ended. Never throws for what the function does. */
  async invoke(name: string, event: SQSEvent): Promise<Outcome> {
    const { site, clock } = this.#options;
    const lambdaFunction = this.#function(name);
    const { handler, timeoutSeconds } = lambdaFunction;
    const startedAt = clock.now();
    const requestId = this.#nextRequestId();
    const invocation: Invocation = { functionName: name, requestId, startedAt, records: event.Records };
    this.#ledger.add(invocation);

    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const execution = new Execution((error) => resolve({ kind: 'failed', error }));
    const deadline = startedAt + timeoutSeconds * 1000;
    const timeOut = (): void => execution.kill(`Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
    const cancel = clock.at(deadline, timeOut, { what: `a run of ${name}` });
    void runWithin(execution, () =>
      run(handler, event, contextOf(lambdaFunction, { site, clock, requestId, deadline })),
    ).then(resolve);
    const outcome = await promise;

    cancel();
    invocation.endedAt = clock.now();
    if (outcome.kind === 'returned') invocation.answer = outcome.value;
    else this.#fail(lambdaFunction, invocation, outcome.error);
    clock.touch();
    return outcome;
  }

  #function(name: string): LambdaFunction {
    const lambdaFunction = this.#functions.get(name);
    if (lambdaFunction === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`);
    return lambdaFunction;
  }

  /** The runtime logs what a function throws. */
  #fail(lambdaFunction: LambdaFunction, invocation: Invocation, error: string): void {
    invocation.error = error;
    const line = `${invocation.requestId} ${error}`;
    if (lambdaFunction.log) lambdaFunction.log(line);
    else this.#options.cloudWatch.write(groupOf(lambdaFunction), line, 'error');
  }
}

/** The answer goes through JSON, as in the runtime: `undefined` is `null`. */
async function run(handler: LambdaFunction['handler'], event: SQSEvent, context: Context): Promise<Outcome> {
  try {
    const value: unknown = JSON.parse(JSON.stringify((await handler(event, context)) ?? null));
    return { kind: 'returned', value };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
