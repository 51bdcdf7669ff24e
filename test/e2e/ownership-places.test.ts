import { describe, expect, it } from 'vitest';
import { expectAt, orders, ownerTag, ownerTags, side } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Who gets a place where somebody of the same pool stands, or nobody does any more. */
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
