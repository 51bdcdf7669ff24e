import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { refuse } from './faults.ts';
import { expectAt, orders, type Side, side } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Two pools that point at one place: who came first keeps it, and it moves over as soon as nothing claims it. */
const tags = { 'ssm-sync:orders': orders };

/** Blue has the place, and green is declared there as well. */
async function contested(): Promise<{ world: World; blue: Side; green: Side }> {
  const world = openWorld();
  const blue = await side(world, 'blue');
  await world.settle();
  const green = await side(world, 'green');
  await world.settle();
  return { world, blue, green };
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
