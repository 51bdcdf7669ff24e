import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open();
});
afterEach(() => cli.close());

describe('plan', () => {
  test('says so and ends with 0 where everything is in sync', async () => {
    const pool = await cli.world.createPool('apis', {
      domain: 'acme',
      tags: { 'ssm-sync:orders': '/layered-apis/orders' },
    });
    await pool.createClient('orders');
    await cli.world.settle();

    const { code, stdout, stderr } = await cli.run(['plan']);

    expect(stdout).toBe(
      [
        `apis  ${pool.id}`,
        '  = in sync  orders  /layered-apis/orders  auth.cognito',
        '',
        'Nothing to change, 1 in sync in 1 pool.',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
