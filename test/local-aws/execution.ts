/**
 * One run of a Lambda function, as far as it can be ended from outside. JavaScript cannot be stopped, so a dead run is
 * cut off instead: its calls have no effect and never answer, its log lines are not kept.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export class Execution {
  #dead = false;
  readonly #ended: (reason: string) => void;

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
