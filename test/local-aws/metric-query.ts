/** What `GetMetricData` may be asked: statistics of single metrics. Expressions over them are not known here. */
import { AwsError, type Json } from './service.ts';

const statistics = ['Sum', 'Maximum', 'Minimum', 'SampleCount', 'Average'] as const;
export type Statistic = (typeof statistics)[number];

export interface MetricQuery {
  readonly id: string;
  readonly label: string;
  readonly namespace: string;
  readonly name: string;
  /** Exactly these: a metric with one more is another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string | undefined;
  readonly periodSeconds: number;
  readonly statistic: Statistic;
  readonly returned: boolean;
}

const mostQueries = 500;
const mostDimensions = 30;

/** `ValidationError` to those who still speak the query protocol. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function readQueries(input: Json): readonly MetricQuery[] {
  const given = listIn(input.MetricDataQueries, 'MetricDataQueries');
  if (given.length === 0 || given.length > mostQueries) {
    throw invalid(`The collection MetricDataQueries must have between 1 and ${mostQueries} elements.`);
  }
  const queries = given.map((query, index) =>
    readQuery(objectIn(query, 'MetricDataQueries'), `MetricDataQueries.member.${index + 1}`),
  );
  const ids = new Set(queries.map(({ id }) => id));
  if (ids.size < queries.length) throw invalid('The values of the parameter Id in MetricDataQueries must be unique.');
  if (!queries.some(({ returned }) => returned)) throw invalid('At least one query must have ReturnData set to true.');
  return queries;
}

function readQuery(query: Json, where: string): MetricQuery {
  const id = textIn(query.Id, `${where}.Id`);
  if (!/^[a-z]\w{0,254}$/.test(id)) throw invalid(`The value for parameter ${where}.Id is not a valid id.`);
  if (query.Expression !== undefined || query.MetricStat === undefined) {
    throw invalid(`${where} has no MetricStat, and this AWS knows no expressions. docs/local.md lists what it has.`);
  }
  const stat = objectIn(query.MetricStat, `${where}.MetricStat`);
  const metric = objectIn(stat.Metric, `${where}.MetricStat.Metric`);
  const name = textIn(metric.MetricName, `${where}.MetricStat.Metric.MetricName`);
  return {
    id,
    name,
    label: query.Label === undefined ? name : textIn(query.Label, `${where}.Label`),
    namespace: textIn(metric.Namespace, `${where}.MetricStat.Metric.Namespace`),
    dimensions: readDimensions(metric.Dimensions ?? [], `${where}.MetricStat.Metric.Dimensions`),
    unit: stat.Unit === undefined ? undefined : textIn(stat.Unit, `${where}.MetricStat.Unit`),
    periodSeconds: readPeriod(stat.Period, `${where}.MetricStat.Period`),
    statistic: readStatistic(textIn(stat.Stat, `${where}.MetricStat.Stat`), `${where}.MetricStat.Stat`),
    returned: query.ReturnData !== false,
  };
}

function readDimensions(value: unknown, where: string): Readonly<Record<string, string>> {
  const pairs = listIn(value, where).map((dimension): readonly [string, string] => {
    const { Name, Value } = objectIn(dimension, where);
    return [textIn(Name, `${where}.Name`), textIn(Value, `${where}.Value`)];
  });
  const dimensions = Object.fromEntries(pairs);
  if (pairs.length > mostDimensions) throw invalid(`${where} has more than ${mostDimensions} elements.`);
  if (Object.keys(dimensions).length < pairs.length) throw invalid(`No Dimension name may be repeated in ${where}.`);
  return dimensions;
}

/** One of the short ones, which only metrics of high resolution have, or whole minutes. */
function readPeriod(value: unknown, where: string): number {
  const short = [1, 5, 10, 20, 30];
  if (typeof value === 'number' && (short.includes(value) || (value >= 60 && value % 60 === 0))) return value;
  throw invalid(`The value for parameter ${where} must be 1, 5, 10, 20, 30 or a multiple of 60.`);
}

function readStatistic(value: string, where: string): Statistic {
  const statistic = statistics.find((known) => known === value);
  if (statistic) return statistic;
  throw invalid(`The value ${value} for parameter ${where} is not supported; this AWS knows ${statistics.join(', ')}.`);
}

function listIn(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(`The parameter ${where} is required.`);
}

function objectIn(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid(`The parameter ${where} is required.`);
}

function textIn(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(`The parameter ${where} is required.`);
}
