import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RealClock } from '../../local-aws/real-clock.ts';

const day = 24 * 3_600_000;

describe('the real clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs what is due in the order of its time, and what is overdue at once', () => {
    const clock = new RealClock();
    const ran: string[] = [];
    clock.at(2000, () => ran.push('second'));
    clock.at(1000, () => ran.push('first'));
    clock.at(-1, () => ran.push('overdue'));
    vi.advanceTimersByTime(1500);
    expect(ran).toEqual(['overdue', 'first']);
    vi.advanceTimersByTime(500);
    expect(ran).toEqual(['overdue', 'first', 'second']);
    expect(clock.now()).toBe(2000);
  });

  it('waits for times that are further away than a timer of Node’s can be', () => {
    const clock = new RealClock();
    const ran: number[] = [];
    clock.at(60 * day, () => ran.push(clock.now()));
    vi.advanceTimersByTime(60 * day - 1);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual([60 * day]);
  });

  it('does nothing that was cancelled, on its long way too, and nothing once it has stopped', () => {
    const clock = new RealClock();
    const ran: string[] = [];
    const cancelNear = clock.at(1000, () => ran.push('near'));
    const cancelFar = clock.at(60 * day, () => ran.push('far'));
    clock.at(61 * day, () => ran.push('stopped'));
    cancelNear();
    vi.advanceTimersByTime(30 * day);
    cancelFar();
    vi.advanceTimersByTime(30 * day);
    clock.stop();
    vi.advanceTimersByTime(30 * day);
    expect(ran).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
