import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Caller } from './caller.ts';

/** A metric with all of its dimensions: CloudWatch knows no part of them. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
}

/** What was measured within a period, which began at `at` (milliseconds since the epoch). */
export interface Measurement {
  readonly at: number;
  readonly value: number;
}

/** Five minutes: every time below is a multiple of it, as CloudWatch wants it. */
const period = 300_000;

/** AWS's limit of one call. */
const queriesOfOneCall = 500;

/** What each of the metrics came to since then, by five minutes; nothing where nothing was measured. At most 500. */
export async function metricData(
  client: CloudWatchClient,
  caller: Caller,
  metrics: readonly Metric[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly (readonly Measurement[])[]> {
  const found = metrics.map((): Measurement[] => []);
  const queries = metrics.slice(0, queriesOfOneCall).map(({ namespace, name, dimensions, statistic }, index) => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: period / 1000,
      Stat: statistic,
    },
  }));
  let token: string | undefined;
  do {
    const page = await caller.call({ operation: 'GetMetricData', pace: 'deployment-read' }, (options) =>
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: queries,
          StartTime: new Date(Math.floor(from / period) * period),
          EndTime: new Date(Math.ceil(to / period) * period),
          NextToken: token,
        }),
        options,
      ),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of page?.MetricDataResults ?? []) {
      const measured = Timestamps.map((timestamp, index) => ({ at: timestamp.getTime(), value: Values[index] ?? 0 }));
      found[Number(Id.slice(1))]?.push(...measured);
    }
    token = page?.NextToken;
  } while (token !== undefined);
  return found;
}
