/**
 * Programs of their own beside a world: the world is served over HTTP, and they reach it as they would reach AWS, by
 * their environment alone. The https hosts of user pools lead there through a proxy whose certificates they trust.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, serve } from '../local-aws/http/server.ts';
import type { Aws } from '../local-aws/local-aws.ts';

/** A program gets this long; none needs a tenth of it. */
const patience = 30_000;

export class Neighbourhood {
  readonly #server: RunningServer;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #children = new Set<ChildProcess>();
  /** Everything that the programs printed, for the leak check. */
  readonly printed: string[] = [];

  private constructor(server: RunningServer, folder: string, environment: Readonly<Record<string, string>>) {
    this.#server = server;
    this.#folder = folder;
    this.#environment = environment;
  }

  static async around(aws: Aws): Promise<Neighbourhood> {
    const server = await serve(aws);
    const folder = await mkdtemp(join(tmpdir(), 'cognito-ssm-sync-'));
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, server.authority);
    return new Neighbourhood(server, folder, {
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: aws.site.region,
      AWS_ACCESS_KEY_ID: aws.callers.pipeline.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'not-checked',
      HTTPS_PROXY: server.url,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: authority,
    });
  }

  /** Runs a program of this folder to its end; its output, trimmed. */
  async run(program: string, environment: Readonly<Record<string, string>>): Promise<string> {
    const { child, output } = this.#start(program, environment);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${output()}`);
    return output();
  }

  /** Starts a program that goes on until `close`; what it says first, trimmed. */
  async open(program: string, environment: Readonly<Record<string, string>>): Promise<string> {
    const { child, output } = this.#start(program, environment);
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}: ${output()}`);
    return output();
  }

  #start(program: string, environment: Readonly<Record<string, string>>) {
    const path = fileURLToPath(new URL(program, import.meta.url));
    const child = spawn(process.execPath, [path], {
      env: { ...this.#environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience,
    });
    this.#children.add(child);
    const parts: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        parts.push(text);
        this.printed.push(text);
      });
    }
    return { child, output: () => parts.join('').trim() };
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill();
    await this.#server.close();
    await rm(this.#folder, { recursive: true });
  }
}
