/**
 * The world in a file, between two runs of `npm run local`. It is that AWS's disk: it holds secrets, so only its owner
 * may read it. It is replaced as a whole or not at all, and one that cannot be read is never taken for an empty one.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Aws } from '../local-aws/local-aws.ts';
import { decode, encode } from '../local-aws/state.ts';

/** A sentence for the person who named the file. */
export class WrongStateFile extends Error {}

interface StateFile {
  readonly format: 'cognito-ssm-sync local world';
  readonly version: 1;
  readonly region: string;
  /** Of `world`: tells a file that was cut off or changed. */
  readonly sha256: string;
  readonly world: string;
}

type Kept = 'cognito' | 'parameterStore' | 'tagging' | 'sqs';
const kept: readonly Kept[] = ['cognito', 'parameterStore', 'tagging', 'sqs'];

/** What an earlier run left; undefined when there is no such file yet. @throws WrongStateFile */
export function readState(file: string, region: string): ((aws: Aws) => void) | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const state = parse(file, text);
  if (state.region !== region) {
    throw new WrongStateFile(
      `${file} holds a world in ${state.region}: say --region ${state.region}, or name another file`,
    );
  }
  return (aws) => {
    const saved = decode(state.world) as Record<Kept, unknown>;
    for (const service of kept) aws[service].restore(saved[service]);
  };
}

/** @throws WrongStateFile */
export function writeState(file: string, aws: Aws): void {
  const world = encode(Object.fromEntries(kept.map((service) => [service, aws[service].save()])));
  const state: StateFile = {
    format: 'cognito-ssm-sync local world',
    version: 1,
    region: aws.site.region,
    sha256: sha256(world),
    world,
  };
  const next = `${file}.next`;
  try {
    writeFileSync(next, `${JSON.stringify(state)}\n`, { mode: 0o600 });
    renameSync(next, file);
  } catch (error) {
    throw new WrongStateFile(`${file} cannot be written (${reasonOf(error)})`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new WrongStateFile(`${file} cannot be read (${reasonOf(error)})`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parse(file: string, text: string): StateFile {
  const state = jsonIn(text) as Partial<StateFile> | undefined;
  if (state?.format !== 'cognito-ssm-sync local world') {
    throw new WrongStateFile(`${file} is no world of npm run local; it is left as it is: name another file`);
  }
  if (state.version !== 1) {
    throw new WrongStateFile(`${file} is of version ${String(state.version)}, this program knows version 1`);
  }
  if (state.world === undefined || state.region === undefined || state.sha256 !== sha256(state.world)) {
    throw new WrongStateFile(`${file} was cut off or changed since it was written; move it away to begin anew`);
  }
  return state as StateFile;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
