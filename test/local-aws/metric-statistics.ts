/** Data points gathered into periods, as CloudWatch shows a metric. */
import type { HeardDataPoint } from './cloud-watch.ts';
import type { MetricQuery, Statistic } from './metric-query.ts';

export interface Span {
  /** Milliseconds since the epoch, the first included and the last not. */
  readonly from: number;
  readonly to: number;
}

/** The start of a period and what it comes to. */
export interface Statistics {
  readonly at: number;
  readonly value: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** A start is rounded down, the more so the longer ago it is: to minutes, to five, to hours. */
export function roundedStart(start: number, now: number): number {
  const age = now - start;
  const unit = age < 15 * day ? minute : age <= 63 * day ? 5 * minute : 60 * minute;
  return start - (start % unit);
}

/** Periods count from the start of the span. One in which nothing was heard is not there; oldest first. */
export function statisticsOf(
  query: MetricQuery,
  all: readonly HeardDataPoint[],
  { from, to }: Span,
): readonly Statistics[] {
  const period = query.periodSeconds * 1000;
  const periods = new Map<number, number[]>();
  for (const point of all) {
    // Of standard resolution: what came within a minute came at its beginning.
    const at = point.heardAt - (point.heardAt % minute);
    if (at < from || at >= to || !isOf(query, point)) continue;
    const start = from + Math.floor((at - from) / period) * period;
    periods.set(start, [...(periods.get(start) ?? []), point.value]);
  }
  return [...periods]
    .sort(([one], [other]) => one - other)
    .map(([at, values]) => ({ at, value: aggregate(query.statistic, values) }));
}

function isOf({ namespace, name, dimensions, unit }: MetricQuery, point: HeardDataPoint): boolean {
  const asked = Object.entries(dimensions);
  return (
    point.name === name &&
    point.namespace === namespace &&
    (unit === undefined || unit === point.unit) &&
    asked.length === Object.keys(point.dimensions).length &&
    asked.every(([dimension, value]) => point.dimensions[dimension] === value)
  );
}

/** Of one value or more. */
function aggregate(statistic: Statistic, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'Average':
      return sum / values.length;
    case 'SampleCount':
      return values.length;
    case 'Maximum':
      return values.reduce((most, value) => Math.max(most, value));
    case 'Minimum':
      return values.reduce((least, value) => Math.min(least, value));
    default:
      return statistic satisfies never;
  }
}
