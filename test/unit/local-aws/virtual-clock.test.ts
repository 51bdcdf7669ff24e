import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local-aws/virtual-clock.ts';

const hour = 3_600_000;

describe('the virtual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = new VirtualClock(1000);
    let awake = false;
    void clock.sleep(1).then(() => {
      awake = true;
    });
    await clock.settle();
    expect([clock.now(), awake]).toEqual([1000, false]);
    await clock.advance(1);
    expect([clock.now(), awake]).toEqual([1001, true]);
  });

  it('runs what is due in order of time, and of planning where times are the same', async () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.at(20, () => ran.push('second'));
    clock.at(10, () => ran.push('first'));
    clock.at(20, () => ran.push('third'));
    await clock.advance(20);
    expect(ran).toEqual(['first', 'second', 'third']);
  });

  it('lets everything that a timer sets off finish before the next one runs', async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.at(10, () => {
      void (async () => {
        for (let step = 0; step < 50; step += 1) await Promise.resolve();
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`first at ${clock.now()}`);
      })();
    });
    clock.at(11, () => seen.push(`second at ${clock.now()}`));
    await clock.advance(hour);
    expect(seen).toEqual(['first at 10', 'second at 11']);
  });

  it('runs within an advanced time also what is planned on the way', async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    void (async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        await clock.sleep(100);
        seen.push(clock.now());
      }
    })();
    await clock.advance(250);
    expect([seen, clock.now()]).toEqual([[100, 200], 250]);
  });

  it('ends a sleep with the reason of its signal, before and while it sleeps', async () => {
    const clock = new VirtualClock(0);
    const controller = new AbortController();
    const sleep = clock.sleep(10, controller.signal);
    controller.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(clock.sleep(10, controller.signal)).rejects.toThrow('enough');
    await clock.runUntilIdle();
    expect(clock.now()).toBe(0);
  });

  it('runs until idle: over sleeps, and no further than the last of them, schedules notwithstanding', async () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    const schedule = (time: number): void => {
      clock.at(time, () => schedule(time + hour), { background: true });
      if (time > 0) fired.push(time - hour);
    };
    schedule(0);
    void clock.sleep(2.5 * hour);
    await clock.runUntilIdle();
    expect([clock.now(), fired]).toEqual([2.5 * hour, [0, hour, 2 * hour]]);
  });

  it('says what is still under way when the world does not come to rest', async () => {
    const clock = new VirtualClock(0);
    const again = (): void => {
      clock.at(clock.now() + hour, again, { what: 'a loop' });
    };
    again();
    await expect(clock.runUntilIdle(3 * hour)).rejects.toThrow(/still under way after 10800000 ms: a loop/);
  });

  it('moves time just as far as a promise needs, and passes on what it rejects with', async () => {
    const clock = new VirtualClock(0);
    void clock.sleep(hour);
    expect(await clock.finish(clock.sleep(70).then(() => 'done'))).toBe('done');
    expect(clock.now()).toBe(70);
    await expect(clock.finish(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await expect(clock.finish(new Promise(() => {}))).rejects.toThrow('not settled within');
  });

  it('waits for occupied work that leaves the event loop', async () => {
    const clock = new VirtualClock(0);
    let read = false;
    const work = import('node:fs/promises').then((files) => files.readFile('package.json'));
    void clock.occupy(work).then(() => {
      read = true;
    });
    await clock.settle();
    expect(read).toBe(true);
  });

  it('is moved by one mover at a time', async () => {
    const clock = new VirtualClock(0);
    const first = clock.advance(10);
    await expect(clock.advance(10)).rejects.toThrow('being moved already');
    await first;
    expect(clock.now()).toBe(10);
  });
});
