import { describe, expect, test } from 'vitest';
import { Census, grace, type Idle } from '../../lambdas/aws/census.ts';
import { VirtualClock } from '../local-aws/virtual-clock.ts';

const nothing: Idle = { events: 1, sweeps: 1 };
const events: Idle = { events: 2, sweeps: 1 };
const both: Idle = { events: 2, sweeps: 2 };

/** A census that finds what lies idle at its time, and when it was taken. */
function censusOf(found: (at: number) => Idle | Promise<Idle>) {
  const clock = new VirtualClock(0);
  const taken: number[] = [];
  const census = new Census(clock, async () => {
    taken.push(clock.now());
    return found(clock.now());
  });
  return { clock, census, taken };
}

describe('a census', () => {
  test('is taken when somebody asks, and counts for a second less than nobody begins with a message', async () => {
    const { clock, census, taken } = censusOf(() => both);
    await Promise.all([census.idle(), census.idle()]);
    await clock.advance(grace - 1001);
    await census.idle();
    expect(taken).toEqual([0]);
    await clock.advance(1);
    await census.idle();
    expect(taken).toEqual([0, grace - 1000]);
  });

  test('lets what is gained count a second later, and what is lost at once', async () => {
    const { clock, census } = censusOf((at) => (at < 8000 ? both : events));
    expect(await census.idle()).toEqual(nothing);
    await clock.advance(999);
    expect(await census.idle()).toEqual(nothing);
    await clock.advance(1);
    expect(await census.idle()).toEqual(both);
    await clock.advance(3000);
    expect(await census.idle()).toEqual(both);
    await clock.advance(4000);
    expect(await census.idle()).toEqual(events);
  });

  test('of long ago says nothing of who came and went since', async () => {
    const { clock, census } = censusOf(() => both);
    await census.idle();
    await clock.advance(grace);
    expect(await census.idle()).toEqual(nothing);
    await clock.advance(1000);
    expect(await census.idle()).toEqual(both);
  });

  test('that fails finds nobody idle', async () => {
    const { clock, census } = censusOf(() => Promise.reject(new Error('refused')));
    await census.idle();
    await clock.advance(1500);
    expect(await census.idle()).toEqual(nothing);
  });
});
