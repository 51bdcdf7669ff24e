import { describe, expect, test } from 'vitest';
import { LookingTurns } from '../../lambdas/reconciler/looking-turns.ts';
import { VirtualClock } from '../local-aws/virtual-clock.ts';

/** Looks of a second each, at these pools in this order; when each began, in seconds. */
async function begun(pools: readonly string[], fails: (index: number) => boolean = () => false) {
  const clock = new VirtualClock(0);
  const turns = new LookingTurns();
  const starts: string[] = [];
  const look = (pool: string, index: number): Promise<string> =>
    turns.take(pool, async () => {
      starts.push(`${pool} ${clock.now() / 1000}`);
      await clock.sleep(1000);
      if (fails(index)) throw new Error('of this pass');
      return pool;
    });
  const ended = await clock.finish(Promise.allSettled(pools.map(look)));
  return { starts, ended: ended.map(({ status }) => status) };
}

describe('the passes of a batch', () => {
  test('look four at once, in the order of their messages', async () => {
    const { starts } = await begun(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']);
    expect(starts).toEqual(['A 0', 'B 0', 'C 0', 'D 0', 'E 1', 'F 1', 'G 1', 'H 1', 'I 2']);
  });

  test('look at one pool one after the other, and hold up no other pool', async () => {
    const { starts } = await begun(['A', 'A', 'A', 'B']);
    expect(starts).toEqual(['A 0', 'B 0', 'A 1', 'A 2']);
  });

  test('go on when one of them fails, which it alone learns', async () => {
    const { starts, ended } = await begun(['A', 'A', 'B'], (index) => index === 0);
    expect(starts).toEqual(['A 0', 'B 0', 'A 1']);
    expect(ended).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
