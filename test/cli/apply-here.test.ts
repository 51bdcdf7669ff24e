import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { runHere } from './program-here.ts';

let world: World;
let pool: PoolInWorld;
let orders: { id: string; secret: string };
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-apply-'));
  world = openWorld({ environment: { MODE: 'report' }, trail: false });
  pool = await world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync': '/layered-apis/:clientName' } });
  orders = await pool.createClient('orders');
  await world.put('/layered-apis/billing', '{"database":{"password":"s3cr3t-database"}}');
  await pool.createClient('billing');
  await world.settle();
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...words: string[]) => runHere(world, words);
const versions = () => ['orders', 'billing'].map((name) => world.version(`/layered-apis/${name}`));

describe('a saved plan', () => {
  test('is carried out while the world is as it was', async () => {
    const file = join(folder, 'plan.json');
    await run('plan', '--client', 'billing', '--out', file);
    expect(await run('apply', '--yes', '--plan', file)).toMatchObject({ code: 0 });
    expect(versions()).toEqual([0, 2]);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'somebody wrote a parameter',
      () => world.put('/layered-apis/billing', '{"other":1}'),
      'auth.cognito of /layered-apis/billing: version was 1, is 2',
    ],
    [
      'somebody created one',
      () => world.put('/layered-apis/orders', '{}'),
      'auth.cognito of /layered-apis/orders: action was create, is update',
    ],
    [
      'a secret was added',
      () => pool.addSecret(orders.id),
      'auth.cognito of /layered-apis/orders: secretCount was 1, is 2',
    ],
    [
      'a secret was exchanged',
      async () => {
        await pool.addSecret(orders.id);
        await pool.deleteOldestSecret(orders.id);
      },
      'auth.cognito of /layered-apis/orders is no longer to be changed',
    ],
    [
      'the url is another',
      async () => {
        await pool.deleteDomain('acme');
        await pool.createDomain('acme-two');
      },
      'auth.cognito of /layered-apis/orders: url was https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token, is https://acme-two.auth.eu-west-1.amazoncognito.com/oauth2/token',
    ],
    ['more is due', () => pool.createClient('mailer'), 'auth.cognito of /layered-apis/mailer is to be changed, too'],
    ['less is due', () => pool.untag('ssm-sync'), 'auth.cognito of /layered-apis/orders is no longer to be changed'],
  ])('is refused where %s since', async (_, move, difference) => {
    const file = join(folder, 'plan.json');
    await run('plan', '--out', file);
    await move();
    const before = versions();

    const { code, stderr } = await run('apply', '--yes', '--plan', file);

    expect(stderr.join('\n').split('\n')).toEqual(
      expect.arrayContaining(['The world has moved since the plan was made. Nothing was written.', `  ${difference}`]),
    );
    expect(code).toBe(1);
    expect(versions()).toEqual(before);
  });

  test('that is none, or another deployment’s, is refused by name', async () => {
    const file = join(folder, 'plan.json');
    const refusal = async () => (await run('apply', '--yes', '--plan', file)).stderr[0];
    expect(await refusal()).toBe(`${file} cannot be read: ENOENT.`);
    writeFileSync(file, '{"kind":"another"}');
    expect(await refusal()).toBe(`${file} is no plan that this version wrote.`);
    rmSync(file);
    await run('plan', '--out', file);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"deployment": "cognito-ssm-sync"', '"deployment": "another"'));
    expect(await refusal()).toBe(`${file} is a plan for another in eu-west-1; this is cognito-ssm-sync in eu-west-1.`);
    const nowhere = join(folder, 'no', 'plan.json');
    expect((await run('plan', '--out', nowhere)).stderr[0]).toBe(`${nowhere} cannot be written: ENOENT.`);
    expect(versions()).toEqual([0, 1]);
  });
});

describe('apply at a terminal', () => {
  test.each(['y', 'Yes', ' y '])('writes after the answer %j', async (answer) => {
    const { code, asked } = await runHere(world, ['apply'], { answers: [answer] });
    expect(asked).toEqual(['Write 2 changes? [y/N] ']);
    expect(code).toBe(0);
    expect(versions()).toEqual([1, 2]);
  });

  test.each(['', 'n', 'yess', undefined])('writes nothing after the answer %j', async (answer) => {
    const { code, stderr } = await runHere(world, ['apply'], { answers: answer === undefined ? [] : [answer] });
    expect(stderr).toEqual(['Nothing was written.']);
    expect(code).toBe(1);
    expect(versions()).toEqual([0, 1]);
  });

  test('asks nothing where nothing is due', async () => {
    await run('apply', '--yes');
    expect(await runHere(world, ['apply'], { answers: [] })).toMatchObject({ code: 0, asked: [] });
  });

  test('writes what pools share in one run: its own versions are not another’s', async () => {
    // More than are looked at side by side, so that the last ones see what the first ones wrote.
    for (let index = 0; index < 9; index++) {
      const tags = { 'ssm-sync:shared': `/layered-apis/shared@pool-${index}` };
      await (await world.createPool(`pool-${index}`, { tags })).createClient('shared');
    }
    const { code, stdout } = await run('apply', '--yes');
    // What the plan noted, such as that there is no domain, is not told again.
    expect(stdout.slice(stdout.findIndex((line) => line.startsWith('Changes due:')) + 1)).toHaveLength(12);
    expect(stdout.at(-1)).toBe('11 changes written.');
    expect(code).toBe(0);
    expect(Object.keys(world.json('/layered-apis/shared') ?? {})).toHaveLength(9);
    expect(await run('plan')).toMatchObject({ code: 0 });
  });

  test('shows of two pools that want one place who gets it, and that one does', async () => {
    const tags = { 'ssm-sync:twin': '/layered-apis/twin' };
    const twins = [await world.createPool('one', { tags }), await world.createPool('two', { tags })];
    const clients = new Map<string, string>();
    for (const twin of twins) clients.set(twin.id, (await twin.createClient('twin')).id);
    const [first = ''] = [...clients.keys()].sort();
    const planned = await run('plan');
    expect(planned.stdout.at(-1)).toBe('Changes due: 3. Rejected: 1. Pools: 3.');
    expect(planned.stdout.join('\n')).toMatch(
      new RegExp(`auth\\.cognito of /layered-apis/twin belongs to client \\w+ of pool ${first}, which still claims it`),
    );

    const { code, stdout } = await run('apply', '--yes');

    expect(stdout.at(-1)).toBe('3 changes written.');
    expect(code).toBe(0);
    expect((await run('plan')).stdout.at(-1)).toBe('Changes due: 0. In sync: 3. Rejected: 1. Pools: 3.');
    expect(world.credentials('/layered-apis/twin')).toMatchObject({ clientId: clients.get(first) });
  });

  test('leaves alone what somebody changed between the answer and the write', async () => {
    const calls = { written: false };
    const stop = world.aws.dispatcher.interfere({
      async before({ operation }): Promise<undefined> {
        // The second look begins with the index.
        if (operation !== 'GetResources' || calls.written || asked.length === 0) return;
        calls.written = true;
        await world
          .as('pipeline')
          .ssm.putParameter({ Name: '/layered-apis/billing', Value: '{"theirs":1}', Overwrite: true });
      },
    });
    const asked: string[] = [];
    const { code, stdout } = await runHere(world, ['apply'], {
      answers: ['y'],
      onAsk: (question) => asked.push(question),
    });
    stop();
    expect(stdout).toContain(
      '  ✗ billing  /layered-apis/billing  auth.cognito  changed since it was shown: left alone',
    );
    expect(stdout).toContain(
      '  ✗ orders  /layered-apis/orders  auth.cognito  left alone, since something else of its pool changed since it was shown',
    );
    expect(code).toBe(1);
    expect(world.text('/layered-apis/billing')).toBe('{"theirs":1}');
  });
});

/** Something that happens after the answer, when the second look begins: with the index. */
async function meanwhile(happens: () => Promise<unknown>) {
  let asked = false;
  const stop = world.aws.dispatcher.interfere({
    async before({ operation }): Promise<undefined> {
      if (operation !== 'GetResources' || !asked) return;
      asked = false;
      await happens();
    },
  });
  const said = await runHere(world, ['apply'], {
    answers: ['y'],
    onAsk: () => {
      asked = true;
    },
  });
  stop();
  return said;
}

describe('between the answer and the writes', () => {
  test('a change that nothing asks for any more is told as well', async () => {
    const { code, stdout } = await meanwhile(() =>
      world.as('pipeline').cognito.tagResource({ ResourceArn: pool.arn, Tags: { 'ssm-sync:billing': 'none' } }),
    );
    expect(stdout.slice(-3)).toEqual([
      '  ✓ orders  /layered-apis/orders  auth.cognito  created',
      '  ✗ billing  /layered-apis/billing  auth.cognito  not found again: left alone',
      '1 of 2 changes written.',
    ]);
    expect(code).toBe(1);
  });
});

describe('Ctrl-C', () => {
  test('lets the writes under way finish and begins no other', async () => {
    for (let index = 0; index < 10; index++) await pool.createClient(`client-${index}`);
    const stopping = new AbortController();
    const stop = world.aws.dispatcher.interfere({
      async after({ operation }): Promise<undefined> {
        if (operation === 'PutParameter') stopping.abort();
      },
    });
    const { code, stdout } = await runHere(world, ['apply', '--yes'], { signal: stopping.signal });
    stop();

    const written = stdout.filter((line) => line.startsWith('  ✓ '));
    const left = stdout.filter((line) => line.startsWith('  ✗ '));
    expect(left.every((line) => line.endsWith('  not begun'))).toBe(true);
    expect(written.length + left.length).toBe(12);
    // Four are written side by side.
    expect(written.length).toBeLessThanOrEqual(4);
    expect(stdout).toContain(`${written.length} of 12 changes written.`);
    expect(code).toBe(1);
    expect((await run('plan')).stdout.at(-1)).toBe(
      `Changes due: ${left.length}. In sync: ${written.length}. Pools: 1.`,
    );
  });

  test('names what of other pools was not begun, too', async () => {
    for (const name of ['two', 'three']) {
      const tags = { 'ssm-sync:far': `/layered-apis/${name}` };
      await (await world.createPool(name, { tags })).createClient('far');
    }
    const stopping = new AbortController();
    const stop = world.aws.dispatcher.interfere({
      async after({ operation }): Promise<undefined> {
        if (operation === 'PutParameter') stopping.abort();
      },
    });
    const { code, stdout } = await runHere(world, ['apply', '--yes'], { signal: stopping.signal });
    stop();
    const told = stdout.filter((line) => /^ {2}[✓✗] /.test(line));
    expect(told).toHaveLength(4);
    expect(told.filter((line) => line.startsWith('  ✗ ')).every((line) => line.endsWith('  not begun'))).toBe(true);
    expect(code).toBe(1);
  });
});
