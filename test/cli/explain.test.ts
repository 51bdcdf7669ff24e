import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { credentialsOf, endpoint } from '../e2e/worlds.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import { CommandLine, type Said } from './command-line.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open();
});
afterEach(() => cli.close());

/** Between the tag's key and its value, as explanations show them. */
const arnOf = ({ arn }: PoolInWorld) => `aws cognito-idp tag-resource --resource-arn ${arn} --tags`;

/** The lines that explain, without those that advise. */
function explained({ stdout }: Said): readonly string[] {
  const lines = stdout.split('\n');
  const end = lines.findIndex((line) => line.includes('What would change it'));
  return end === -1 ? lines : lines.slice(0, end);
}

/** Does what the first advice that begins like this says with its tags. */
async function follow(pool: PoolInWorld, { stdout }: Said, advice: string): Promise<void> {
  const lines = stdout.split('\n');
  const command = lines[lines.findIndex((line) => line.trim().startsWith(advice)) + 1] ?? '';
  const tags = /^ +aws cognito-idp tag-resource --resource-arn (\S+) --tags '(.*)'$/.exec(command);
  expect(tags?.[1]).toBe(pool.arn);
  await pool.tag(JSON.parse(tags?.[2] ?? '{}'));
  await cli.world.sweep();
}

describe('explain, of a client', () => {
  test('shows the tag that names it, the way to its target, who has the place and what decided each key', async () => {
    const { world } = cli;
    const tags = { 'ssm-sync:orders': '/layered-apis/orders /layered-apis/two@a.b', 'ssm-sync:other': 'none' };
    const pool = await world.createPool('apis', { domain: 'acme', tags });
    const { id } = await pool.createClient('orders');
    await pool.createClient('bystander');
    await world.settle();
    const before = world.aws.dispatcher.calls.length;

    const said = await cli.run(['explain', 'orders']);

    expect(said.stdout.split('\n').slice(0, 18)).toEqual([
      `orders (${id}) of pool apis (${pool.id})`,
      '  ssm-sync:orders = /layered-apis/orders /layered-apis/two@a.b  names it by its exact name',
      '  1 other tag names another client',
      '',
      '  = in-sync  /layered-apis/orders  auth.cognito',
      '      tag           ssm-sync:orders = /layered-apis/orders /layered-apis/two@a.b, which names it by its exact name',
      '      allowed       by the prefix /layered-apis/, open to every pool',
      '      parameter     version 1, SecureString, changed 2026-11-20 10:00 UTC',
      '      place         this client stands there; nobody else claims it. Who stands there and claims it keeps it',
      '      owner tag     this client, given by cognito-ssm-sync',
      `      url           same     ${endpoint('acme')}: stands there already and is one of the pool’s token endpoints [url-kept]`,
      `      clientId      same     ${id}: the id of the client that has the place [id-ours]`,
      '      clientSecret  same     the secret that Cognito shows [secret-shown]',
      '      What would change it',
      '        To take this target out of the tag (what is written stays):',
      `          ${arnOf(pool)} '{"ssm-sync:orders":"/layered-apis/two@a.b"}'`,
      '        url: It stays until the pool has that domain no more; remove the key by hand to get the preferred one.',
      '        clientId: It changes when another client gets the place.',
    ]);
    expect(said.stdout).toContain('  = in-sync  /layered-apis/two  a.b\n');
    expect(said.stderr).toBe('');
    expect(said.code).toBe(0);

    const calls = world.aws.dispatcher.calls.slice(before).map(({ operation }) => operation);
    expect(calls.filter((operation) => operation.startsWith('Put') || operation.startsWith('AddTags'))).toEqual([]);
    expect(calls.filter((operation) => /UserPool/.test(operation)).sort()).toEqual([
      'DescribeUserPool',
      'DescribeUserPoolClient',
      'ListUserPoolClients',
    ]);
  });

  test('shows what the pattern is for it, or why the pattern is not for it, and the tag that nearly is', async () => {
    const { world } = cli;
    const tags = {
      'ssm-sync': '/layered-apis/:clientName/prod',
      'ssm-sync:Stock': '/layered-apis/wrong',
      'ssm-sync:outside': '/elsewhere/outside',
    };
    const pool = await world.createPool('apis', { domain: 'acme', tags });
    for (const name of ['stock', 'outside']) await pool.createClient(name);
    await pool.createClient('browser', { GenerateSecret: false });
    await world.settle();

    const covered = await cli.run(['explain', 'stock']);
    const named = await cli.run(['explain', 'outside']);
    const open = await cli.run(['explain', 'browser']);

    expect(explained(covered)).toEqual(
      expect.arrayContaining([
        '  ssm-sync = /layered-apis/:clientName/prod  is the pattern, which covers it',
        '  ssm-sync:Stock = /layered-apis/wrong       is not about it, but nearly: the tag says "Stock", the client is "stock" (capitals count)',
        '  = in-sync  /layered-apis/stock/prod  auth.cognito',
        '      tag           ssm-sync = /layered-apis/:clientName/prod, the pattern: /layered-apis/:clientName/prod is /layered-apis/stock/prod for this client',
      ]),
    );
    expect(covered.stdout).toContain(`${arnOf(pool)} '{"ssm-sync:stock":"none"}'`);
    expect(explained(named).slice(1)).toEqual([
      '  ssm-sync = /layered-apis/:clientName/prod  is the pattern, which does not cover it: ssm-sync:outside names it',
      '  ssm-sync:outside = /elsewhere/outside      names it by its exact name',
      '  1 other tag names another client',
      '',
      '  ! target-not-allowed  Tag ssm-sync:outside: target /elsewhere/outside is outside the prefixes this deployment may write for this pool (/layered-apis/). Move the target, or add its prefix to the deployment.',
    ]);
    expect(named.stdout).toContain('  Its declaration leads nowhere, and nothing is written for it.\n');
    expect(open.stdout).toContain('is the pattern, which does not cover it: it is a public client, without a secret\n');
    expect(open.stdout).toContain('  No tag is about it: nothing is written for it.\n');
    expect([covered.code, named.code, open.code]).toEqual([0, 0, 0]);
  });

  test('names the client that has its place, and what it says would change that does', async () => {
    const { world } = cli;
    const tags = { 'ssm-sync:orders': '/layered-apis/orders', 'ssm-sync:late': '/layered-apis/orders' };
    const pool = await world.createPool('apis', { domain: 'acme', tags });
    const orders = await pool.createClient('orders');
    await world.settle();
    const late = await pool.createClient('late');
    await world.settle();

    const lost = await cli.run(['explain', late.id]);
    await follow(pool, lost, 'To take the place from orders');

    expect(explained(lost).slice(4)).toEqual([
      '  ! claimed-by-another-client  /layered-apis/orders  auth.cognito',
      '      tag           ssm-sync:late = /layered-apis/orders, which names it by its exact name',
      '      allowed       by the prefix /layered-apis/, open to every pool',
      '      parameter     version 1, SecureString, changed 2026-11-20 10:00 UTC',
      `      place         orders (${orders.id}) of this pool stands there and claims it, by ssm-sync:orders`,
      `      owner tag     ${orders.id}, given by cognito-ssm-sync`,
      '      keys          none is decided: the client does not have the place',
      `      result        auth.cognito of /layered-apis/orders belongs to client ${orders.id}, which still claims it. It moves over when that client is deleted or no longer declared there.`,
    ]);
    expect(world.credentials('/layered-apis/orders')).toEqual(credentialsOf(late));
  });

  test('names who stands in the way though nobody declared it, and how the place gets free', async () => {
    const { world } = cli;
    const pool = await world.createPool('apis', {
      domain: 'acme',
      tags: { 'ssm-sync:orders': '/layered-apis/orders' },
    });
    const byHand = await pool.createClient('by-hand');
    await world.put('/layered-apis/orders', JSON.stringify({ auth: { cognito: credentialsOf(byHand) } }));
    const orders = await pool.createClient('orders');
    await world.settle();

    const occupied = await cli.run(['explain', 'orders']);
    await follow(pool, occupied, 'To say that by-hand is not to be there');

    expect(explained(occupied)).toEqual(
      expect.arrayContaining([
        '  ! place-occupied  /layered-apis/orders  auth.cognito',
        `      place         by-hand (${byHand.id}) of this pool stands there; nobody else claims it`,
        '      owner tag     none',
      ]),
    );
    expect(world.credentials('/layered-apis/orders')).toEqual(credentialsOf(orders));
  });

  test('says why a rotated secret stays, and what each key would be where nothing stands yet', async () => {
    const { world } = cli;
    const tags = { 'ssm-sync:orders': '/layered-apis/orders', 'ssm-sync:later': '/layered-apis/later create=never' };
    const pool = await world.createPool('apis', { tags });
    const orders = await pool.createClient('orders');
    await pool.createClient('later');
    await world.settle();
    const { value } = await pool.addSecret(orders.id);
    const stored = { clientId: orders.id, clientSecret: value };
    await world.put('/layered-apis/orders', JSON.stringify({ auth: { cognito: stored } }));
    await world.settle();

    const rotated = await cli.run(['explain', 'orders']);
    const lines = (await cli.run(['explain', 'later', '--json'])).stdout.trimEnd().split('\n');

    expect(explained(rotated)).toEqual(
      expect.arrayContaining([
        '      url           absent   the pool has no domain, so what stands there stays [url-kept-without-domain]',
        '      clientSecret  same     the client has several secrets and another than the shown one stands there: it was rotated [secret-superseded]',
        `      result        Client ${orders.id} has several secrets and the stored one is not the one that Cognito shows: it was rotated. The stored one is kept.`,
      ]),
    );
    expect(rotated.stdout).toContain(
      `aws cognito-idp list-user-pool-client-secrets --user-pool-id ${pool.id} --client-id ${orders.id}\n`,
    );
    expect(rotated.stdout).toContain(
      `aws cognito-idp create-user-pool-domain --user-pool-id ${pool.id} --domain PREFIX\n`,
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ v: 1, code: 'client', userPoolId: pool.id, clientName: 'later' }),
      expect.objectContaining({
        v: 1,
        code: 'waiting',
        action: 'waiting',
        userPoolId: pool.id,
        clientName: 'later',
        parameter: '/layered-apis/later',
        place: 'auth.cognito',
        tag: 'ssm-sync:later',
        declared: '/layered-apis/later',
        state: 'absent',
        standing: { kind: 'absent' },
        keys: [
          { key: 'url', rule: 'url-removed', want: 'absent' },
          expect.objectContaining({ key: 'clientId', rule: 'id-ours', change: 'added' }),
          { key: 'clientSecret', rule: 'secret-shown', want: 'set', change: 'added' },
        ],
      }),
    ]);
  });

  test('of a name that no path can hold, gives the client a tag of its own and leaves the pattern to the others', async () => {
    const { world } = cli;
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
    await pool.createClient('orders');
    const portal = await pool.createClient('Partner portal');
    await world.settle();
    await follow(pool, await cli.run(['explain', 'Partner portal']), 'To give this client a tag of its own:');
    expect(world.credentials('/layered-apis/NAME')).toMatchObject({ clientId: portal.id });
    expect((await cli.run(['plan'])).code).toBe(0);
  });

  test('says that there is none, with the nearest name, and tells one that registered itself', async () => {
    const { world } = cli;
    const pool = await world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync': '/layered-apis/:clientName' } });
    await pool.createClient('orders');
    const stranger = pool.register('orders\nof us');
    await world.settle();

    const near = await cli.run(['explain', 'Order']);
    const registered = await cli.run(['explain', stranger]);

    expect(near).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Error: No app client of pool ${pool.id} has the id or the exact name "Order".\nDid you mean "orders"? Capitals count.\n`,
    });
    expect(registered).toMatchObject({
      code: 0,
      stderr: '',
      stdout: [
        `orders\\nof us (${stranger}) of pool apis (${pool.id})`,
        '  ssm-sync = /layered-apis/:clientName  is not for it: it registered itself at the pool’s domain and chose its own name',
        '',
        '  It is never synchronised: only clients made through the API are.',
        '',
      ].join('\n'),
    });
  });
});
