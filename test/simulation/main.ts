/** `npm run simulate`: see options.ts for what it does. */
import { Worker } from 'node:worker_threads';
import { defectTable } from './defect-table.ts';
import { help, type Options, readOptions, WrongOption } from './options.ts';
import { invariants } from './oracle/oracle.ts';
import { Summary } from './summary.ts';
import type { Trial } from './trial.ts';
import type { Share, Told } from './worker.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Tells of a seed that failed, so that it can be understood and played again. */
function complain({ seed, violations, told }: Trial): void {
  const broken = [...new Set(violations.map(({ invariant }) => invariants[invariant]))];
  print([`Seed ${seed} breaks`, ...broken.map((sentence) => `  ${sentence}`), told ?? ''].join('\n'));
  print(`Play it again: npm run simulate -- --from ${seed} --seeds 1\n`);
}

function simulate({ from, seeds, workers }: Options): Promise<Summary> {
  const summary = new Summary();
  const end = from + seeds;
  const crew = Math.min(workers, seeds);
  const measureEvery = Math.max(1, Math.ceil(seeds / crew / 10));
  return new Promise((resolve, reject) => {
    const threads = Array.from({ length: crew }, (_, index) => {
      const workerData: Share = { first: from + index, step: crew, end, measureEvery };
      return new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    });
    let running = crew;
    process.once('SIGINT', () => resolve(summary));
    for (const [index, thread] of threads.entries()) {
      thread.on('message', ({ trial, heap }: Told) => {
        summary.add(trial);
        if (heap !== undefined && index === 0) summary.heaps.push(heap);
        if (trial.violations.length > 0) complain(trial);
        if (process.stdout.isTTY) process.stdout.write(`\r${summary.seeds} of ${seeds} seeds\r`);
      });
      thread.on('error', reject);
      thread.on('exit', () => {
        running -= 1;
        if (running === 0) resolve(summary);
      });
    }
  });
}

async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  if (options === undefined) {
    print(help);
    return 0;
  }
  if (options.defects) return defectTable(print);
  const began = performance.now();
  const summary = await simulate(options);
  for (const line of summary.lines((performance.now() - began) / 1000)) print(line);
  return summary.failed.length === 0 ? 0 : 1;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof WrongOption)) throw error;
  process.stderr.write(`${error.message}\n\n${help}`);
  process.exit(2);
}
