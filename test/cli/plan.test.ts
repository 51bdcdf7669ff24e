import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';

let cli: CommandLine;
beforeEach(async () => {
  // The function writes nothing, so that there is something to plan.
  cli = await CommandLine.open({ environment: { MODE: 'report' } });
});
afterEach(() => cli.close());

/** A pool in which about everything that can be is: its id, and its clients'. */
async function busyPool() {
  const { world } = cli;
  const pool = await world.createPool('apis', {
    domain: 'acme',
    tags: {
      'ssm-sync': '/layered-apis/:clientName/prod',
      'ssm-sync:edited': '/layered-apis/edited/prod@auth.machine',
      'ssm-sync:later': '/layered-apis/later/prod create=never',
      'ssm-sync:outside': '/elsewhere/outside',
    },
  });
  const names = ['orders', 'steady', 'replaced', 'edited', 'later', 'outside', 'plain'];
  const clients = new Map<string, { id: string; secret: string }>();
  for (const name of names) clients.set(name, await pool.createClient(name));
  const of = (name: string) => clients.get(name) ?? { id: '', secret: '' };
  const url = 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token';
  const standing = (name: string, place = 'cognito', more = {}) =>
    JSON.stringify({
      database: { password: 's3cr3t-database' },
      auth: { [place]: { url, clientId: of(name).id, clientSecret: of(name).secret, ...more } },
    });
  const owned = (name: string) => ({
    Tags: [
      { Key: 'ssm-sync:managed', Value: 'true' },
      { Key: 'ssm-sync:owner:auth.cognito', Value: `${pool.id} ${of(name).id} cognito-ssm-sync` },
    ],
    Overwrite: false,
  });
  await world.put('/layered-apis/steady/prod', standing('steady'), owned('steady'));
  await world.put('/layered-apis/replaced/prod', standing('steady', 'cognito', { clientSecret: 's3cr3t-replaced' }));
  await world.put('/layered-apis/edited/prod', standing('edited', 'machine', { url: 'https://s3cr3t-host/x' }));
  await world.put('/layered-apis/plain/prod', '{}', { Type: 'String' });
  await world.settle();
  return { id: pool.id, of, url };
}

describe('plan', () => {
  test('shows every target with what becomes of it, what needs a person with what to do, and no secret', async () => {
    const { id, of, url } = await busyPool();

    const { code, stdout, stderr } = await cli.run(['plan']);

    expect(stdout.split('\n')).toEqual([
      `apis  ${id}`,
      '  = in sync   steady    /layered-apis/steady/prod  auth.cognito',
      '  … waiting   later     /layered-apis/later/prod  auth.cognito',
      '  + create    orders    /layered-apis/orders/prod  auth.cognito',
      `              url           ${url} (added)`,
      `              clientId      ${of('orders').id} (added)`,
      '              clientSecret  added',
      '              owner tags    ssm-sync:managed, ssm-sync:owner:auth.cognito',
      '  ~ update    edited    /layered-apis/edited/prod  auth.machine',
      '              url           (another value)',
      `                          → ${url}`,
      '              owner tags    ssm-sync:managed, ssm-sync:owner:auth.machine',
      '  ~ update    replaced  /layered-apis/replaced/prod  auth.cognito',
      `              clientId      ${of('steady').id} → ${of('replaced').id}`,
      '              clientSecret  changed',
      '              owner tags    ssm-sync:managed, ssm-sync:owner:auth.cognito',
      '  ! rejected  outside   (target-not-allowed)',
      '              Tag ssm-sync:outside: target /elsewhere/outside is outside the prefixes this deployment may write for this pool (/layered-apis/). Move the target, or add its prefix to the deployment.',
      '  ! blocked   plain     /layered-apis/plain/prod  auth.cognito  (parameter-not-secure)',
      '              /layered-apis/plain/prod is a String; a secret goes into a SecureString only. Recreate it as one (its value is not converted for you).',
      '',
      'Changes due: 3. In sync: 1. Waiting: 1. Blocked: 1. Rejected: 1. Pools: 1.',
      '',
    ]);
    expect(stderr.split('\n')).toEqual([
      'Carry it out with: cognito-ssm-sync apply',
      'The deployment cognito-ssm-sync is in mode report: it writes nothing by itself.',
      '',
    ]);
    expect(code).toBe(2);
  });

  test('says the same in JSON, with the fields of the log', async () => {
    const { id, of, url } = await busyPool();

    const { code, stdout, stderr } = await cli.run(['plan', '--json']);

    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const common = { v: 1, trigger: 'person', userPoolId: id, place: 'auth.cognito', notes: [] };
    expect(lines.find(({ clientName }) => clientName === 'replaced')).toEqual({
      ...common,
      code: 'update-due',
      action: 'update',
      clientId: of('replaced').id,
      clientName: 'replaced',
      parameter: '/layered-apis/replaced/prod',
      reasons: ['clientId', 'clientSecret'],
      message: 'auth.cognito of /layered-apis/replaced/prod: update-due',
      version: 1,
      changes: [
        { key: 'clientId', change: 'changed', before: of('steady').id, after: of('replaced').id },
        { key: 'clientSecret', change: 'changed' },
      ],
      tags: ['ssm-sync:managed', 'ssm-sync:owner:auth.cognito'],
    });
    expect(lines.find(({ clientName }) => clientName === 'orders')).toMatchObject({
      code: 'create-due',
      changes: [
        { key: 'url', change: 'added', after: url },
        { key: 'clientId', change: 'added', after: of('orders').id },
        { key: 'clientSecret', change: 'added' },
      ],
    });
    const still = lines.filter(({ action }) => action === 'waiting' || action === 'blocked');
    expect(still.map(({ changes }) => changes)).toEqual([[], []]);
    expect(lines.at(-1)).toMatchObject({ code: 'plan', changes: 3, counts: { inSync: 1, due: 3, drifted: 1 } });
    expect(stderr).toBe('');
    expect(code).toBe(2);
  });

  test('narrowed to a client shows that one only, by name as by id', async () => {
    const { id, of } = await busyPool();
    const byName = await cli.run(['plan', '--client', 'orders']);
    const byId = await cli.run(['plan', '--pool', id, '--client', of('orders').id]);
    expect(byName.stdout).toContain('+ create  orders  /layered-apis/orders/prod  auth.cognito');
    expect(byName.stdout).toContain('Changes due: 1. Pools: 1.');
    expect([byId.code, byId.stdout]).toEqual([byName.code, byName.stdout]);
    expect(byName.stderr).toContain('Carry it out with: cognito-ssm-sync apply --client orders\n');
    expect(byId.stderr).toContain(
      `Carry it out with: cognito-ssm-sync apply --pool ${id} --client ${of('orders').id}\n`,
    );
    expect(await cli.run(['plan', '--client', 'ordres'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('has the id or the exact name "ordres".'),
    });
  });

  test('ends with 0 where all is in sync, and with 1 where a person is needed', async () => {
    const { world } = cli;
    expect(await cli.run(['plan'])).toMatchObject({ code: 0, stdout: 'No pool declares anything. Pools: 0.\n' });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:gone': '/layered-apis/gone' } });
    const { code, stdout } = await cli.run(['plan']);
    expect(stdout).toContain('(client-missing)');
    expect(code).toBe(1);
    expect(await cli.run(['plan', '--pool', 'eu-west-1_missing00'])).toMatchObject({
      code: 1,
      stderr: 'Error: There is no user pool eu-west-1_missing00 in eu-west-1.\nCheck the id, or say --region.\n',
    });
    await pool.untag('ssm-sync:gone');
    expect(await cli.run(['plan', '--pool', pool.id])).toMatchObject({ code: 0 });
    // The tagging index goes on showing it.
    const old = await world.createPool('old', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
    await old.delete();
    await world.settle();
    expect(await cli.run(['plan'])).toMatchObject({
      code: 0,
      stdout: `${old.id}\n  the pool is gone, and nothing is left behind\n\nChanges due: 0. Pools: 1.\n`,
    });
  });

  test('counts what is in sync where there is much of it, and lists it all on demand', async () => {
    const { world } = cli;
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
    for (let index = 0; index < 30; index++) await pool.createClient(`client-${index}`);
    await cli.run(['apply', '--yes']);

    const short = await cli.run(['plan']);
    const long = await cli.run(['plan', '--all']);

    expect(short.stdout).toContain('  = 30 targets in sync (--all lists them)');
    expect(long.stdout.match(/= in sync {2}client-\d+/g)).toHaveLength(30);
    expect([short.code, long.code]).toEqual([0, 0]);
  });
});
