/** `npm run local`: an AWS for people and their tools, until Ctrl-C. */
import { AuthorityFile, WrongAuthorityFile } from './authority-file.ts';
import { followWorld } from './live-log.ts';
import { type LocalWorld, startLocal } from './local.ts';
import { help, type LocalOptions, readOptions, WrongOption } from './options.ts';
import { WrongStateFile } from './state-file.ts';
import { welcome } from './welcome.ts';

/** A second Ctrl-C this much later means it; npm itself passes one on at once. */
const meant = 500;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a person can do something about is a sentence; anything else is a defect, and shows where. */
function wordsFor(error: unknown, options?: LocalOptions): string {
  if (error instanceof WrongStateFile || error instanceof WrongAuthorityFile) return `${error.message}.`;
  if (error instanceof WrongOption) return `${error.message}. npm run local -- --help lists the options.`;
  if (error instanceof Error && 'syscall' in error && error.syscall === 'listen' && options) {
    const port = `Port ${options.port}`;
    if ('code' in error && error.code === 'EADDRINUSE') {
      return `${port} is taken: stop what listens there, or choose another with -- --port N (0: any free one).`;
    }
    if ('code' in error && error.code === 'EACCES')
      return `${port} needs rights that you do not have: choose one above 1023.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function run(options: LocalOptions): Promise<void> {
  say('Starting: the stack’s template and its bundle are made …');
  const world = await startLocal(options, (error) => say(wordsFor(error)));
  const authority = await attempt(world, () => new AuthorityFile(world.authority, options.authorityFile));
  let stopping: number | undefined;
  const stop = async (): Promise<void> => {
    const now = performance.now();
    if (stopping !== undefined) return now - stopping > meant ? process.exit(1) : undefined;
    stopping = now;
    say('Stopping …');
    authority.remove();
    try {
      await world.stop();
      say(
        options.stateFile === undefined
          ? 'Stopped; the world is gone.'
          : `Stopped; the world is kept in ${options.stateFile}.`,
      );
      process.exit(0);
    } catch (error) {
      fail(error, options);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  say(welcome(world, options, authority.path));
  followWorld(world, say);
}

/** What fails after the world has started stops it. */
async function attempt<Result>(world: LocalWorld, step: () => Result): Promise<Result> {
  try {
    return step();
  } catch (error) {
    await world.stop();
    throw error;
  }
}

function fail(error: unknown, options?: LocalOptions): void {
  process.stderr.write(`${wordsFor(error, options)}\n`);
  process.exitCode = 1;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(help);
  else await run(options).catch((error: unknown) => fail(error, options));
} catch (error) {
  fail(error);
}
