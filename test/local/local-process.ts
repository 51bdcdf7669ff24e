/** `npm run local` as a process of its own, for tests of it: started, listened to, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

export class LocalProcess {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #output = '';
  #ended = false;

  /** `command` starts it; without one it is started as it is, without npm around it. */
  constructor(
    options: readonly string[],
    [program, ...words]: readonly [string, ...string[]] = [process.execPath, main],
  ) {
    this.#child = spawn(program, [...words, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#closed = once(this.#child, 'close').finally(() => {
      this.#ended = true;
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Everything it has said so far. */
  get output(): string {
    return this.#output;
  }

  /** The url it is ready at. */
  async url(): Promise<string> {
    await this.says(/Ready;/);
    return this.#output.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? '';
  }

  /** Resolves when its output matches; rejects when it ends before. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#output)) {
      if (this.#ended) throw new Error(`it ended before it said ${String(pattern)}`);
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), this.#closed]);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Its exit code, once it has ended. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }
}
