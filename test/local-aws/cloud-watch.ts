/**
 * CloudWatch: log lines by group, and the metrics that lines in embedded metric format carry. Every line is kept, so
 * that a test can look for what must never be logged.
 */
import { format } from 'node:util';
import type { AwsClock } from './clock.ts';
import { type DataPoint, dataPointsIn } from './embedded-metrics.ts';
import { currentExecution } from './execution.ts';
import { Ledger } from './ledger.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'log' | 'warn' | 'error';

export interface LogLine {
  readonly at: number;
  readonly group: string;
  readonly level: LogLevel;
  readonly text: string;
}

/** The part of `console` that loggers use. */
export type LogConsole = Readonly<Record<LogLevel, (...parts: unknown[]) => void>>;

/**
 * Statistics count it when it was heard. A line says the machine's time, for the function's own clock is that, and this
 * AWS may have another.
 */
export interface HeardDataPoint extends DataPoint {
  /** Milliseconds since the epoch. */
  readonly heardAt: number;
}

export interface Metric {
  readonly sum: number;
  /** Every value, in the order they came. */
  readonly values: readonly number[];
  readonly dataPoints: readonly HeardDataPoint[];
}

/** A console whose lines go there. */
export function consoleTo(write: (text: string, level: LogLevel) => void): LogConsole {
  const writer =
    (level: LogLevel) =>
    (...parts: unknown[]): void =>
      write(format(...parts), level);
  return {
    trace: writer('trace'),
    debug: writer('debug'),
    info: writer('info'),
    log: writer('log'),
    warn: writer('warn'),
    error: writer('error'),
  };
}

export class CloudWatch {
  readonly #clock: AwsClock;
  readonly log: Ledger<LogLine>;
  readonly #dataPoints: Ledger<HeardDataPoint>;
  readonly #measured: Ledger<HeardDataPoint>;

  /** `remember`: how many lines and data points are kept; all when left out. */
  constructor(clock: AwsClock, remember?: number) {
    this.#clock = clock;
    this.log = new Ledger(remember);
    this.#dataPoints = new Ledger(remember);
    this.#measured = new Ledger(remember);
  }

  consoleFor(group: string): LogConsole {
    return consoleTo((text, level) => this.write(group, text, level));
  }

  /** Takes one line. Malformed metrics throw: CloudWatch would drop them without a word. */
  write(group: string, text: string, level: LogLevel = 'log'): void {
    if (currentExecution()?.dead) return;
    this.log.add({ at: this.#clock.now(), group, level, text });
    for (const dataPoint of dataPointsIn(text)) this.#dataPoints.add({ ...dataPoint, heardAt: this.#clock.now() });
  }

  /** All lines, oldest first, of all groups or of one. */
  lines(group?: string): readonly LogLine[] {
    return this.log.entries.filter((line) => group === undefined || line.group === group);
  }

  /** The lines that are JSON objects, parsed. */
  records(group?: string): readonly Readonly<Record<string, unknown>>[] {
    return this.lines(group).flatMap(({ text }) => {
      try {
        const record: unknown = JSON.parse(text);
        return typeof record === 'object' && record !== null ? [{ ...record }] : [];
      } catch {
        return [];
      }
    });
  }

  /** What was measured under this name, with at least these dimensions; a sum of 0 when nothing was. */
  metric(name: string, dimensions: Readonly<Record<string, string>> = {}): Metric {
    const dataPoints = this.#dataPoints.entries.filter(
      (point) =>
        point.name === name &&
        Object.entries(dimensions).every(([dimension, value]) => point.dimensions[dimension] === value),
    );
    const values = dataPoints.map(({ value }) => value);
    return { sum: values.reduce((sum, value) => sum + value, 0), values, dataPoints };
  }

  get dataPoints(): readonly HeardDataPoint[] {
    return this.#dataPoints.entries;
  }

  /** What a service of AWS says of itself: a count, now. */
  measure(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void {
    const now = this.#clock.now();
    this.#measured.add({ namespace, name, unit: 'Count', value, dimensions, timestamp: now, heardAt: now });
  }

  /** What services of AWS said of themselves. */
  get measured(): readonly HeardDataPoint[] {
    return this.#measured.entries;
  }
}
