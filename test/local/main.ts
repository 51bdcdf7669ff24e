/** `npm run local`: an AWS for people and their tools, until Ctrl-C. */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followWorld } from './live-log.ts';
import { type LocalWorld, startLocal } from './local.ts';
import { help, type LocalOptions, readOptions, WrongOption } from './options.ts';
import { WrongStateFile } from './state-file.ts';
import { welcome } from './welcome.ts';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}.\n`);
  process.exitCode = 1;
}

async function start(options: LocalOptions): Promise<void> {
  const world = await startLocal(options, (error) => say(error instanceof Error ? (error.stack ?? '') : String(error)));
  const authorityFile = join(tmpdir(), `cognito-ssm-sync-${new URL(world.url).port}.pem`);
  writeFileSync(authorityFile, world.authority);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(world, options, authorityFile));
  }
  say(welcome(world, options, authorityFile));
  followWorld(world.aws, say);
}

async function stop(world: LocalWorld, { stateFile }: LocalOptions, authorityFile: string): Promise<void> {
  say('Stopping …');
  await world.stop();
  rmSync(authorityFile, { force: true });
  say(stateFile === undefined ? 'Stopped; the world is gone.' : `Stopped; the world is kept in ${stateFile}.`);
  process.exit(0);
}

function sentenceOf(error: unknown, options: LocalOptions): string | undefined {
  if (error instanceof WrongStateFile) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'EADDRINUSE') {
    return `Port ${options.port} is taken: stop what listens there, or choose another with -- --port N (0: any free one)`;
  }
  return error.code === 'EACCES'
    ? `Port ${options.port} needs rights that you do not have: choose one above 1023`
    : undefined;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(help);
  else {
    await start(options).catch((error: unknown) => {
      const sentence = sentenceOf(error, options);
      if (sentence === undefined) throw error;
      fail(sentence);
    });
  }
} catch (error) {
  if (!(error instanceof WrongOption)) throw error;
  fail(`${error.message}. npm run local -- --help lists the options`);
}
