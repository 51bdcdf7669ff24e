import { beforeEach, describe, expect, test } from 'vitest';
import { credentialsOf, openWorld } from '../e2e/worlds.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { runHere } from './program-here.ts';

let world: World;
let pool: PoolInWorld;
let orders: { id: string; secret: string };
const target = '/layered-apis/orders';

beforeEach(async () => {
  world = openWorld({ quotas: false });
  pool = await world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync:orders': `${target} ${target}@machine` } });
  orders = await pool.createClient('orders');
  await world.settle();
});

const release = (...words: readonly string[]) => runHere(world, ['release', ...words], { answers: ['y'] });

/** Keys of the parameter's tags. */
async function tags(): Promise<readonly string[]> {
  const { ssm } = world.as('person');
  const { TagList = [] } = await world.did(ssm.listTagsForResource({ ResourceType: 'Parameter', ResourceId: target }));
  return TagList.map(({ Key = '' }) => Key).sort();
}
const all = ['ssm-sync:managed', 'ssm-sync:owner:auth.cognito', 'ssm-sync:owner:machine'];

describe('release', () => {
  test('accepts an orphan: its tags go, its text stays, and nothing reports it any more', async () => {
    await pool.untag('ssm-sync:orders');
    await world.settle();
    const version = world.version(target);

    const one = await release('layered-apis/orders', '--place', 'machine');

    expect(one).toMatchObject({
      code: 0,
      stderr: [],
      asked: ['Remove ssm-sync:owner:machine? The text of the parameter stays. [y/N] '],
      stdout: [
        target,
        `  - machine  client orders ${orders.id} of pool ${pool.id}  no tag is about it any more`,
        '',
        `${target} no longer bears ssm-sync:owner:machine.`,
      ],
    });
    expect(await tags()).toEqual(all.slice(0, 2));
    expect((await release(target, '--yes')).code).toBe(0);
    expect(await tags()).toEqual([]);
    expect(world.credentials(target)).toEqual(credentialsOf(orders));
    expect(world.version(target)).toBe(version);
    expect((await runHere(world, ['plan'])).stdout.join()).not.toContain('orphaned');
    expect(await release(target)).toMatchObject({ code: 1, asked: [] });
  });

  test('refuses where its owner still claims the place, unless it is forced', async () => {
    await pool.tag({ 'ssm-sync:orders': target });
    await world.settle();

    const refused = await release(target);

    expect(refused).toMatchObject({ code: 1, stdout: [], asked: [] });
    expect(refused.stderr.join('\n')).toContain(`cognito-ssm-sync undeclare ${pool.id} ${orders.id}`);
    expect(refused.stderr.join('\n')).not.toContain('machine');
    expect(await tags()).toEqual(all);
    expect(await release(target, '--place', 'machine', '--yes')).toMatchObject({ code: 0 });
    expect(await tags()).toEqual(all.slice(0, 2));
    const forced = await release(target, '--force', '--yes', '--json');
    expect(forced.stdout.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ v: 1, code: 'released', clientId: orders.id, place: 'auth.cognito', claimed: true }),
    ]);
    expect(await tags()).toEqual([]);
    await world.sweep();
    expect(await tags()).toEqual(all.slice(0, 2));
  });

  test('refuses what another deployment put there, and says whose it is', async () => {
    await pool.untag('ssm-sync:orders');
    await world.settle();
    const Tags = [{ Key: 'ssm-sync:owner:machine', Value: `${pool.id} ${orders.id} elsewhere` }];
    const { ssm } = world.as('person');
    await world.did(ssm.addTagsToResource({ ResourceType: 'Parameter', ResourceId: target, Tags }));

    const refused = await release(target);

    expect(refused.code).toBe(1);
    expect(refused.stderr.join('\n')).toContain('Say --deployment elsewhere.');
    expect(await tags()).toEqual(all);
  });

  test('accepts what a client or a pool that is gone left behind', async () => {
    await pool.deleteClient(orders.id);
    await world.settle();
    expect((await release(target, '--place', 'machine')).stdout[1]).toContain('the client is gone');
    await world.did(world.as('person').cognito.deleteUserPoolDomain({ UserPoolId: pool.id, Domain: 'acme' }));
    await world.did(world.as('person').cognito.deleteUserPool({ UserPoolId: pool.id }));
    expect((await release(target)).stdout[1]).toContain('the pool is gone');
    expect(await tags()).toEqual([]);
  });

  test('says what there is where a parameter, a place or an owner tag is missing', async () => {
    await world.put('/layered-apis/bare', '{}');
    expect((await release('/layered-apis/none')).stderr.join()).toContain('There is no parameter');
    const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/layered-apis/none';
    expect((await release(arn)).stderr.join()).toContain('There is no parameter /layered-apis/none in');
    expect((await release('/layered-apis/bare')).stderr.join()).toContain('bears no owner tag');
    expect((await release(target, '--place', 'auth')).stderr.join()).toContain('those of auth.cognito, machine');
    expect(await runHere(world, ['release', target])).toMatchObject({ code: 1, asked: [] });
  });
});
