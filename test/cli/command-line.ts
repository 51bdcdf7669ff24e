/** A person at the command line: the built program as a process of its own, on the AWS of a test's world. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openWorld } from '../e2e/worlds.ts';
import { serve } from '../local-aws/http/server.ts';
import type { World } from '../world.ts';
import { builtProgram } from './built-program.ts';

/** The program waits for its pace most of the time, and nobody needs to wait with it. */
const speed = 200;
const worldTime = fileURLToPath(new URL('world-time.ts', import.meta.url));

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  /** Without its lines about how it gets on. */
  readonly stderr: string;
  readonly progress: readonly string[];
}

export interface RunOptions {
  /** What is typed, all at once. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where stdout goes instead of to the reader: nobody reads it, or it is a disk that is full. */
  readonly stdout?: 'unread' | 'full';
  /** Who calls; the access key id of a caller or of a session. */
  readonly accessKeyId?: string;
}

export class CommandLine {
  readonly world: World;
  readonly #url: string;
  readonly #close: () => Promise<void>;
  /** Everything that was ever printed; it is searched for secrets. */
  readonly #printed: string[] = [];

  private constructor(world: World, url: string, close: () => Promise<void>) {
    this.world = world;
    this.#url = url;
    this.#close = close;
  }

  /** In a world of its own, in which no rate is limited: its time stands still while the program runs. */
  static async open(options: Parameters<typeof openWorld>[0] = {}): Promise<CommandLine> {
    const world = openWorld({ quotas: false, ...options });
    const { url, close } = await serve(world.aws);
    return new CommandLine(world, url, close);
  }

  /** What the program says to these words, and how it ends. */
  async run(
    words: readonly string[],
    { input = '', environment = {}, stdout: goes, accessKeyId }: RunOptions = {},
  ): Promise<Said> {
    const program = await builtProgram();
    const full = goes === 'full' ? openSync('/dev/full', 'w') : undefined;
    const child = spawn(process.execPath, ['--import', worldTime, program, ...words], {
      env: {
        PATH: process.env.PATH,
        AWS_ENDPOINT_URL: this.#url,
        AWS_REGION: this.world.aws.site.region,
        AWS_ACCESS_KEY_ID: accessKeyId ?? this.world.aws.callers.person.accessKeyId,
        AWS_SECRET_ACCESS_KEY: 'not-checked',
        WORLD_TIME: JSON.stringify({ now: this.world.aws.clock.now(), speed }),
        ...environment,
      },
      stdio: ['pipe', full ?? 'pipe', 'pipe'],
    });
    if (full !== undefined) closeSync(full);
    child.stdin?.end(input);
    const { stdout: out, stderr: beside } = child;
    if (goes === 'unread') out?.destroy();
    const read = (stream: Readable | null) => (stream === null || stream.destroyed ? '' : text(stream));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr, code] = await Promise.all([read(out), read(beside), ended]);
    this.#printed.push(stdout, stderr);
    const { said = [], progress = [] } = Object.groupBy(stderr.split('\n'), (line) =>
      line.startsWith('… ') ? 'progress' : 'said',
    );
    return { code, stdout, stderr: said.join('\n'), progress };
  }

  /** Ends the serving. Throws where anything that was printed, or anything else in the world, shows a secret. */
  async close(): Promise<void> {
    await this.#close();
    const leaks = this.world.leaks({ 'the command line': this.#printed });
    if (leaks.length > 0) throw new Error(`secrets were shown: ${JSON.stringify(leaks)}`);
  }
}
