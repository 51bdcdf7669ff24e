/**
 * moto's server, where it is installed: found along the PATH, started on a free port, and stopped for sure. It hangs
 * on a pipe from this process, so it ends when the pipe does, however this process ends.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { findProgram } from '../program.ts';

export interface Moto {
  readonly endpoint: string;
  /** Forgets everything it was told. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** It answers after 0.7 s on an idle machine. */
const patienceMilliseconds = 30_000;
/** Waits for moto or for the end of the pipe, whichever comes first, and leaves no process behind. */
const leash = `exec 3<&0
"$0" "$@" 3<&- </dev/null & server=$!
{ read -r _ <&3; kill "$server" 2>/dev/null; } &
wait "$server"`;

/** The path of `moto_server`; undefined when the PATH has none that may be run. */
export function findMoto(path?: string): string | undefined {
  return findProgram('moto_server', path);
}

/** Resolves when it answers. @throws Error when it does not within half a minute */
export async function startMoto(program: string): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn('/bin/sh', ['-c', leash, program, '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', resolve).once('error', resolve);
  });
  const stop = async (): Promise<void> => {
    server.stdin.end();
    await ended;
  };
  try {
    await answering(endpoint, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop, reset: () => ask(`${endpoint}/moto-api/reset`, 'POST') };
}

async function answering(endpoint: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      return await ask(`${endpoint}/moto-api/data.json`, 'GET');
    } catch (cause) {
      if (server.exitCode !== null) throw new Error('moto_server ended before it answered', { cause });
      if (Date.now() >= deadline) throw new Error('moto_server does not answer', { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ask(url: string, method: string): Promise<void> {
  const answer = await fetch(url, { method });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status}`);
}

/** The operating system's choice. Another process could take it before moto does; then moto ends, and says so. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
