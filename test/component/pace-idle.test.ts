import { describe, expect, test } from 'vitest';
import { settings } from '../../infra/settings.ts';
import { Census, grace, type Idle } from '../../lambdas/aws/census.ts';
import { type Lane, type OperationClass, Pace, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import { passSize } from '../../lambdas/core/pass-size.ts';
import { VirtualClock } from '../local-aws/virtual-clock.ts';

/** What a lone sweep invocation does a second, long after it began, with this lying idle. */
async function perSecond(idle: Idle, quota: OperationClass): Promise<number> {
  const clock = new VirtualClock(0);
  const pace = new Pace(clock, 'sweep', new Map(), new Census(clock, async () => idle));
  const starts: number[] = [];
  const call = async (): Promise<void> => {
    // Pools in turn, unless it is the rate of one that is looked for.
    for (let number = 0; number < 400; number++) {
      const operation = 'DescribeUserPoolClient';
      await (quota === 'operation-of-pool'
        ? pace.turn('client-read', { operation, userPoolId: 'A' })
        : pace.turn(quota));
      starts.push(clock.now());
    }
  };
  await clock.finish(call());
  const [from = 0] = starts.slice(-201);
  return 200 / (((starts.at(-1) ?? 0) - from) / 1000);
}

describe('a sweep invocation that would have to wait', () => {
  test.each([
    [{ events: 1, sweeps: 1 }, 0.25, 0.5],
    [{ events: 2, sweeps: 1 }, 0.5, 1],
    [{ events: 1, sweeps: 2 }, 0.5, 0.5],
    [{ events: 2, sweeps: 2 }, 1, 1],
  ])('uses what lies idle: %o, %d of a class, %d of an operation on a pool', async (idle, ofClass, ofPool) => {
    for (const quota of ['client-read', 'pool-read', 'parameter-read', 'parameter-write', 'index-read'] as const) {
      expect(await perSecond(idle, quota)).toBeCloseTo(ofClass * shareOfQuota * quotas[quota].perSecond, 3);
    }
    expect(await perSecond(idle, 'operation-of-pool')).toBeCloseTo(Math.min(ofPool * (10 / 3), ofClass * 10), 3);
  });

  test('asks nobody while it does not have to, nor for calls to the queues', async () => {
    const clock = new VirtualClock(0);
    let asked = 0;
    const census = new Census(clock, async () => {
      asked += 1;
      return { events: 2, sweeps: 2 };
    });
    const pace = new Pace(clock, 'sweep', new Map(), census);
    for (let number = 0; number < 10; number++) {
      await clock.finish(pace.turn('parameter-write'));
      await clock.finish(pace.turn('queue'));
      await clock.finish(pace.turn('queue'));
      await clock.advance(2000);
    }
    expect(asked).toBe(0);
  });
});

/** Starts of client reads: one invocation of sweeps from 0 on, and one of events for each message, each 40 long. */
async function startsAround(messages: readonly number[]): Promise<readonly number[]> {
  const clock = new VirtualClock(0);
  const starts: number[] = [];
  let queued = 0;
  const read = async (pace: Pace, count: number): Promise<void> => {
    for (let number = 0; number < count; number++) {
      await pace.turn('client-read');
      starts.push(clock.now());
    }
  };
  const idle = async (): Promise<Idle> => ({ events: queued === 0 ? 2 : 1, sweeps: 2 });
  void read(new Pace(clock, 'sweep', new Map(), new Census(clock, idle)), 400);
  for (const sentAt of messages) {
    clock.at(sentAt, () => {
      queued += 1;
    });
    clock.at(sentAt + grace, () => {
      void read(new Pace(clock, 'event'), 40).then(() => {
        queued -= 1;
      });
    });
  }
  await clock.runUntilIdle();
  return starts;
}

describe('shares that are lent and taken back', () => {
  test('are in no second used by both, whenever the messages come between two censuses', async () => {
    for (let sentAt = 20_000; sentAt < 25_000; sentAt += 50) {
      const starts = (await startsAround([sentAt, sentAt])).toSorted((one, other) => one - other);
      for (const start of starts) {
        const within = starts.filter((other) => other >= start && other < start + 1000 - 0.01);
        // Ten; or five, and three of each two and a half a second.
        expect(within.length).toBeLessThanOrEqual(11);
      }
    }
  });

  test('are within AWS’s own quota if the events queue’s count, which is approximate, says nothing of all its work', () => {
    for (const { sweep, event } of Object.values(quotas)) {
      const lanes = { sweep: sweep === 0.5 ? 1 : settings.sweepMapping.maximumConcurrency };
      const whole = lanes.sweep * sweep * 2;
      expect(shareOfQuota * (whole + settings.eventMapping.maximumConcurrency * event)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});

describe('the time of a run', () => {
  test('is enough for a full batch of sweeps at the shares for sure, with ten seconds kept for the answer', () => {
    const rate = (name: OperationClass, lane: Lane): number =>
      quotas[name].perSecond * shareOfQuota * quotas[name][lane];
    const writing = (settings.sweepMapping.batchSize * passSize) / rate('parameter-write', 'sweep');
    const looking = passSize / rate('operation-of-pool', 'sweep');
    expect(writing + looking).toBe(515);
    expect(writing + looking + grace / 1000).toBeLessThan(settings.function.timeoutSeconds - 10);
  });

  test('is not longer for events because nobody begins at once: they are gathered for as long', () => {
    expect(settings.eventMapping.batchingWindowSeconds * 1000).toBeGreaterThanOrEqual(grace);
  });
});
