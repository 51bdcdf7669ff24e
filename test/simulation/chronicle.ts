/**
 * All that happened in a world, in the order of its effects: what the oracle judges by, and what two runs of one seed
 * are compared by. It looks at the services themselves, right when a call has had its effect; nobody's answer is taken
 * for the truth.
 */
import { currentExecution, type Execution } from '../local-aws/execution.ts';
import type { CallUnderWay } from '../local-aws/faults.ts';
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { StoredVersion } from '../local-aws/parameter-store/store.ts';
import { PoolHistory } from './pool-history.ts';

/** One version of a parameter. `life` counts how often a parameter of this name has come to be. */
export interface Written {
  readonly order: number;
  readonly at: number;
  readonly name: string;
  readonly life: number;
  readonly version: StoredVersion;
  /** The deployment that wrote it; undefined: somebody else. */
  readonly deployment: string | undefined;
  readonly run: Run | undefined;
  readonly requestId: string;
}

/** One invocation of a function, as far as it made calls. */
export interface Run {
  readonly number: number;
  /** The order of its first call: nothing that it knows is older. */
  readonly began: number;
  readonly execution: Execution;
  /** What it read of each parameter, as `life/version`, and when first. */
  readonly read: Map<string, Map<string, number>>;
}

export interface CallMade {
  readonly order: number;
  readonly at: number;
  readonly deployment: string | undefined;
  /** Who called, by the last part of the ARN. */
  readonly by: string;
  readonly run: Run | undefined;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly errorCode: string | undefined;
}

export class Chronicle {
  readonly calls: CallMade[] = [];
  readonly writes: Written[] = [];
  readonly deletions: { readonly order: number; readonly name: string; readonly life: number }[] = [];
  readonly pools: PoolHistory;
  /** Requests that had their effect and whose answers were lost. */
  readonly unanswered = new Set<string>();
  /** What tags parameters had, from one change to the next. */
  readonly tags: { readonly order: number; readonly name: string; readonly tags: Readonly<Record<string, string>> }[] =
    [];
  /** One line a call. */
  readonly lines: string[] = [];
  readonly #aws: LocalAws;
  readonly #deployments = new Map<string, string>();
  readonly #runs = new Map<Execution, Run>();
  readonly #lives = new Map<string, number>();

  /** Listens from now on; the first to meddle with calls, so that nothing lies between an effect and its record. */
  constructor(aws: LocalAws) {
    this.#aws = aws;
    this.pools = new PoolHistory(aws);
    aws.dispatcher.interfere({
      after: (call) => {
        this.#record(call);
        return undefined;
      },
    });
  }

  /** From now on calls of this session are the deployment's. */
  know(deployment: string, callerArn: string): void {
    this.#deployments.set(callerArn, deployment);
  }

  deploymentOf(callerArn: string): string | undefined {
    return this.#deployments.get(callerArn);
  }

  /** What happened besides calls. */
  note(what: string): void {
    this.lines.push(`${this.#aws.clock.now()} ${what}`);
  }

  #record(call: CallUnderWay): void {
    const { operation, input, caller, errorCode, result } = call;
    const order = this.lines.length;
    const at = this.#aws.clock.now();
    const deployment = this.#deployments.get(caller.arn);
    const by = caller.arn.split('/').at(-1) ?? '';
    this.lines.push(`${at} ${by} ${operation} ${JSON.stringify(input)} ${errorCode ?? JSON.stringify(result)}`);
    const execution = deployment === undefined ? undefined : currentExecution();
    const run = execution && this.#runOf(execution, order);
    this.calls.push({ order, at, deployment, by, run, operation, input, errorCode });
    if (errorCode !== undefined || result === undefined) return;
    if (operation === 'PutParameter')
      this.#noteWrite(nameIn(input.Name), { order, at, deployment, run, requestId: call.requestId });
    if (operation === 'DeleteParameter') this.#noteDeletion(nameIn(input.Name), order);
    if (/^(PutParameter|DeleteParameter|AddTagsToResource|RemoveTagsFromResource)$/.test(operation))
      this.#noteTags(nameIn(input.Name ?? input.ResourceId), order);
    if (run && operation === 'GetParameters')
      for (const found of listIn(result.Parameters)) this.#noteRead(run, found, order);
    if (run && operation === 'GetParameter')
      for (const found of listIn([result.Parameter])) this.#noteRead(run, found, order);
    if (call.service === 'cognito-idp') this.pools.look(order, operation, input, result);
  }

  #runOf(execution: Execution, order: number): Run {
    const known = this.#runs.get(execution);
    const run = known ?? { number: this.#runs.size + 1, began: order, execution, read: new Map() };
    this.#runs.set(execution, run);
    return run;
  }

  #noteWrite(name: string, by: Omit<Written, 'name' | 'life' | 'version'>): void {
    const version = this.#aws.parameterStore.versions(name).at(-1);
    if (version === undefined) throw new Error(`${name} was written and has no version`);
    const life = (this.#lives.get(name) ?? 0) + (version.version === 1 ? 1 : 0);
    this.#lives.set(name, life);
    this.writes.push({ ...by, name, life, version });
  }

  #noteDeletion(name: string, order: number): void {
    this.deletions.push({ order, name, life: this.#lives.get(name) ?? 0 });
  }

  #noteTags(name: string, order: number): void {
    this.tags.push({ order, name, tags: this.#aws.parameterStore.tagsOf(name) });
  }

  #noteRead({ read }: Run, found: Readonly<Record<string, unknown>>, order: number): void {
    const name = nameIn(found.Name);
    const seen = read.get(name) ?? new Map<string, number>();
    const key = `${this.#lives.get(name)}/${Number(found.Version)}`;
    seen.set(key, Math.min(order, seen.get(key) ?? order));
    read.set(name, seen);
  }
}

/** `Name` and `/Name` are one parameter. */
function nameIn(name: unknown): string {
  const text = String(name);
  return text.startsWith('/') ? text : `/${text}`;
}

function listIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}
