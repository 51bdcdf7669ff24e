/** Keeps a world in its file: a little after every change, and at the end. */
import type { Aws } from '../local-aws/local-aws.ts';
import type { StateFile } from './state-file.ts';

/** Changes come in bursts; and however large the world, keeping it takes a small part of the time. */
const pause = 500;
const idleShare = 20;

export class Keeper {
  readonly #aws: Aws;
  readonly #file: StateFile;
  readonly #onFault: (error: unknown) => void;
  #pause = pause;
  #timer: NodeJS.Timeout | undefined;

  constructor(aws: Aws, file: StateFile, onFault: (error: unknown) => void) {
    this.#aws = aws;
    this.#file = file;
    this.#onFault = onFault;
    aws.dispatcher.onEnd(({ operation }) => {
      if (!/^(Describe|Get|List)/.test(operation)) this.changed();
    });
    aws.eventBus.ledger.listen(() => this.changed());
  }

  /** Something is other than it was kept. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#tryToKeep(), this.#pause);
  }

  /** At once. @throws WrongStateFile */
  keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const began = performance.now();
    this.#file.write(this.#aws);
    this.#pause = Math.max(pause, idleShare * (performance.now() - began));
  }

  #tryToKeep(): void {
    try {
      this.keep();
    } catch (error) {
      this.#onFault(error);
    }
  }
}
