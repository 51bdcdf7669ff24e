/** Processes: infra/app.ts as the CDK's command line runs it, into a folder of its own, and what it made there. */
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compileCache } from '../synthesis-folder.ts';
import { flags } from './synthesis.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node with this environment and nothing else but the path. */
export async function node(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
  const { PATH = '' } = process.env;
  try {
    const ended = await promisify(execFile)(process.execPath, args, {
      env: { PATH, NODE_COMPILE_CACHE: compileCache, ...environment },
    });
    return { code: 0, ...ended };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as Partial<Ended>;
    return { code: code ?? Number.NaN, stdout, stderr };
  }
}

export class Application implements Disposable {
  readonly #output = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-app-'));

  /** Synthesises with the feature flags and this context. */
  run(context: object): Promise<Ended> {
    return node(['infra/app.ts'], {
      CDK_OUTDIR: this.#output,
      CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }),
    });
  }

  /** A file of what it made, parsed. */
  read(name: string): Readonly<Record<string, unknown>> {
    return JSON.parse(readFileSync(join(this.#output, name), 'utf8'));
  }

  /** Properties of the stack's resources, by type. */
  resources(): Readonly<Record<string, readonly unknown[]>> {
    const { Resources } = this.read('CognitoSsmSync.template.json');
    const all = Object.values(Resources as Record<string, { Type: string; Properties: unknown }>);
    const byType = Map.groupBy(all, ({ Type }) => Type);
    return Object.fromEntries([...byType].map(([type, group]) => [type, group.map(({ Properties }) => Properties)]));
  }

  /** Path of the one bundle; the asset holds nothing else. */
  bundle(): string {
    const files = globSync(join(this.#output, 'asset.*/*'));
    const [path, ...others] = files;
    if (path === undefined || others.length > 0) throw new Error(`not one bundle but ${files.length} files`);
    return path;
  }

  [Symbol.dispose](): void {
    rmSync(this.#output, { recursive: true });
  }
}
