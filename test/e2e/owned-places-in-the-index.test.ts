import { describe, expect, it } from 'vitest';
import { ownerTags, tagParameter } from './owners.ts';
import { openWorld } from './worlds.ts';

/** What a run asks the tagging index: a listing of all our parameters, which can be many. */
describe('pools that own more than a message carries', () => {
  it('ask the index once a run', { timeout: 60_000 }, async () => {
    const world = openWorld({ trail: false, quotas: false });
    for (const name of ['a', 'b', 'c', 'd']) {
      const pool = await world.createPool(name, { tags: { 'ssm-sync:orders': `/layered-apis/${name}` }, domain: name });
      const client = await pool.createClient('orders');
      for (let index = 0; index < 12; index++) {
        const parameter = `/layered-apis/${name}/${'x'.repeat(80)}/${index}`;
        await world.put(parameter, '{}');
        const owners = Array.from({ length: 45 }, (_, place) => ({ place: `${'y'.repeat(95)}${place}` }));
        await tagParameter(
          world,
          parameter,
          Object.assign({}, ...owners.map(({ place }) => ownerTags(pool, client, { place }))),
        );
      }
    }
    const calls = await world.callsDuring(() => world.sweep());
    expect(world.said('pass-done').filter(({ trigger }) => trigger === 'sweep')).toHaveLength(4);
    // Two pages, of the sweep and of the run, and the tagged pools.
    expect(calls.GetResources).toBeLessThanOrEqual(6);
  });
});
