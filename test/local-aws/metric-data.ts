/** CloudWatch's `GetMetricData`, over what our function measures and what this AWS's services say of themselves. */
import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { CloudWatch } from './cloud-watch.ts';
import { invalid, readQueries } from './metric-query.ts';
import { roundedStart, type Span, statisticsOf } from './metric-statistics.ts';
import { AwsError, type Json, type Service } from './service.ts';
import { seconds, type Wire } from './wire.ts';

const mostDataPoints = 100_800;

export function createMetricData(cloudWatch: CloudWatch): Service {
  return {
    target: 'GraniteServiceVersion20100801',
    name: 'monitoring',
    operations: { GetMetricData: (input, { at }) => getMetricData(cloudWatch, input, at) },
  };
}

function getMetricData(cloudWatch: CloudWatch, input: Json, now: number): Json {
  const queries = readQueries(input);
  const span = readSpan(input, now);
  const newestFirst = readOrder(input.ScanBy);
  const size = readSize(input.MaxDatapoints);
  const skipped = readToken(input.NextToken);
  const all = [...cloudWatch.dataPoints, ...cloudWatch.measured];
  let before = 0;
  const results = queries
    .filter(({ returned }) => returned)
    .map((query): Wire<MetricDataResult> => {
      const oldestFirst = statisticsOf(query, all, span);
      const points = newestFirst ? oldestFirst.toReversed() : oldestFirst;
      // Data points are counted over all metrics; a page is a window of that count.
      const shown = points.slice(Math.max(0, skipped - before), Math.max(0, skipped + size - before));
      before += points.length;
      return {
        Id: query.id,
        Label: query.label,
        Timestamps: shown.map(({ at }) => seconds(at)),
        Values: shown.map(({ value }) => value),
        StatusCode: before > skipped + size ? 'PartialData' : 'Complete',
      };
    });
  const end = skipped + size;
  return {
    MetricDataResults: results,
    Messages: [],
    ...(before > end && { NextToken: Buffer.from(`from:${end}`).toString('base64') }),
  };
}

function readSpan({ StartTime, EndTime }: Json, now: number): Span {
  if (typeof StartTime !== 'number' || typeof EndTime !== 'number') {
    throw invalid('The parameters StartTime and EndTime are required.');
  }
  if (StartTime >= EndTime) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  return { from: roundedStart(StartTime * 1000, now), to: EndTime * 1000 };
}

function readOrder(scanBy: unknown = 'TimestampDescending'): boolean {
  if (scanBy === 'TimestampDescending') return true;
  if (scanBy === 'TimestampAscending') return false;
  throw invalid('The parameter ScanBy must be TimestampDescending or TimestampAscending.');
}

function readSize(value: unknown = mostDataPoints): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostDataPoints) return value;
  throw invalid(`The parameter MaxDatapoints must be between 1 and ${mostDataPoints}.`);
}

function readToken(value: unknown): number {
  if (value === undefined) return 0;
  const [, skipped] = /^from:(\d+)$/.exec(Buffer.from(String(value), 'base64').toString()) ?? [];
  if (skipped !== undefined) return Number(skipped);
  throw new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}
