/** CloudWatch's embedded metric format: the data points that a log line declares under `_aws`. */

export interface DataPoint {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, as the line says. */
  readonly timestamp: number;
}

type Line = Readonly<Record<string, unknown>>;

/**
 * The data points of a line, none for an ordinary one: one for each value in each set of dimensions. Throws when the
 * line declares metrics and is malformed.
 */
export function dataPointsIn(text: string): readonly DataPoint[] {
  if (!text.includes('"_aws"')) return [];
  const line = parse(text);
  if (line?._aws === undefined) return [];
  const metadata = object(line._aws, '_aws');
  const timestamp = metadata.Timestamp;
  if (typeof timestamp !== 'number') throw malformed('_aws.Timestamp is not a number');
  return list(metadata.CloudWatchMetrics, 'CloudWatchMetrics').flatMap((entry) => {
    const { Namespace: namespace, Dimensions, Metrics } = object(entry, 'CloudWatchMetrics');
    if (typeof namespace !== 'string' || namespace === '') throw malformed('a metric has no namespace');
    return list(Dimensions, 'Dimensions').flatMap((names) => {
      const dimensions = dimensionsOf(line, list(names, 'Dimensions'));
      return list(Metrics, 'Metrics').flatMap((metric) => {
        const { Name: name, Unit: unit } = object(metric, 'Metrics');
        if (typeof name !== 'string') throw malformed('a metric has no name');
        return valuesOf(line, name).map((value) => ({
          namespace,
          name,
          unit: typeof unit === 'string' ? unit : 'None',
          value,
          dimensions,
          timestamp,
        }));
      });
    });
  });
}

function dimensionsOf(line: Line, names: readonly unknown[]): Record<string, string> {
  if (names.length > 30) throw malformed('more than 30 dimensions');
  return Object.fromEntries(
    names.map((name) => {
      const value = line[String(name)];
      if (typeof value !== 'string' || value === '') throw malformed(`dimension ${name} has no value`);
      return [String(name), value];
    }),
  );
}

function valuesOf(line: Line, name: string): readonly number[] {
  const value = line[name];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > 100) throw malformed(`${name} has more than 100 values`);
  return values.map((one) => {
    if (typeof one !== 'number' || !Number.isFinite(one)) throw malformed(`${name} has no number`);
    return one;
  });
}

function parse(text: string): Line | undefined {
  try {
    return object(JSON.parse(text), 'line');
  } catch {
    return undefined;
  }
}

function object(value: unknown, what: string): Line {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw malformed(`${what} is not an object`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(`${what} is not a list`);
}

function malformed(reason: string): Error {
  return new Error(`malformed embedded metrics: ${reason}`);
}
