/**
 * One run of a Lambda function, as far as it can be ended from outside. JavaScript cannot be stopped, so a dead run is
 * cut off instead: its calls have no effect and never answer, its log lines are not kept. A run in a process of its own
 * is truly killed.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export class Execution {
  #dead = false;
  readonly #ended: (reason: string) => void;
  readonly #mourners: (() => void)[] = [];

  /** `ended` hears once why the run was ended from outside. */
  constructor(ended: (reason: string) => void) {
    this.#ended = ended;
  }

  get dead(): boolean {
    return this.#dead;
  }

  kill(reason: string): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#ended(reason);
    for (const mourner of this.#mourners) mourner();
  }

  /** Calls `mourner` when it is killed. */
  onDeath(mourner: () => void): void {
    this.#mourners.push(mourner);
  }
}

const executions = new AsyncLocalStorage<Execution | undefined>();

export function runWithin<Result>(execution: Execution, run: () => Result): Result {
  return executions.run(execution, run);
}

/** For what AWS itself does on account of a run: it goes on when the run dies. */
export function runOutside<Result>(run: () => Result): Result {
  return executions.run(undefined, run);
}

/** The run that the calling code belongs to; undefined outside of any function. */
export function currentExecution(): Execution | undefined {
  return executions.getStore();
}

/** Resolves at once for the living, never for the dead. */
export async function unlessDead(): Promise<void> {
  if (currentExecution()?.dead) await new Promise<never>(() => {});
}

/** Runs in processes of their own, by the access key ids that their calls come with. No two sessions share one. */
const remote = new Map<string, Execution>();

/** From now on calls with this access key id belong to the run. */
export function runElsewhere(execution: Execution, accessKeyId: string): void {
  remote.set(accessKeyId, execution);
}

/** No call comes with this access key id any more. */
export function forgetElsewhere(accessKeyId: string): void {
  remote.delete(accessKeyId);
}

/** The run that made a call: by where the call comes from, or by whose it is. */
export function executionOf(accessKeyId: string): Execution | undefined {
  return currentExecution() ?? remote.get(accessKeyId);
}
