/** Calls that arrive at a pace when they do, and when they start: all in virtual time, which begins at 0. */
import fc from 'fast-check';
import { type Lane, type OperationClass, Pace, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import { VirtualClock } from '../local-aws/virtual-clock.ts';

export interface Arrival {
  readonly operationClass: OperationClass;
  readonly of?: { readonly operation: string; readonly userPoolId: string };
  /** Milliseconds. */
  readonly at: number;
}

export interface Start extends Arrival {
  readonly arrivedAt: number;
}

/** When each of the calls started, in the order of the starts. */
export async function startsOf(lane: Lane, arrivals: readonly Arrival[]): Promise<readonly Start[]> {
  const clock = new VirtualClock(0);
  const pace = new Pace(clock, lane);
  const starts: Start[] = [];
  for (const arrival of arrivals) {
    clock.at(arrival.at, () => {
      const note = (): void => void starts.push({ ...arrival, arrivedAt: arrival.at, at: clock.now() });
      void pace.turn(arrival.operationClass, arrival.of).then(note);
    });
  }
  await clock.runUntilIdle();
  return starts;
}

/** The least time between two starts of this quota, in milliseconds. */
export function msBetween(quota: OperationClass, lane: Lane): number {
  return 1000 / (quotas[quota].perSecond * shareOfQuota * quotas[quota][lane]);
}

/** A crowd: few pools, bursts and pauses. */
export function arrivalsOf(): fc.Arbitrary<Arrival[]> {
  const cognito = fc.record({
    operationClass: fc.constantFrom<OperationClass>('client-read', 'pool-read'),
    of: fc.record({
      operation: fc.constantFrom('DescribeUserPoolClient', 'ListUserPoolClients'),
      userPoolId: fc.constantFrom('A', 'B', 'C'),
    }),
    at: fc.integer({ min: 0, max: 5000 }),
  });
  const others = fc.record({
    operationClass: fc.constantFrom<OperationClass>('parameter-read', 'parameter-write', 'index-read'),
    at: fc.integer({ min: 0, max: 5000 }),
  });
  return fc.array(fc.oneof(cognito, others), { minLength: 2, maxLength: 40, size: 'max' });
}
