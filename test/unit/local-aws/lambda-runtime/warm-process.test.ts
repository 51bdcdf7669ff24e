import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WarmProcess, type WarmProcessOptions } from '../../../local-aws/lambda-runtime/warm-process.ts';

const source = new URL('../../../local-aws/lambda-runtime/warm-process.ts', import.meta.url).href;
const work = { event: {}, context: {}, deadline: 0, now: 0 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warm-process-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What a process with a handler of this code is made of, but for where its lines go. */
function optionsOf(code: string): Omit<WarmProcessOptions, 'log'> {
  const file = join(folder, 'index.mjs');
  writeFileSync(file, code);
  const start = { module: pathToFileURL(file).href, handler: 'handler', now: 0, speed: 1 };
  return { start, environment: {}, memoryMegabytes: 128, accessKeyId: 'ASIALOCAL' };
}

it('takes no event once it is killed', async () => {
  const warm = new WarmProcess({ ...optionsOf('export const handler = () => 1;'), log: () => {} });
  expect(await warm.run(() => work)).toBe('1');
  const gone = warm.kill();
  expect(warm.isAlive).toBe(false);
  await expect(warm.run(() => work)).rejects.toThrow('Runtime exited');
  await gone;
});

it('does not outlive a parent that is killed, even when it never pauses', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The kernel closes the connection when the process is gone, and not before.
  const options = optionsOf(`import { connect } from 'node:net';
    export const handler = () => {
      const socket = connect(${(server.address() as AddressInfo).port}, '127.0.0.1');
      socket.once('connect', () => socket.write(String(process.pid), () => { for (;;); }));
      return new Promise(() => {}); };`);
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { WarmProcess } from '${source}';
    const warm = new WarmProcess({ ...${JSON.stringify(options)}, log: console.error });
    await warm.run(() => (${JSON.stringify(work)}));`,
  ]);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [pid] = await once(socket, 'data');
  try {
    parent.kill('SIGKILL');
    await once(socket, 'close', { signal: AbortSignal.timeout(20_000) });
  } finally {
    // Not when it is gone: the number may be another's by then.
    if (!socket.destroyed) process.kill(Number(pid), 'SIGKILL');
    server.close();
  }
});
