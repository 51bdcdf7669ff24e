import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../program.ts';
import { LocalProcess } from './local-process.ts';

const aws = findProgram('aws');
if (aws === undefined) process.stdout.write('aws is not on the PATH: the commands of docs/local.md were not run.\n');

/** The page's commands in their order, but for the first, which starts it. */
function commandsOf(page: string): readonly string[] {
  return [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '').slice(1);
}

describe.runIf(aws)('docs/local.md', () => {
  it('gives commands that lead from nothing to a service that is greeted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recipe-'));
    const authority = join(folder, 'ca.pem');
    const local = new LocalProcess(['--port', '0', '--authority', authority]);
    try {
      const url = await local.url();
      const script = commandsOf(readFileSync('docs/local.md', 'utf8'))
        .join('\n')
        .replaceAll('http://127.0.0.1:4566', url)
        .replace(/^CA=\S+/m, `CA=${authority}`)
        .replaceAll('api.url', join(folder, 'api.url'));
      const ended = await run(`set -eu\ntrap 'trap - TERM; kill 0' EXIT\n${script}`);
      // Only what is harmless is compared: the commands print a secret and a token.
      expect(ended.errors).toBe('');
      expect(ended.output.endsWith('200 Hello World!\n')).toBe(true);
      expect(ended.output.includes('"access_token":"ey')).toBe(true);
      expect(ended.output.includes('https://demo.auth.eu-west-1.amazoncognito.com/oauth2/token')).toBe(true);
    } finally {
      local.signal('SIGTERM');
      await local.ended();
      await rm(folder, { recursive: true });
    }
  });
});

/** In a process group of its own, which ends as a whole: the page leaves a program running. */
async function run(script: string): Promise<{ readonly output: string; readonly errors: string }> {
  const shell = spawn('bash', ['-c', script], {
    env: { ...process.env, AWS_PAGER: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const [output, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  return { output, errors: errors.replaceAll(/^npm warn.*\n?/gm, '') };
}
