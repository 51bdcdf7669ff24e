/** Runs subjects in fresh processes, in turn, and takes the medians of what they say. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { transformSync } from 'esbuild';
import type { Account } from './account.ts';
import type { Answer } from './subject.ts';

/** Medians. */
export interface Times extends Omit<Answer, 'warm' | 'failures'> {
  /** Milliseconds of one more event; 0 if there were none. */
  readonly warm: number;
}

interface Run {
  readonly answer: Answer;
  /** Everything that the handler logged. */
  readonly log: string;
}

export class Measurer {
  readonly #account: Account;
  readonly #program: string;

  /** `folder`: for the program of the subjects. */
  constructor(account: Account, folder: string) {
    this.#account = account;
    this.#program = join(folder, 'subject.mjs');
    const source = readFileSync(join(import.meta.dirname, 'subject.ts'), 'utf8');
    writeFileSync(this.#program, transformSync(source, { loader: 'ts', target: 'node24' }).code);
  }

  /** The medians of each bundle over `rounds` processes; in the last three of them `warmEvents` more events come. */
  async compare(bundles: readonly string[], rounds: number, warmEvents: number): Promise<readonly Times[]> {
    const runs = bundles.map((): Answer[] => []);
    // The first round is for the caches of the machine and of the embedded AWS.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, path] of bundles.entries()) {
        const { answer, log } = await this.run(path, round > rounds - 3 ? warmEvents : 0);
        if (answer.failures > 0) throw new Error(`${path} handed the message back: ${log}`);
        if (round > 0) runs[index]?.push(answer);
      }
    }
    return runs.map((answers) => ({
      importing: median(answers.map(({ importing }) => importing)),
      firstAnswer: median(answers.map(({ firstAnswer }) => firstAnswer)),
      processorTime: median(answers.map(({ processorTime }) => processorTime)),
      peakKilobytes: median(answers.map(({ peakKilobytes }) => peakKilobytes)),
      warm: median(answers.flatMap(({ warm }) => warm)),
    }));
  }

  /** One process; rejects when it ends without an answer. */
  async run(bundle: string, warmEvents = 0): Promise<Run> {
    const { environment, event } = this.#account;
    const child = spawn(process.execPath, [this.#program], {
      env: { ...environment, BUNDLE: bundle, EVENT: JSON.stringify(event), WARM_EVENTS: String(warmEvents) },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const [, ...outputs] = child.stdio as (Readable | null)[];
    const ended = once(child, 'close');
    const [output = '', errors = '', said = ''] = await Promise.all(
      outputs.map((stream) => (stream ? text(stream) : '')),
    );
    const [code] = await ended;
    if (code !== 0) throw new Error(`${bundle} ended with ${String(code)}: ${errors}`);
    return { answer: JSON.parse(said), log: output + errors };
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
