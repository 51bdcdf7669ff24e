import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PoolInWorld } from '../pool-in-world.ts';
import { CommandLine, type Said } from './command-line.ts';

let cli: CommandLine;
let pool: PoolInWorld;
let orders: { id: string; secret: string };
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-apply-'));
  cli = await CommandLine.open({ environment: { MODE: 'report' } });
  pool = await cli.world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync': '/layered-apis/:clientName' } });
  orders = await pool.createClient('orders');
  await cli.world.put('/layered-apis/billing', '{"database":{"password":"s3cr3t-database"}}');
  await pool.createClient('billing');
  await cli.world.settle();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await cli.close();
});

/** What is due, or was done, as `kind of parameter because of keys`. */
function changes({ stdout }: Said): readonly string[] {
  const lines = stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return lines
    .filter(({ action }) => action === 'create' || action === 'update')
    .map(({ action, clientName, parameter, place, reasons }) =>
      [action, clientName, parameter, place, ...reasons].join(' '),
    )
    .sort();
}

const versions = () => ['orders', 'billing'].map((name) => cli.world.version(`/layered-apis/${name}`));

describe('apply', () => {
  test('does exactly what plan said, and then there is nothing left to do', async () => {
    const planned = await cli.run(['plan', '--json']);
    const applied = await cli.run(['apply', '--yes', '--json']);

    expect(changes(applied)).toEqual(changes(planned));
    expect(changes(planned)).toHaveLength(2);
    expect(applied).toMatchObject({ code: 0, stderr: '' });
    expect(cli.world.credentials('/layered-apis/orders')).toEqual({
      url: 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token',
      clientId: orders.id,
      clientSecret: orders.secret,
    });
    expect(cli.world.json('/layered-apis/billing')).toMatchObject({ database: { password: 's3cr3t-database' } });
    expect((await cli.run(['plan'])).code).toBe(0);
    expect(await cli.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    expect(versions()).toEqual([1, 2]);
  });

  test('tells what it did to whom', async () => {
    const { code, stdout } = await cli.run(['apply', '--yes', '--client', 'orders']);
    expect(stdout.split('\n').slice(-3)).toEqual([
      '  ✓ orders  /layered-apis/orders  auth.cognito  created',
      '1 change written.',
      '',
    ]);
    expect(code).toBe(0);
    expect(versions()).toEqual([1, 1]);
  });

  test('never waits where nobody can answer: without a terminal it wants --yes', async () => {
    expect(await cli.run(['apply'], { input: 'y\n' })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Error: apply asks before it writes, and there is no terminal to ask at.\nSay --yes to have it done.\n',
    });
    expect(versions()).toEqual([0, 1]);
  });

  test('writes nothing where more is due than --max-changes allows', async () => {
    const { code, stderr } = await cli.run(['apply', '--yes', '--max-changes', '1']);
    expect(stderr).toContain('2 changes are due, and --max-changes allows 1. Nothing was written.');
    expect(code).toBe(1);
    expect(versions()).toEqual([0, 1]);
    expect((await cli.run(['apply', '--yes', '--max-changes', '2'])).code).toBe(0);
  });
});

describe('a saved plan', () => {
  test('holds what it rests on, for its owner only, and nothing of a secret', async () => {
    const file = join(folder, 'plan.json');
    expect((await cli.run(['plan', '--out', file])).code).toBe(2);

    const text = readFileSync(file, 'utf8');
    const { targets } = JSON.parse(text) as { targets: readonly Record<string, unknown>[] };

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(targets.find(({ clientId }) => clientId === orders.id)).toEqual({
      userPoolId: pool.id,
      clientId: orders.id,
      parameter: '/layered-apis/orders',
      place: 'auth.cognito',
      action: 'create',
      reasons: ['url', 'clientId', 'clientSecret'],
      version: null,
      secretCount: 1,
      newestSecretId: expect.stringMatching(new RegExp(`^${orders.id}--\\d+$`)),
      url: 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token',
      tags: ['ssm-sync:managed', 'ssm-sync:owner:auth.cognito'],
    });
    expect(cli.world.leaks({ 'the saved plan': [text] })).toEqual([]);
  });
});
