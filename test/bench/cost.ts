/** What a deployment costs in a month, computed from the call budget (docs/architecture.md), the paces and list prices. */
import { settings } from '../../infra/settings.ts';
import { type OperationClass, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import { passSize } from '../../lambdas/core/decision.ts';
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
/** Our lines of a quiet pass (a test counts them) and Lambda's own of a run, as JSON. */
export const bytesOfPass = 1210;
const bytesOfPlatform = 1200;

/** Calls of one sweep in which nothing has changed, by operation. */
export function callsOfSweep({ clients, pools }: Pick<Load, 'clients' | 'pools'>) {
  const ofPool = clients / pools;
  const passes = Math.ceil(ofPool / passSize);
  return {
    GetQueueAttributes: 1,
    // Of pools and of parameters. Each goes over the whole index, and its first page may be empty.
    GetResources: 2 * (Math.ceil((pools + clients) / 100) + 1),
    SendMessageBatch: Math.ceil(pools / 10) + pools * Math.ceil((passes - 1) / 10),
    DescribeUserPool: pools * passes,
    ListUserPoolClients: pools * Math.ceil(ofPool / 60),
    DescribeUserPoolClient: clients,
    GetParameters: pools * Math.ceil(ofPool / 10),
  };
}

/** Without free tiers. Assumes that the pools are of one size. */
export function monthlyCost(load: Load): Cost {
  const calls = callsOfSweep(load);
  const passes = calls.DescribeUserPool;
  const seconds =
    calls.DescribeUserPoolClient / perSecond('operation-of-pool') +
    calls.ListUserPoolClients / perSecond('operation-of-pool') +
    calls.GetParameters / perSecond('parameter-read') +
    (passes + 1) * secondsOfRunItself;
  const minutes = seconds / 60 / settings.sweepMapping.maximumConcurrency;
  const effectiveMinutes = load.sweepMinutes * Math.ceil(minutes / load.sweepMinutes);
  const sweeps = minutesOfMonth / effectiveMinutes;
  const events = 2 * load.changes;
  const runs = sweeps * (passes + 1) + events;

  const watching = standing.alarmMetrics * prices.alarmMetricMonth + standing.dashboards * prices.dashboardMonth;
  // Paid by the hour in which something was sent.
  const hoursSent = Math.min(1, 60 / effectiveMinutes);
  const metrics = standing.metricsOfSweeps * prices.metricMonth * hoursSent;
  const polling = pollsOfMonth * (prices.standardQueueRequest + prices.fifoQueueRequest);
  const running =
    runs * prices.lambdaRequest +
    (sweeps * seconds + events * secondsOfRunItself) * gigabytes * prices.lambdaGigabyteSecond;
  const messages =
    // Each message is sent and deleted; receiving is the polling above.
    sweeps * (calls.GetQueueAttributes + calls.SendMessageBatch + passes + 1) * prices.fifoQueueRequest +
    2 * events * prices.standardQueueRequest +
    (minutesOfMonth / load.sweepMinutes) * prices.schedule +
    (runs * (bytesOfPass + bytesOfPlatform) * prices.logGigabyte) / 2 ** 30;
  // A read decrypts each value; a change reads one and encrypts one, and its event has it read again.
  const keys = (sweeps * load.clients + 3 * load.changes) * prices.keyRequest;
  const total = watching + metrics + polling + running + messages + keys;
  return { watching, metrics, polling, running, messages, keys, total, effectiveMinutes };
}

/** Of one sweep's invocation. */
function perSecond(operationClass: OperationClass): number {
  return quotas[operationClass].perSecond * shareOfQuota * quotas[operationClass].sweep;
}
