import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open({ environment: { MODE: 'report' } });
  const pool = await cli.world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
  await pool.createClient('orders');
  await pool.createClient('billing');
  await cli.world.settle();
});
afterEach(() => cli.close());

describe('the exit code says how it ended', () => {
  test('also where nobody reads on: apply writes what it was told to, and plan says that changes are due', async () => {
    expect((await cli.run(['plan'], { stdout: 'unread' })).code).toBe(2);
    expect((await cli.run(['apply', '--yes', '--max-changes', '1'], { stdout: 'unread' })).code).toBe(1);
    expect(await cli.run(['apply', '--yes'], { stdout: 'unread' })).toMatchObject({ code: 0, stderr: '' });
    expect(['orders', 'billing'].map((name) => cli.world.version(`/layered-apis/${name}`))).toEqual([1, 1]);
  });

  test.skipIf(!existsSync('/dev/full'))('what cannot be printed is an error, and not in sync', async () => {
    await cli.run(['apply', '--yes']);
    expect(await cli.run(['plan'], { stdout: 'full' })).toMatchObject({
      code: 1,
      stderr: 'Error: What was to be printed could not be written: ENOSPC.\n',
    });
  });
});
