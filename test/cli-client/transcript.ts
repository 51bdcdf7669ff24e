/**
 * `npm exec -- node test/cli-client/transcript.ts`: the whole journey as it looks in a terminal, for documentation. It
 * is the one that the tests play. It stops, and exits 1, before it shows a secret.
 */
import { createWorld } from '../world-here.ts';
import { account } from './account.ts';
import { findAws } from './aws-cli.ts';
import { disguise } from './disguise.ts';
import { type Journey, play } from './journey.ts';
import { machineToMachine } from './machine-to-machine.ts';
import { pages } from './pages.ts';
import { parameters } from './parameters.ts';
import { openScene } from './scene.ts';

/** Longer answers are cut: nobody reads more. */
const mostLines = 60;
/** Longer commands are folded. */
const mostColumns = 100;

const chapters: Readonly<Record<string, Journey>> = {
  'Machine-to-machine authentication': machineToMachine,
  'Parameters by hand': parameters,
  'Lists longer than a page': pages,
  'The account': account,
};

const program = findAws('the transcript');
if (program === undefined) process.exitCode = 1;
else await transcribe(program);

async function transcribe(program: string): Promise<void> {
  const world = createWorld({ quotas: false });
  const scene = await openScene(program, world);
  const show = (text: string): void => {
    const line = disguise(world, text);
    if (world.leaks({ transcript: [line] }).length > 0) throw new Error('disguise.ts let a secret through');
    process.stdout.write(`${line}\n`);
  };
  try {
    for (const [title, journey] of Object.entries(chapters)) {
      show(`## ${title}\n`);
      await play(journey, {
        ...scene,
        watch: (name, words, { stdout, stderr }) => show(`# ${name}\n${typed(words)}\n${cut(stdout + stderr)}`),
      });
    }
  } finally {
    await scene.close();
  }
}

function typed(words: readonly string[]): string {
  const line = ['$ aws', ...words.map(quoted)].join(' ');
  return line.length > mostColumns ? line.replaceAll(' --', ' \\\n    --') : line;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`;
}

function cut(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= mostLines) return text;
  return [...lines.slice(0, mostLines), `… ${lines.length - mostLines} lines more`, ''].join('\n');
}
