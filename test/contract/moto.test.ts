import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMoto, startMoto } from './moto.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contract-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program named `moto_server` in a new folder of that name. */
function place(name: string, mode: number, script = ''): string {
  const home = join(folder, name);
  mkdirSync(home);
  writeFileSync(join(home, 'moto_server'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(home, 'moto_server'), mode);
  return home;
}

describe("moto's server", () => {
  test('is the first on the PATH that may be run', () => {
    const path = [join(folder, 'none'), place('text', 0o644), '', place('first', 0o755), place('second', 0o755)];
    expect(findMoto(path.join(delimiter))).toBe(join(folder, 'first', 'moto_server'));
  });

  test('is not there when no folder of the PATH has it', () => {
    expect(findMoto(folder)).toBeUndefined();
    expect(findMoto('')).toBeUndefined();
  });

  test('that ends before it answers is told at once, and not waited for', async () => {
    const program = join(place('broken', 0o755, 'exit 3'), 'moto_server');
    await expect(startMoto(program)).rejects.toThrow('moto_server ended before it answered');
  });

  const installed = findMoto();
  test.runIf(installed !== undefined)('answers until it is stopped, and nobody answers there any more', async () => {
    const moto = await startMoto(installed ?? '');
    await expect(moto.reset()).resolves.toBeUndefined();
    await moto.stop();
    await expect(moto.reset()).rejects.toThrow('fetch failed');
  });
});
