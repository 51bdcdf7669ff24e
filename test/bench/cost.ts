/** What a deployment costs in a month, computed from the call budget (docs/architecture.md), the paces and list prices. */
import { settings } from '../../infra/settings.ts';
import { grace } from '../../lambdas/aws/census.ts';
import { type OperationClass, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import { passSize } from '../../lambdas/core/pass-size.ts';
import { prices } from './prices.ts';

export interface Load {
  /** In all pools together, each with one target. */
  readonly clients: number;
  readonly pools: number;
  readonly sweepMinutes: number;
  /** Changes of clients, pools and tags in a month: each a message that ends in one write, whose own event comes back. */
  readonly changes: number;
}

/** Dollars a month, by what they are paid for. */
export interface Cost {
  readonly watching: number;
  readonly metrics: number;
  readonly polling: number;
  readonly running: number;
  /** Queues' messages, schedule and logs. */
  readonly messages: number;
  /** Requests to KMS that decrypt what is read; with `aws/ssm` perhaps nothing. */
  readonly keys: number;
  readonly total: number;
  /** From one sweep's start to the next's: longer than asked for when a sweep takes longer. */
  readonly effectiveMinutes: number;
}

/** What the stack has; a test counts it in the template and in the logs. */
export const standing = { alarmMetrics: 11, dashboards: 1, metricsOfSweeps: 12 } as const;

const minutesOfMonth = 30 * 24 * 60;
const gigabytes = 0.5;
/** AWS polls an idle queue by five connections of 20 s each; fewer only without a maximum of concurrency. C for FIFO. */
const pollsOfMonth = (5 * minutesOfMonth * 60) / 20;
/** Beside the waits for the pace: answers of AWS, start, the work itself. */
const secondsOfRunItself = 1;
/** Our lines of a quiet pass, our metrics of a run (a test counts both) and Lambda's own lines of a run, as JSON. */
export const bytesOfPass = 490;
export const bytesOfRun = 710;
const bytesOfPlatform = 1200;

/** Calls of one sweep in which nothing has changed, by operation; but for those whose number is a matter of time. */
export function callsOfSweep({ clients, pools }: Pick<Load, 'clients' | 'pools'>) {
  const ofPool = clients / pools;
  const passes = Math.ceil(ofPool / passSize);
  const full = Math.floor(ofPool / passSize);
  return {
    // Of pools and of parameters. Each goes over the whole index, and its first page may be empty.
    GetResources: 2 * (Math.ceil((pools + clients) / 100) + 1),
    SendMessageBatch: Math.ceil(pools / 10) + pools * Math.ceil((passes - 1) / 10),
    DescribeUserPool: pools * passes,
    ListUserPoolClients: pools * Math.ceil(ofPool / 60),
    DescribeUserPoolClient: clients,
    GetParameters: pools * (full * Math.ceil(passSize / 10) + Math.ceil((ofPool - full * passSize) / 10)),
  };
}

/** How long a sweep takes where nobody else has anything to do, and what Lambda is paid for meanwhile. */
function lengthOfSweep({ clients, pools }: Pick<Load, 'clients' | 'pools'>) {
  const { DescribeUserPool: passes, ...calls } = callsOfSweep({ clients, pools });
  const { batchSize, maximumConcurrency } = settings.sweepMapping;
  const batches = Math.ceil(pools / batchSize);
  const runs = 1 + batches + Math.ceil((passes - pools) / batchSize);
  const reads = calls.ListUserPoolClients + calls.DescribeUserPoolClient;
  const looking = Math.max(reads / perSecond('client-read'), reads / pools / perSecond('operation-of-pool'));
  const side = Math.min(batches, maximumConcurrency);
  // Of the sweep's message, the first pools' and, where there are any, the first rests'.
  const waits = (grace / 1000) * (passes > pools ? 3 : 2);
  const finding = calls.GetResources / perSecond('index-read');
  return {
    passes,
    runs,
    seconds: finding + looking + waits,
    paidSeconds: finding + side * (looking + waits) + runs * secondsOfRunItself,
  };
}

/** Without free tiers. Assumes that the pools are of one size. */
export function monthlyCost(load: Load): Cost {
  const calls = callsOfSweep(load);
  const { passes, runs, seconds, paidSeconds } = lengthOfSweep(load);
  const effectiveMinutes = load.sweepMinutes * Math.ceil(seconds / 60 / load.sweepMinutes);
  const sweeps = minutesOfMonth / effectiveMinutes;
  const events = 2 * load.changes;
  const allRuns = sweeps * runs + events;

  const watching = standing.alarmMetrics * prices.alarmMetricMonth + standing.dashboards * prices.dashboardMonth;
  // Paid by the hour in which something was sent.
  const hoursSent = Math.min(1, 60 / effectiveMinutes);
  const metrics = standing.metricsOfSweeps * prices.metricMonth * hoursSent;
  const polling = pollsOfMonth * (prices.standardQueueRequest + prices.fifoQueueRequest);
  const running =
    allRuns * prices.lambdaRequest +
    (sweeps * paidSeconds + events * secondsOfRunItself) * gigabytes * prices.lambdaGigabyteSecond;
  // Whoever waits counts both queues each four seconds.
  const counts = (sweeps * paidSeconds) / 4;
  const messages =
    // Each message is sent, and deleted once or twice; receiving is the polling above.
    (sweeps * (calls.SendMessageBatch + 2 * (passes + 1)) + counts) * prices.fifoQueueRequest +
    (2 * events + counts) * prices.standardQueueRequest +
    (minutesOfMonth / load.sweepMinutes) * prices.schedule +
    ((sweeps * (passes + 1) + events) * bytesOfPass + allRuns * (bytesOfRun + bytesOfPlatform)) *
      (prices.logGigabyte / 2 ** 30);
  // A read decrypts each value; a change reads one and encrypts one, and its event has it read again.
  const keys = (sweeps * load.clients + 3 * load.changes) * prices.keyRequest;
  const total = watching + metrics + polling + running + messages + keys;
  return { watching, metrics, polling, running, messages, keys, total, effectiveMinutes };
}

/** Of all that we allow ourselves. */
function perSecond(operationClass: OperationClass): number {
  return quotas[operationClass].perSecond * shareOfQuota;
}
