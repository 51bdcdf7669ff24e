/** An execution environment of Lambda: one process that stays warm between events and works on one at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Report, Start, Work } from './messages.ts';

export interface WarmProcessOptions {
  readonly start: Omit<Start, 'parent'>;
  /** All of it: nothing of this process's own is handed on. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  /** Of this environment's calls. */
  readonly accessKeyId: string;
  readonly log: (text: string, level: 'log' | 'error') => void;
}

const runtime = fileURLToPath(new URL('runtime.ts', import.meta.url));

export class WarmProcess {
  readonly accessKeyId: string;
  /** Resolves when it is gone. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #log: WarmProcessOptions['log'];
  #isAlive = true;
  /** Who waits for an answer, or for it to be ready. */
  #waiting: { resolve(answer: string): void; reject(error: Error): void } | undefined;
  readonly #ready: Promise<string>;

  constructor({ start, environment, memoryMegabytes, accessKeyId, log }: WarmProcessOptions) {
    this.accessKeyId = accessKeyId;
    this.#log = log;
    this.#child = fork(runtime, [JSON.stringify({ ...start, parent: process.pid } satisfies Start)], {
      env: { ...environment },
      execArgv: [`--max-old-space-size=${memoryMegabytes}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.on('message', (report: Report) => this.#hear(report));
    // What does not go through the runtime: the last words of a process that breaks.
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => log(text.trimEnd(), 'error'));
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#end(`Runtime exited with error: ${signal === null ? `exit status ${code}` : 'signal: killed'}`);
        resolve();
      });
      // More than one can come: of its start, and of every message that does not reach it.
      this.#child.on('error', (error) => this.#end(`Runtime could not be reached: ${error.message}`));
    });
    this.#ready = this.#next();
    // Whoever comes with the first event hears of it. One that could not begin is of no use any more.
    this.#ready.catch(() => {
      this.#isAlive = false;
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The answer in JSON. Rejects with what the function threw, or with how the process ended. */
  async run(work: () => Work): Promise<string> {
    await this.#ready;
    const answer = this.#next();
    if (this.#isAlive) this.#child.send(work());
    return answer;
  }

  /** Takes no event from now on. Resolves when it is gone. */
  kill(): Promise<void> {
    this.#isAlive = false;
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  #next(): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#waiting = { resolve, reject };
    if (!this.#isAlive) this.#end('Runtime exited');
    return promise;
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case 'said':
        this.#log(report.text, report.level);
        break;
      case 'ready':
        this.#waiting?.resolve('');
        break;
      case 'returned':
        this.#waiting?.resolve(report.answer);
        break;
      case 'failed':
        this.#waiting?.reject(new RemoteError(report.error));
        break;
      default:
        report satisfies never;
    }
  }

  #end(reason: string): void {
    this.#isAlive = false;
    this.#waiting?.reject(new RemoteError(reason));
  }
}

/** What was thrown in the process; its stack is that one's. */
class RemoteError extends Error {
  constructor(description: string) {
    super(description.split('\n')[0]);
    this.stack = description;
  }
}
