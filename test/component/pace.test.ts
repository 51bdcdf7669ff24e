import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lane, type OperationClass, Pace, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import { VirtualClock } from '../local-aws/virtual-clock.ts';
import { type Arrival, arrivalsOf, msBetween, type Start, startsOf } from './pacing.ts';

const lanes: readonly Lane[] = ['sweep', 'event', 'person'];
/** Sums of fractions of milliseconds near 10¹² are exact to about a thousandth. */
const rounding = 0.01;

describe('the pace of random arrivals', () => {
  test.each(lanes)('never lets a class or an operation on a pool exceed its share in any second (%s)', async (lane) => {
    await fc.assert(
      fc.asyncProperty(arrivalsOf(), async (arrivals) => {
        for (const { starts, quota } of series(await startsOf(lane, arrivals))) {
          const spacing = msBetween(quota, lane);
          for (const [index, start] of starts.entries()) {
            const before = starts[index - 1] ?? Number.NEGATIVE_INFINITY;
            expect(start - before).toBeGreaterThanOrEqual(spacing - rounding);
            const withinASecond = starts.filter((other) => other >= start && other < start + 1000 - rounding);
            expect(withinASecond.length).toBeLessThanOrEqual(Math.ceil(1000 / spacing));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(lanes)('starts a call as soon as the calls that started before it allow (%s)', async (lane) => {
    await fc.assert(
      fc.asyncProperty(arrivalsOf(), async (arrivals) => {
        const starts = await startsOf(lane, arrivals);
        for (const [index, start] of starts.entries()) {
          const earlier = starts.slice(0, index);
          const sameClass = earlier.findLast((other) => other.operationClass === start.operationClass);
          const samePool = earlier.findLast(
            (other) => poolKey(other) !== undefined && poolKey(other) === poolKey(start),
          );
          const allowed = Math.max(
            start.arrivedAt,
            (sameClass?.at ?? 0) + (sameClass ? msBetween(start.operationClass, lane) : 0),
            (samePool?.at ?? 0) + (samePool ? msBetween('operation-of-pool', lane) : 0),
          );
          expect(start.at).toBeLessThanOrEqual(allowed + rounding);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the pace', () => {
  test('delays nobody at the first call, and of no class because of another', async () => {
    const arrivals = Object.keys(quotas).map((name): Arrival => ({ operationClass: name as OperationClass, at: 0 }));
    expect((await startsOf('event', arrivals)).map(({ at }) => at)).toEqual(arrivals.map(() => 0));
  });

  test('of one pool holds up no other pool', async () => {
    const starts = await startsOf('sweep', [
      ...Array.from({ length: 4 }, () => describing('A')),
      ...Array.from({ length: 4 }, () => describing('B')),
    ]);
    expect(starts.map(({ of, at }) => `${of?.userPoolId} ${Math.round(at)}`)).toEqual([
      'A 0',
      'B 400',
      'A 800',
      'B 1200',
      'A 1600',
      'B 2000',
      'A 2400',
      'B 2800',
    ]);
  });

  test('takes the calls of one pool in the order of their arrival', async () => {
    const starts = await startsOf(
      'sweep',
      [0, 10, 20, 30].map((at) => ({ ...describing('A'), at })),
    );
    expect(starts.map(({ arrivedAt }) => arrivedAt)).toEqual([0, 10, 20, 30]);
  });

  test('gives each operation on a pool a rate of its own', async () => {
    const starts = await startsOf('sweep', [
      describing('A'),
      { operationClass: 'client-read', of: { operation: 'ListUserPoolClients', userPoolId: 'A' }, at: 0 },
    ]);
    expect(starts.map(({ at }) => Math.round(at))).toEqual([0, 400]);
  });

  test('is two thirds of the quota times the share of the lane', async () => {
    const reads = await startsOf(
      'sweep',
      Array.from({ length: 3 }, () => ({ operationClass: 'pool-read', at: 0 }) as const),
    );
    expect(reads.map(({ at }) => Math.round(at))).toEqual([0, 400, 800]);
    const writes = await startsOf(
      'event',
      Array.from({ length: 3 }, () => ({ operationClass: 'parameter-write', at: 0 }) as const),
    );
    expect(writes.map(({ at }) => Math.round(at))).toEqual([0, 2000, 4000]);
    expect(shareOfQuota).toBeCloseTo(2 / 3);
  });

  test('keeps a pool to its rate however many others it has met', async () => {
    const clock = new VirtualClock(0);
    const pace = new Pace(clock, 'sweep');
    for (let pool = 0; pool < 1200; pool++) {
      await clock.finish(pace.turn('client-read', { operation: 'DescribeUserPoolClient', userPoolId: `pool-${pool}` }));
    }
    const started = clock.now();
    await clock.finish(pace.turn('pool-read', { operation: 'DescribeUserPoolClient', userPoolId: 'pool-1199' }));
    expect(clock.now() - started).toBeCloseTo(msBetween('operation-of-pool', 'sweep'), 1);
  });

  test('ends waiting with the reason of the signal, and the wait leaves no trace', async () => {
    const clock = new VirtualClock(0);
    const pace = new Pace(clock, 'event');
    const stop = new AbortController();
    await pace.turn('parameter-write');
    const waiting = pace.turn('parameter-write', undefined, stop.signal);
    const outcome = waiting.then(
      () => 'started',
      (reason: unknown) => reason,
    );
    await clock.advance(500);
    stop.abort('no more time');
    expect(await outcome).toBe('no more time');
    await clock.finish(pace.turn('parameter-write'));
    expect(clock.now()).toBeCloseTo(2000);
  });

  test('refuses to wait under a signal that was given before', async () => {
    const clock = new VirtualClock(0);
    const pace = new Pace(clock, 'event');
    await pace.turn('queue');
    await expect(pace.turn('queue', undefined, AbortSignal.abort('too late'))).rejects.toBe('too late');
  });
});

function describing(userPoolId: string): Arrival {
  return { operationClass: 'client-read', of: { operation: 'DescribeUserPoolClient', userPoolId }, at: 0 };
}

function poolKey({ of }: Arrival): string | undefined {
  return of && `${of.operation} ${of.userPoolId}`;
}

/** The starts of every class and of every operation on a pool, each with the quota that it must keep to. */
function series(starts: readonly Start[]): { readonly starts: readonly number[]; readonly quota: OperationClass }[] {
  const times = (of: readonly Start[]): number[] => of.map(({ at }) => at);
  const classes = [...Map.groupBy(starts, ({ operationClass }) => operationClass)];
  const pools = [...Map.groupBy(starts, poolKey)].filter(([key]) => key !== undefined);
  return [
    ...classes.map(([quota, of]) => ({ starts: times(of), quota })),
    ...pools.map(([, of]) => ({ starts: times(of), quota: 'operation-of-pool' as const })),
  ];
}
