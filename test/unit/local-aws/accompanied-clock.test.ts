import { setTimeout as realTime } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local-aws/virtual-clock.ts';

/** Work outside of this process takes real time; here it is timers of a few milliseconds. */
describe('a clock that accompanies another process', () => {
  it('moves on with it, and leaps again when it is done', async () => {
    const clock = new VirtualClock(0);
    const work = clock.accompany(realTime(40, 'done'), 1);
    await clock.runUntilIdle();
    expect(await work).toBe('done');
    expect(clock.now()).toBeGreaterThanOrEqual(20);
    const then = clock.now();
    await clock.advance(3_600_000);
    expect(clock.now()).toBe(then + 3_600_000);
  });

  it('moves on as much faster as the other’s time goes', async () => {
    const clock = new VirtualClock(0);
    const began = performance.now();
    const untilThen = async (): Promise<void> => {
      while (clock.now() < 2000) await realTime(2);
    };
    const work = clock.accompany(untilThen(), 100);
    await clock.runUntilIdle();
    await work;
    // It takes a hundredth of it; a machine that is busy with something else may take more, but not all of it.
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it('lets everything come that is due meanwhile, such as what ends it', async () => {
    const clock = new VirtualClock(0);
    const ended = new AbortController();
    const endless = realTime(60_000, undefined, { signal: ended.signal }).catch(() => 'ended');
    clock.at(1000, () => ended.abort());
    const work = clock.accompany(endless, 100);
    await clock.runUntilIdle();
    expect(await work).toBe('ended');
    expect(clock.now()).toBeGreaterThanOrEqual(1000);
    expect(clock.now()).toBeLessThan(60_000);
  });

  it('goes at one pace with several', async () => {
    const clock = new VirtualClock(0);
    const both = [clock.accompany(realTime(30), 1), clock.accompany(realTime(60), 1)];
    const began = performance.now();
    await clock.runUntilIdle();
    await Promise.all(both);
    expect(clock.now()).toBeLessThanOrEqual(performance.now() - began + 20);
  });

  it('waits for nobody whose work has failed', async () => {
    const clock = new VirtualClock(0);
    const work = clock.accompany(Promise.reject(new Error('no luck')), 1);
    await expect(work).rejects.toThrow('no luck');
    await clock.runUntilIdle();
    expect(clock.now()).toBeLessThan(100);
  });
});
