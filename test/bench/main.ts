/**
 * `npm run bench`: how large the function is and how fast it starts, beside bare Node and the usual bundling recipe.
 * `npm run bench -- --cost`: what a deployment costs in a month.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccount } from './account.ts';
import { type Bundle, makeBundles } from './bundles.ts';
import { costTable } from './cost-table.ts';
import { Measurer, type Times } from './measure.ts';
import { markdown } from './table.ts';

const rounds = 15;
const warmEvents = 200;

const columns: readonly { readonly head: string; readonly value: (bundle: Bundle, times: Times) => number }[] = [
  { head: 'bytes', value: ({ bytes }) => bytes },
  { head: 'gzip', value: ({ gzipBytes }) => gzipBytes },
  { head: 'import ms', value: (_, { importing }) => importing },
  { head: 'first answer ms', value: (_, { firstAnswer }) => firstAnswer },
  { head: 'processor ms', value: (_, { processorTime }) => processorTime },
  { head: 'peak MB', value: (_, { peakKilobytes }) => peakKilobytes / 1024 },
  { head: 'warm event ms', value: (_, { warm }) => warm },
];

async function startTable(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-bench-'));
  const bundles = await makeBundles(folder);
  const account = await openAccount(folder);
  try {
    const paths = bundles.map(({ path }) => path);
    const times = await new Measurer(account, folder).compare(paths, rounds, warmEvents);
    const values = bundles.map((bundle, index) =>
      columns.map(({ value }) => {
        const measured = times[index];
        return measured ? value(bundle, measured) : 0;
      }),
    );
    const [, plain = []] = values;
    return markdown(
      ['', ...columns.map(({ head }) => head)],
      bundles.map(({ name }, index) => [
        name,
        ...(values[index] ?? []).map((value, at) => cell(value, plain[at] ?? 0)),
      ]),
    );
  } finally {
    await account.close();
    rmSync(folder, { recursive: true });
  }
}

/** The value and, in brackets, how many times the plain recipe's it is. */
function cell(value: number, plain: number): string {
  const digits = value >= 1000 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} (${(value / plain).toFixed(2)})`;
}

if (process.argv.includes('--cost')) process.stdout.write(`${costTable()}\n`);
else process.stdout.write(`Node ${process.version}, medians of ${rounds} processes\n\n${await startTable()}\n`);
