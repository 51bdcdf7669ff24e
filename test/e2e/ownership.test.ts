import { describe, expect, it } from 'vitest';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { atCalls, refuse } from './faults.ts';
import { ownerTag, ownerTags } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Two pools that point at one place: who came first keeps it, and it moves over as soon as nothing claims it. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

interface Side {
  readonly pool: PoolInWorld;
  readonly client: { readonly id: string; readonly secret: string };
  readonly domain: string;
}

async function side(world: World, domain: string, declared: Record<string, string> = tags): Promise<Side> {
  const pool = await world.createPool(domain, { tags: declared, domain });
  return { pool, client: await pool.createClient('orders'), domain };
}

/** Blue has the place, and green is declared there as well. */
async function contested(
  options: Parameters<typeof openWorld>[0] = {},
): Promise<{ world: World; blue: Side; green: Side }> {
  const world = openWorld(options);
  const blue = await side(world, 'blue');
  await world.settle();
  if (options.trail === false) await world.sweep();
  const green = await side(world, 'green');
  await world.settle();
  return { world, blue, green };
}

/** That this side has the place, and the tags say so. */
function expectAt(world: World, { pool, client, domain }: Side): void {
  expect(world.credentials(orders)).toEqual(credentialsOf(client, domain));
  expect(world.aws.parameterStore.tagsOf(orders)).toEqual(ownerTags(pool, client));
}

describe('of two pools with one place', () => {
  it('the first keeps it over many sweeps, the second is told who has it, and nothing is written', async () => {
    const { world, blue, green } = await contested();
    expectAt(world, blue);
    const calls = await world.callsDuring(async () => {
      for (let sweep = 0; sweep < 4; sweep++) await world.sweep();
    });
    expectAt(world, blue);
    expect(calls).not.toHaveProperty('PutParameter');
    expect(calls).not.toHaveProperty('AddTagsToResource');
    expect(world.version(orders)).toBe(1);
    const told = world.said('claimed-by-another-client').filter(({ trigger }) => trigger === 'sweep');
    expect(told).toHaveLength(4);
    for (const line of told) {
      expect(line).toMatchObject({ action: 'rejected', userPoolId: green.pool.id, clientId: green.client.id });
      expect(line.message).toContain(`${blue.client.id} of pool ${blue.pool.id}`);
    }
  });

  it.each([1, 2])('where both start at once one gets it and keeps it, whoever writes first (%i)', async (turn) => {
    const world = openWorld({ trail: false });
    const sides = [await side(world, 'blue'), await side(world, 'green')];
    // The first creation waits until the other side has looked.
    atCalls(world, { operation: 'PutParameter', times: turn }, () => ({ kind: 'delay', milliseconds: 5000 }));
    const calls = await world.callsDuring(() => world.sweep());
    // Neither saw the other's when it looked.
    expect(calls.PutParameter).toBe(2);
    const winner = sides.find(
      ({ client }) => client.id === (world.credentials(orders) as { clientId: string }).clientId,
    );
    if (winner === undefined) throw new Error('neither has it');
    expectAt(world, winner);
    const version = world.version(orders);
    for (let sweep = 0; sweep < 3; sweep++) await world.sweep();
    expectAt(world, winner);
    expect(world.version(orders)).toBe(version);
  });

  it.each<{ readonly order: readonly `${'blue' | 'green'} ${'tags' | 'writes'}`[]; readonly last: 'blue' | 'green' }>([
    { order: ['blue tags', 'green tags', 'blue writes', 'green writes'], last: 'green' },
    { order: ['blue tags', 'green tags', 'green writes', 'blue writes'], last: 'green' },
    { order: ['green tags', 'blue tags', 'blue writes', 'green writes'], last: 'blue' },
    { order: ['green tags', 'blue tags', 'green writes', 'blue writes'], last: 'blue' },
  ])('where both start at once at an empty place the one that tagged it last keeps it ($order)', async (race) => {
    const world = openWorld({ trail: false });
    const sides = { blue: await side(world, 'blue'), green: await side(world, 'green') };
    await world.put(orders, '{"theirs":"s3cr3t-theirs"}');
    let turn = 0;
    for (const step of race.order) {
      const [name, does] = step.split(' ');
      const operation = does === 'tags' ? 'AddTagsToResource' : 'PutParameter';
      const choice = { operation, about: sides[name === 'blue' ? 'blue' : 'green'].client.id, times: 1 };
      atCalls(world, choice, async () => {
        // A minute and a half at most, so that a pass that never comes ends the test and not its patience.
        for (let tenths = 0; race.order[turn] !== step && tenths < 900; tenths++) await world.aws.clock.sleep(100);
        return undefined;
      });
      atCalls(world, { ...choice, when: 'after' }, async () => {
        turn += 1;
        return undefined;
      });
    }
    await world.sweep();
    expect(turn).toBe(4);
    const winner = sides[race.last];
    const settled = { theirs: 's3cr3t-theirs', auth: { cognito: credentialsOf(winner.client, winner.domain) } };
    expect(world.json(orders)).toEqual(settled);
    const version = world.version(orders);
    await world.sweep();
    await world.sweep();
    expect(world.json(orders)).toEqual(settled);
    expectAt(world, winner);
    expect(world.version(orders)).toBe(version);
  });
});

describe('the place moves over to the second pool', () => {
  async function expectMoved(world: World, green: Side): Promise<void> {
    await world.sweep();
    expectAt(world, green);
    const [version, lines] = [world.version(orders), world.log().length];
    await world.sweep();
    await world.sweep();
    expectAt(world, green);
    expect(world.version(orders)).toBe(version);
    // The first pool has left nothing behind.
    expect(
      world
        .log()
        .slice(lines)
        .filter(({ action }) => action === 'orphaned'),
    ).toEqual([]);
  }

  it('when the first is untagged, and the first does not take it back', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.untag('ssm-sync:orders');
    await world.settle();
    expectAt(world, blue);
    await expectMoved(world, green);
  });

  it('at once by an event of the second pool, not only by a sweep', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.untag('ssm-sync:orders');
    await green.pool.tag({ 'ssm-sync:orders': `${orders} ${orders}@auth.spare` });
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(green.client, 'green'));
  });

  it('and back, when the tags are swapped again', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.untag('ssm-sync:orders');
    await expectMoved(world, green);
    await blue.pool.tag(tags);
    await world.settle();
    await green.pool.untag('ssm-sync:orders');
    await expectMoved(world, blue);
  });

  it('when the first leads its client elsewhere', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.tag({ 'ssm-sync:orders': '/layered-apis/blue' });
    await world.settle();
    await expectMoved(world, green);
    expect(world.credentials('/layered-apis/blue')).toEqual(credentialsOf(blue.client, 'blue'));
  });

  it('when the first one’s client is deleted', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.deleteClient(blue.client.id);
    await world.settle();
    await expectMoved(world, green);
  });

  it('when the first one is deleted', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.deleteDomain('blue');
    await blue.pool.delete();
    await world.settle();
    await expectMoved(world, green);
  });
});

describe('the place stays with the first pool', () => {
  it('while it cannot be read for a while, and the second one’s message comes back', async () => {
    const { world, blue, green } = await contested();
    const clear = refuse(
      world,
      { operation: 'DescribeUserPoolClient', about: blue.client.id },
      'InternalErrorException',
      500,
    );
    await green.pool.tag({ 'ssm-sync:orders': orders, other: 'x' });
    await world.aws.clock.advance(60_000);
    expect(world.said('call-failed')).not.toEqual([]);
    expect(world.deployment.events.messages).not.toEqual([]);
    clear();
    await world.settle();
    expectAt(world, blue);
    expect(world.said('claimed-by-another-client').at(-1)).toMatchObject({ userPoolId: green.pool.id });
  });

  it('where reading it is refused, and the second is told that somebody has it', async () => {
    const { world, blue, green } = await contested();
    await blue.pool.untag('ssm-sync:orders');
    refuse(world, { operation: 'DescribeUserPool', about: blue.pool.id }, 'AccessDeniedException');
    await world.sweep();
    expectAt(world, blue);
    expect(world.said('place-occupied').at(-1)).toMatchObject({
      action: 'blocked',
      userPoolId: green.pool.id,
      parameter: orders,
      place: 'auth.cognito',
    });
  });
});

describe('a place where somebody’s client stands', () => {
  it('stays as it is where the client is of the same pool and was never declared', async () => {
    const world = openWorld({ trail: false });
    const { pool, client } = await side(world, 'blue');
    const other = await pool.createClient('by-hand');
    const document = JSON.stringify({ auth: { cognito: { clientId: other.id, clientSecret: other.secret } } });
    await world.put(orders, document);
    await world.sweep();
    expect(world.text(orders)).toBe(document);
    expect(world.said('place-occupied')).toMatchObject([{ clientId: client.id, action: 'blocked' }]);
    expect(world.measured('TargetsBlocked')).toBe(1);
    await pool.deleteClient(other.id);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client, 'blue'));
    expect(world.aws.parameterStore.tagsOf(orders)).toEqual(ownerTags(pool, client));
  });

  it('is taken where we wrote it there and its declaration is gone', async () => {
    const world = openWorld();
    const { pool, client } = await side(world, 'blue');
    await world.settle();
    const next = await pool.createClient('next');
    await pool.untag('ssm-sync:orders');
    await world.settle();
    expect(world.aws.parameterStore.tagsOf(orders)).toMatchObject(ownerTag(pool, client));
    await pool.tag({ 'ssm-sync:next': orders });
    await world.settle();
    expectAt(world, { pool, client: next, domain: 'blue' });
  });
});

describe('a place that two clients of a pool claim', () => {
  it.each(['an event of the pool', 'a sweep'])(
    'goes back to its owner by %s when somebody wrote the document anew',
    async (by) => {
      const world = openWorld();
      const { pool, client } = await side(world, 'blue');
      await world.settle();
      const rival = await pool.createClient('rival');
      await pool.tag({ 'ssm-sync:rival': orders });
      await world.settle();
      // The edit's own event is lost.
      const { fate } = world.aws.eventBus;
      world.aws.eventBus.fate = () => [];
      await world.put(orders, '{"theirs":1}');
      world.aws.eventBus.fate = fate;
      await (by === 'a sweep' ? world.sweep() : pool.tag({ team: 'x' }));
      await world.settle();
      expect(world.json(orders)).toEqual({ theirs: 1, auth: { cognito: credentialsOf(client, 'blue') } });
      expect(world.said('claimed-by-another-client').at(-1)).toMatchObject({ clientId: rival.id });
      expect(world.said('claimed-twice')).toEqual([]);
    },
  );
});
