/** One sweep of a world through the real handler, SDK, queues, quotas and policies, measured in the world's own time. */
import { type OperationClass, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import type { CallRecord } from '../local-aws/call-record.ts';
import type { World } from '../world.ts';

/** The class of each operation, as the adapters say it. One that is missing here is an error. */
const classes: Readonly<Record<string, OperationClass>> = {
  DescribeUserPool: 'pool-read',
  ListUserPoolClients: 'client-read',
  DescribeUserPoolClient: 'client-read',
  ListUserPoolClientSecrets: 'client-read',
  GetParameter: 'parameter-read',
  GetParameters: 'parameter-read',
  ListTagsForResource: 'parameter-read',
  AddTagsToResource: 'parameter-read',
  DescribeParameters: 'parameter-describe',
  PutParameter: 'parameter-write',
  GetResources: 'index-read',
  GetQueueAttributes: 'queue',
  SendMessageBatch: 'queue',
  DeleteMessage: 'queue',
  ChangeMessageVisibility: 'queue',
};

/** The most calls that any second saw, beside what we allow ourselves. */
interface Peak {
  readonly what: string;
  readonly calls: number;
  readonly share: number;
}

export interface MeasuredSweep {
  readonly calls: Readonly<Record<string, number>>;
  /** From the schedule's message to the last call. */
  readonly seconds: number;
  readonly throttled: number;
  /** Of each class, and of the pool and operation that had most. */
  readonly peaks: readonly Peak[];
  /** Of the whole process, the world in it, in megabytes: before, and at the most. */
  readonly heap: { readonly before: number; readonly most: number };
}

let sweeps = 0;

/** Sends the message that the schedule would send, and lets time pass until everything is worked off. */
export async function measureSweep({ aws, deployment }: World): Promise<MeasuredSweep> {
  const from = aws.dispatcher.calls.length;
  const start = aws.clock.now();
  const before = heapUsed();
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, heapUsed());
  }, 50);
  sweeps += 1;
  deployment.sweeps.send({
    body: JSON.stringify({ v: 1, kind: 'sweep', at: new Date(start).toISOString() }),
    senderId: 'scheduler.amazonaws.com',
    groupId: 'sweep',
    deduplicationId: `measured-${sweeps}`,
  });
  await aws.clock.runUntilIdle();
  clearInterval(sampling);

  const { arn } = aws.callers.reconciler;
  const calls = aws.dispatcher.calls.slice(from).filter(({ callerArn }) => callerArn === arn);
  const counts = [...Map.groupBy(calls, ({ operation }) => operation)].map(([name, of]) => [name, of.length] as const);
  return {
    calls: Object.fromEntries(counts),
    seconds: ((calls.at(-1)?.at ?? start) - start) / 1000,
    throttled: calls.filter(({ errorCode }) => /Throttl|TooManyRequests/.test(errorCode ?? '')).length,
    peaks: peaksOf(calls),
    heap: { before, most },
  };
}

function heapUsed(): number {
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function peaksOf(calls: readonly CallRecord[]): readonly Peak[] {
  const ofClasses = [...Map.groupBy(calls, ({ operation }) => classOf(operation))].map(([name, of]) => ({
    what: name,
    calls: mostInASecond(of),
    share: quotas[name].perSecond * shareOfQuota,
  }));
  const ofPools = [...Map.groupBy(calls, ({ operation, about }) => `${operation} ${String(about.UserPoolId)}`).values()]
    .filter(([first]) => first?.about.UserPoolId !== undefined)
    .map((of) => ({ what: `${of[0]?.operation}, one pool`, calls: mostInASecond(of), share: poolShare }));
  const highest = ofPools.toSorted((one, other) => other.calls - one.calls).slice(0, 1);
  return [...ofClasses, ...highest];
}

const poolShare = quotas['operation-of-pool'].perSecond * shareOfQuota;

function classOf(operation: string): OperationClass {
  const name = classes[operation];
  if (name === undefined) throw new Error(`To which class of operations does ${operation} belong?`);
  return name;
}

/** Sums of fractions of milliseconds near 10¹² are exact to about a thousandth. */
const rounding = 0.01;

function mostInASecond(calls: readonly CallRecord[]): number {
  let most = 0;
  let first = 0;
  for (const [index, { at }] of calls.entries()) {
    while ((calls[first]?.at ?? at) <= at - 1000 + rounding) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
