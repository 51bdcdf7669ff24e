import { beforeEach, describe, expect, test } from 'vitest';
import { credentialsOf, openWorld } from '../e2e/worlds.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { runHere, type SaidHere } from './program-here.ts';

let world: World;
let pool: PoolInWorld;
let orders: { id: string; secret: string };

beforeEach(async () => {
  world = openWorld({ quotas: false });
  pool = await world.createPool('apis', { domain: 'acme', tags: { team: 'apis' } });
  orders = await pool.createClient('orders');
  await world.settle();
});

/** The pool's tags, as Cognito has them. */
async function tags(): Promise<Record<string, string>> {
  const { UserPool } = await world.did(world.as('person').cognito.describeUserPool({ UserPoolId: pool.id }));
  return UserPool?.UserPoolTags ?? {};
}

const declare = (client: string, targets: readonly string[], ...answers: readonly string[]): Promise<SaidHere> =>
  runHere(world, ['declare', pool.id, client, ...targets], { answers });

describe('declare', () => {
  test('shows what the tag brings, asks, and writes it; the function then does what was shown', async () => {
    const said = await declare('orders', ['/layered-apis/orders'], 'y');

    expect(said).toMatchObject({ code: 0, asked: ['Write the tag? [y/N] '] });
    expect(said.stdout).toEqual([
      'The tag',
      '  + ssm-sync:orders = /layered-apis/orders',
      '',
      `apis  ${pool.id}`,
      '  + create  orders  /layered-apis/orders  auth.cognito',
      '            url           https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token (added)',
      `            clientId      ${orders.id} (added)`,
      '            clientSecret  added',
      '            owner tags    ssm-sync:managed, ssm-sync:owner:auth.cognito',
      '',
      `Pool ${pool.id} bears the tag.`,
    ]);
    expect(said.stderr.at(-1)).toContain(`At once: cognito-ssm-sync apply --pool ${pool.id} --client orders`);
    expect(await tags()).toEqual({ team: 'apis', 'ssm-sync:orders': '/layered-apis/orders' });
    await world.settle();
    expect(world.credentials('/layered-apis/orders')).toEqual(credentialsOf(orders));
  });

  test('writes nothing when the answer is no, or nobody can be asked', async () => {
    expect(await declare('orders', ['/layered-apis/orders'], '')).toMatchObject({
      code: 1,
      stderr: ['Nothing was written.'],
    });
    const words = ['declare', pool.id, 'orders', '/layered-apis/orders'];
    expect(await runHere(world, words)).toMatchObject({ code: 1, stdout: [], asked: [] });
    expect(await runHere(world, [...words, '--json'], { answers: ['y'] })).toMatchObject({ code: 1, asked: [] });
    expect(await tags()).toEqual({ team: 'apis' });
  });

  test('refuses what the reconciler would reject, before anything is written', async () => {
    const [one, other] = [await pool.createClient('twin'), await pool.createClient('twin')];
    const refused: readonly (readonly [client: string, targets: readonly string[], because: string])[] = [
      ['Orders', ['/layered-apis/x'], 'Capitals count; there is "orders".'],
      ['nobody', ['/layered-apis/x'], 'No regular app client'],
      ['twin', ['/layered-apis/x'], [one.id, other.id].sort().join(', ')],
      ['orders', ['layered-apis/x'], 'is neither a target nor an option'],
      ['orders', ['/elsewhere/x'], 'is outside the prefixes'],
      ['orders', ['/layered-apis//x', '/layered-apis/:clientName'], 'has an empty segment'],
      ['orders', ['/layered-apis/x', 'none'], 'is neither a target nor an option'],
      ['*', ['/layered-apis/:nobody'], 'has the unknown placeholder :nobody'],
      ['orders', [`/layered-apis/${'x'.repeat(250)}`], 'would have 264 characters; AWS accepts 256'],
    ];
    for (const [client, targets, because] of refused) {
      const said = await declare(client, targets, 'y');
      expect(said).toMatchObject({ code: 1, stdout: [], asked: [] });
      expect(said.stderr.join('\n')).toContain(because);
    }
    await pool.tag(Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`other-${index}`, 'x'])));
    expect((await declare('orders', ['/layered-apis/x'], 'y')).stderr.join()).toContain('has 50 tags, 0 of them');
    expect(Object.keys(await tags()).filter((key) => key.startsWith('ssm-sync'))).toEqual([]);
  });

  test('replaces the tag that there is, under its own key, and shows what is left behind', async () => {
    await pool.tag({ [`ssm-sync:${orders.id}`]: '/layered-apis/orders' });
    await world.settle();
    await world.sweep();

    const before = world.aws.dispatcher.calls.length;
    const said = await declare('orders', ['/layered-apis/orders@auth.machine', '--create-never'], 'yes');
    // What is seen with the tag and without it is one look, so that what others do meanwhile is no difference.
    const reads = world.aws.dispatcher.calls.slice(before).filter(({ operation }) => operation === 'GetParameters');
    expect(reads).toHaveLength(1);

    expect(said.stdout).toContain(
      `  ~ ssm-sync:${orders.id} = /layered-apis/orders  →  /layered-apis/orders@auth.machine create=never`,
    );
    expect(said.stdout.filter((line) => /^ {2}[+~?=!]/.test(line)).map((line) => line.split(/ {2,}/)[1])).toEqual([
      `~ ssm-sync:${orders.id} = /layered-apis/orders`,
      '~ update',
      '? orphaned',
    ]);
    expect(await tags()).toEqual({
      team: 'apis',
      [`ssm-sync:${orders.id}`]: '/layered-apis/orders@auth.machine create=never',
    });
    const again = await declare('orders', ['/layered-apis/orders@auth.machine', 'create=never'], 'y');
    expect(again).toMatchObject({ code: 0, asked: [], stderr: [] });
    expect(again.stdout.at(-1)).toBe(`Pool ${pool.id} bears this tag already.`);
  });

  test('shows only what changes, also of others, and tells the pattern from a client', async () => {
    await pool.createClient('billing');
    await pool.tag({ 'ssm-sync:billing': '/layered-apis/billing' });
    await world.settle();

    const said = await declare('*', ['/layered-apis/:clientName/prod'], 'y');

    expect(said.stdout.join('\n')).toContain('/layered-apis/orders/prod');
    expect(said.stdout.join('\n')).not.toContain('billing');
    expect(await tags()).toMatchObject({ 'ssm-sync': '/layered-apis/:clientName/prod' });
    await world.settle();
    const left = await declare('orders', ['none'], 'y');
    expect(left.stdout).toContain('  + ssm-sync:orders = none');
    expect(await tags()).toMatchObject({ 'ssm-sync:orders': 'none' });
  });

  test('names a client by its id where its name can stand in no key', async () => {
    const comma = await pool.createClient('a,b');

    const said = await declare('a,b', ['/layered-apis/ab'], 'y');

    expect(said.stderr[0]).toContain('holds the client’s id');
    expect(await tags()).toMatchObject({ [`ssm-sync:${comma.id}`]: '/layered-apis/ab' });
  });

  test('replaces a tag only as it was shown', async () => {
    const { cognito } = world.as('pipeline');
    let meddled: Promise<unknown> | undefined;
    const tagged = runHere(world, ['declare', pool.id, 'orders', '/layered-apis/orders'], {
      answers: ['y'],
      onAsk() {
        const Tags = { 'ssm-sync:orders': '/layered-apis/meddled' };
        meddled = cognito.tagResource({ ResourceArn: pool.arn, Tags });
      },
    });

    expect((await tagged).stderr.join()).toContain('Somebody changed the tags');
    await meddled;
    expect(await tags()).toMatchObject({ 'ssm-sync:orders': '/layered-apis/meddled' });
  });
});

describe('undeclare', () => {
  test('shows who comes in its place and what is left behind, and says how to accept it', async () => {
    const billing = await pool.createClient('billing');
    await pool.tag({ 'ssm-sync:orders': '/layered-apis/shared /layered-apis/orders' });
    await world.settle();
    await pool.tag({ 'ssm-sync:billing': '/layered-apis/shared' });
    await world.settle();
    await world.sweep();

    const other = await runHere(world, ['undeclare', pool.id, 'billing'], { answers: ['n'] });
    expect(other.stdout).toContain('  - billing  /layered-apis/shared  auth.cognito  was not given to it');
    const said = await runHere(world, ['undeclare', pool.id, 'orders'], { answers: ['y'] });

    expect(said).toMatchObject({ code: 0, asked: ['Take the tag away? [y/N] '] });
    expect(said.stdout).toContain('  - orders  /layered-apis/shared  auth.cognito  goes to billing');
    expect(said.stdout.join('\n')).toContain('(declaration-gone)');
    expect(said.stderr).toContain('  cognito-ssm-sync release /layered-apis/orders --place auth.cognito');
    expect(said.stderr.join('\n')).not.toContain('release /layered-apis/shared');
    expect(await tags()).toEqual({ team: 'apis', 'ssm-sync:billing': '/layered-apis/shared' });
    await world.settle();
    expect(world.credentials('/layered-apis/shared')).toEqual(credentialsOf(billing));
    expect(world.credentials('/layered-apis/orders')).toEqual(credentialsOf(orders));
  });

  test('takes away the tag of a client that is gone, both of one that has two, and none where there is none', async () => {
    await pool.tag({ 'ssm-sync:gone': '/layered-apis/gone', 'ssm-sync:orders': '/layered-apis/x', 'ssm-sync': 'none' });
    await pool.tag({ [`ssm-sync:${orders.id}`]: '/layered-apis/y' });
    const undeclare = (client: string) => runHere(world, ['undeclare', pool.id, client, '--yes', '--json']);

    expect((await declare('orders', ['/layered-apis/x'], 'y')).stderr.join()).toContain('is declared by 2 tags');
    expect(JSON.parse((await undeclare('gone')).stdout.at(-1) ?? '')).toMatchObject({
      v: 1,
      code: 'undeclared',
      tags: [{ key: 'ssm-sync:gone', before: '/layered-apis/gone' }],
    });
    expect((await undeclare('orders')).code).toBe(0);
    expect(await tags()).toEqual({ team: 'apis', 'ssm-sync': 'none' });
    expect((await undeclare('orders')).stderr.join()).toContain(`declare ${pool.id} orders none`);
    expect((await undeclare('*')).code).toBe(0);
    expect(await undeclare('*')).toMatchObject({ code: 1 });
    expect(await tags()).toEqual({ team: 'apis' });
  });
});
