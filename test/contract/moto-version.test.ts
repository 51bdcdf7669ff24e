import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMoto } from './moto.ts';
import { obstacle } from './moto-version.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contract-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that says this, as an interpreter with that moto would. */
function saying(script: string): string {
  const program = join(folder, 'moto_server');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

describe('the comparison with moto', () => {
  test.each([
    ['moto is of the version whose differences are known', 'printf 5.2.1', undefined],
    ['moto is another version', 'printf 5.2.10', 'moto is 5.2.10, and its differences are known of 5.2.1'],
    ['moto tells no version', 'echo usage: moto_server', 'moto_server does not tell its version'],
    ['moto does not run', 'exit 3', 'moto_server does not tell its version'],
  ])('knows when %s', (_, script, expected) => {
    expect(obstacle(saying(script))).toBe(expected);
  });

  test('knows when there is no moto', () => {
    expect(obstacle(undefined)).toBe('moto_server is not on the PATH');
  });

  const installed = findMoto();
  test.runIf(installed !== undefined)('is told the version by whatever Python moto has', () => {
    expect(obstacle(installed)).not.toBe('moto_server does not tell its version');
  });
});
