/**
 * The world in a file, between two runs of `npm run local`. It is that AWS's disk: it holds secrets, so only its owner
 * may read it. One run has it at a time; it is replaced as a whole or not at all, and one that cannot be read is never
 * taken for an empty one.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Aws } from '../local-aws/local-aws.ts';
import { decode, encode } from '../local-aws/state.ts';

/** A sentence for the person who named the file. */
export class WrongStateFile extends Error {}

interface StoredWorld {
  readonly format: 'cognito-ssm-sync local world';
  readonly version: 1;
  readonly region: string;
  /** Of `world`: tells a file that was cut off or changed. */
  readonly sha256: string;
  readonly world: string;
}

type Kept = 'cognito' | 'parameterStore' | 'tagging' | 'sqs';
const kept: readonly Kept[] = ['cognito', 'parameterStore', 'tagging', 'sqs'];

export class StateFile {
  readonly #file: string;
  readonly #lock: string;

  /** Takes the file for this run. @throws WrongStateFile when another run has it */
  constructor(file: string) {
    // Behind a link, so that the link stays one.
    this.#file = target(file);
    this.#lock = `${this.#file}.lock`;
    this.#take();
  }

  /** What an earlier run left; undefined when there is no such file yet. @throws WrongStateFile */
  read(region: string): ((aws: Aws) => void) | undefined {
    const text = this.#textIfThere();
    if (text === undefined) return undefined;
    const stored = parse(this.#file, text);
    if (stored.region !== region) {
      const advice = `say --region ${stored.region}, or name another file`;
      throw new WrongStateFile(`${this.#file} holds a world in ${stored.region}: ${advice}`);
    }
    return (aws) => {
      try {
        const saved = decode(stored.world) as Record<Kept, unknown>;
        for (const service of kept) aws[service].restore(saved[service]);
      } catch (cause) {
        const advice = 'another build of this program wrote it; move it away to begin anew';
        throw new WrongStateFile(`${this.#file} is not understood: ${advice}`, { cause });
      }
    };
  }

  /** @throws WrongStateFile */
  write(aws: Aws): void {
    const world = encode(Object.fromEntries(kept.map((service) => [service, aws[service].save()])));
    const stored: StoredWorld = {
      format: 'cognito-ssm-sync local world',
      version: 1,
      region: aws.site.region,
      sha256: sha256(world),
      world,
    };
    const next = `${this.#file}.next`;
    try {
      // A file that is there already keeps its mode, and a link leads elsewhere.
      rmSync(next, { force: true });
      writeFileSync(next, `${JSON.stringify(stored)}\n`, { mode: 0o600, flag: 'wx' });
      renameSync(next, this.#file);
    } catch (error) {
      throw new WrongStateFile(`${this.#file} cannot be written (${reasonOf(error)})`);
    }
  }

  /** Another run may have it now. */
  release(): void {
    rmSync(this.#lock, { force: true });
  }

  #take(): void {
    try {
      writeFileSync(this.#lock, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        throw new WrongStateFile(`${this.#file} cannot be written (${reasonOf(error)})`);
      }
      const holder = Number(readFileSync(this.#lock, 'utf8'));
      if (isAlive(holder)) {
        const advice = `stop it, or name another file (${this.#lock} says so)`;
        throw new WrongStateFile(`${this.#file} is in use by process ${holder}: ${advice}`);
      }
      // Its holder was killed.
      rmSync(this.#lock, { force: true });
      this.#take();
    }
  }

  #textIfThere(): string | undefined {
    try {
      return readFileSync(this.#file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new WrongStateFile(`${this.#file} cannot be read (${reasonOf(error)})`);
    }
  }
}

function target(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function parse(file: string, text: string): StoredWorld {
  const stored = jsonIn(text) as Partial<StoredWorld> | undefined;
  if (stored?.format !== 'cognito-ssm-sync local world') {
    throw new WrongStateFile(`${file} is no world of npm run local; it is left as it is: name another file`);
  }
  if (stored.version !== 1) {
    throw new WrongStateFile(`${file} is of version ${String(stored.version)}, this program knows version 1`);
  }
  if (stored.world === undefined || stored.region === undefined || stored.sha256 !== sha256(stored.world)) {
    throw new WrongStateFile(`${file} was cut off or changed since it was written; move it away to begin anew`);
  }
  return stored as StoredWorld;
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
