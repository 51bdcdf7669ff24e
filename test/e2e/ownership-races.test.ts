import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { atCalls } from './faults.ts';
import { expectAt, orders, type Side, side, stripTags } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Two pools whose passes look at one place at the same time, and write in every order. */
type Step = `${'blue' | 'green'} ${'tags' | 'writes'}`;
interface Sides {
  readonly blue: Side;
  readonly green: Side;
}

/** Lets the first of each of these calls come in this order; answers how many came. */
function inOrder(world: World, sides: Sides, order: readonly Step[]): () => number {
  let turn = 0;
  for (const step of order) {
    const [name, does] = step.split(' ');
    const operation = does === 'tags' ? 'AddTagsToResource' : 'PutParameter';
    const choice = { operation, about: sides[name === 'blue' ? 'blue' : 'green'].client.id, times: 1 };
    atCalls(world, choice, async () => {
      // A minute and a half at most, so that a call that never comes ends the test and not its patience.
      for (let tenths = 0; order[turn] !== step && tenths < 900; tenths++) await world.aws.clock.sleep(100);
      return undefined;
    });
    atCalls(world, { ...choice, when: 'after' }, async () => {
      turn += 1;
      return undefined;
    });
  }
  return () => turn;
}

async function opened(): Promise<{ readonly world: World; readonly sides: Sides }> {
  const world = openWorld({ trail: false });
  return { world, sides: { blue: await side(world, 'blue'), green: await side(world, 'green') } };
}

/** Whose client stands at the place. */
function holder(world: World, { blue, green }: Sides): Side {
  const found = [blue, green].find(({ client, domain }) => {
    const wanted = JSON.stringify(credentialsOf(client, domain));
    return JSON.stringify(world.credentials(orders)) === wanted;
  });
  if (found === undefined) throw new Error('neither has it');
  return found;
}

/** That nothing changes any more, sweep after sweep. */
async function expectSettled(world: World, sides: Sides): Promise<void> {
  const [version, winner] = [world.version(orders), holder(world, sides)];
  for (let sweep = 0; sweep < 2; sweep++) {
    await world.sweep();
    expectAt(world, winner);
  }
  expect(world.version(orders)).toBe(version);
}

describe('where both start at once', () => {
  it.each([1, 2])('one creates the parameter and keeps it (%i)', async (delayed) => {
    const { world, sides } = await opened();
    atCalls(world, { operation: 'PutParameter', times: delayed }, () => ({ kind: 'delay', milliseconds: 5000 }));
    const calls = await world.callsDuring(() => world.sweep());
    // Neither saw the other's when it looked.
    expect(calls.PutParameter).toBe(2);
    await expectSettled(world, sides);
  });

  it.each<{ readonly order: readonly Step[]; readonly last: 'blue' | 'green' }>([
    { order: ['blue tags', 'green tags', 'blue writes', 'green writes'], last: 'green' },
    { order: ['blue tags', 'green tags', 'green writes', 'blue writes'], last: 'green' },
    { order: ['green tags', 'blue tags', 'blue writes', 'green writes'], last: 'blue' },
    { order: ['green tags', 'blue tags', 'green writes', 'blue writes'], last: 'blue' },
  ])(
    'at an empty place, the one that tagged it last keeps it ($order.0, $order.1, $order.2)',
    async ({ order, last }) => {
      const { world, sides } = await opened();
      await world.put(orders, '{"theirs":"s3cr3t-theirs"}');
      const came = inOrder(world, sides, order);
      await world.sweep();
      expect(came()).toBe(4);
      expect(holder(world, sides).domain).toBe(last);
      expect(world.json(orders)).toMatchObject({ theirs: 's3cr3t-theirs' });
      await expectSettled(world, sides);
    },
  );
});

describe('where the tags of the first were taken away, and it repairs them as the second takes the place,', () => {
  it.each<{ readonly order: readonly Step[] }>([
    { order: ['blue tags', 'green tags', 'green writes'] },
    { order: ['green tags', 'blue tags', 'green writes'] },
    { order: ['green tags', 'green writes', 'blue tags'] },
  ])('one has it within two sweeps, and keeps it ($order.0, $order.1, $order.2)', async ({ order }) => {
    const world = openWorld({ trail: false });
    const blue = await side(world, 'blue');
    await world.sweep();
    const sides = { blue, green: await side(world, 'green') };
    await stripTags(world, orders);
    const came = inOrder(world, sides, order);
    await world.sweep();
    expect(came()).toBe(3);
    await world.sweep();
    await expectSettled(world, sides);
  });
});
