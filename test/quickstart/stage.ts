import { setTimeout } from 'node:timers/promises';
import { styleText } from 'node:util';

/**
 * Where the quickstart is played: a timeline for a person. On a terminal it has colour and a little time to read; piped
 * it is plain text. It counts the promises that were not kept.
 */
export class Stage {
  readonly #out: NodeJS.WriteStream;
  readonly #now: () => number;
  readonly #live: boolean;
  readonly #spoken: string[] = [];
  #act = 0;
  #kept = 0;
  #broken = 0;

  /** `now`: the story's time, milliseconds since the epoch. */
  constructor(out: NodeJS.WriteStream, now: () => number) {
    this.#out = out;
    this.#now = now;
    this.#live = out.isTTY === true && !process.env.CI;
  }

  get broken(): number {
    return this.#broken;
  }

  get kept(): number {
    return this.#kept;
  }

  /** Everything that was said, for the leak check. */
  get spoken(): readonly string[] {
    return this.#spoken;
  }

  async act(title: string, total: number): Promise<void> {
    this.#act += 1;
    await this.#line('');
    await this.#line(
      `${this.#style('dim', this.#time())}  ${this.#style(['bold', 'cyan'], `${this.#act}/${total} ${title}`)}`,
      6,
    );
  }

  /** Something that happens. */
  async happens(text: string): Promise<void> {
    await this.#line(`${this.#style('dim', this.#time())}  ${text}`, 2);
  }

  /** A text to look at: a document, an answer. */
  async show(text: string): Promise<void> {
    for (const line of text.split('\n')) await this.#line(`${' '.repeat(12)}${this.#style('dim', '│')} ${line}`);
  }

  /** A promise, and whether it was kept. */
  async promise(text: string, kept: boolean): Promise<void> {
    if (kept) this.#kept += 1;
    else this.#broken += 1;
    const mark = kept ? this.#style('green', '✓') : this.#style('red', '✗ NOT KEPT:');
    await this.#line(`${' '.repeat(10)}${mark} ${text}`, 2);
  }

  async say(text: string): Promise<void> {
    await this.#line(text);
  }

  bold(text: string): string {
    return this.#style('bold', text);
  }

  #time(): string {
    return new Date(this.#now()).toISOString().slice(11, 19);
  }

  #style(format: Parameters<typeof styleText>[0], text: string): string {
    return styleText(format, text, { stream: this.#out });
  }

  async #line(text: string, beats = 1): Promise<void> {
    this.#spoken.push(text);
    this.#out.write(`${text}\n`);
    if (this.#live) await setTimeout(beats * 35);
  }
}
