/** What `npm run simulate` is told on its command line. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface Options {
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  /** Whether the simulation itself is tried, with defects planted in the reconciler. */
  readonly defects: boolean;
}

/** A sentence for the person who typed it. */
export class WrongOption extends Error {}

export const help = `npm run simulate -- [options]

Plays whole worlds on virtual time against the real handler and holds each to the ten invariants.

  --seeds N    how many worlds; 200 when left out
  --from K     the first seed; 1 when left out
  --workers W  threads that play them; as many as there are processors when left out
  --defects    plant known defects in the reconciler, one after the other, and print the table of when each is caught
  --help       this

A failing seed prints the invariant, the smallest story that breaks it and the command to play it again. Exit code: 1 if
any seed failed, else 0. Ctrl-C ends it with the figures so far.
`;

const known = {
  seeds: { type: 'string', default: '200' },
  from: { type: 'string', default: '1' },
  workers: { type: 'string', default: String(availableParallelism()) },
  defects: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Undefined: only help was asked for. @throws WrongOption */
export function readOptions(words: readonly string[]): Options | undefined {
  const { from, seeds, workers, defects, help: isHelp } = parse(words);
  if (isHelp) return undefined;
  return {
    from: wholeNumber('--from', from, 0),
    seeds: wholeNumber('--seeds', seeds, 1),
    workers: wholeNumber('--workers', workers, 1),
    defects,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known }).values;
  } catch (error) {
    throw new WrongOption(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new WrongOption(`${option} is ${JSON.stringify(text)}; it takes a whole number from ${least} on`);
}
