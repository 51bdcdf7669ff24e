import { readFileSync } from 'node:fs';
import { Duration } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { DeploymentMetrics, type MetricName } from '../../infra/metrics.ts';
import { emittedMetrics } from './emissions.ts';
import { synthesise } from './synthesis.ts';

const emitted = emittedMetrics('sync');
const metrics = new DeploymentMetrics('sync', Duration.hours(6));

describe('a metric of the stack', () => {
  test.each(Object.keys(emitted))('is what the function emits, over five minutes or over a sweep: %s', (name) => {
    for (const metric of [metrics.recent(name as MetricName), metrics.ofSweep(name as MetricName)]) {
      const { namespace, dimensions, unit, metricName } = metric;
      expect({ [metricName]: { namespace, dimensions, unit } }).toEqual({ [name]: emitted[name] });
    }
  });

  test('of a sweep is summed over the interval, which makes it one sweep’s', () => {
    expect(metrics.ofSweep('TargetsInSync').period.toHours()).toBe(6);
    expect(metrics.recent('TargetsWritten').period.toMinutes()).toBe(5);
  });
});

const { deployed } = synthesise({ deploymentName: 'sync' });

describe('docs/metrics.md', () => {
  const page = readFileSync('docs/metrics.md', 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, name, unit]) => [name, unit]);

  test('has one row for each metric that the function emits, with its unit, and no other', () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(emitted).map(([name, { unit }]) => [name, unit])),
    );
    expect(rows).toHaveLength(Object.keys(emitted).length);
  });

  test('says under which namespace and dimension', () => {
    const [one] = Object.values(emitted);
    expect(page).toContain(`Namespace \`${one?.namespace}\``);
    for (const dimension of Object.keys(one?.dimensions ?? {})) expect(page).toContain(`dimension \`${dimension}\``);
  });

  test('names for each metric the alarms that watch it, and no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \|.*\| ([^|]*)\|$/gm)];
    const named = rows.map(([, name, last = '']) => [name, /\(operations\.md#([\w-]+)\)/.exec(last)?.[1]]);
    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(Object.keys(emitted).map((name) => [name, watchedBy(name)])),
    );
    expect(named.filter(([, alarm]) => alarm !== undefined).length).toBeGreaterThan(0);
  });
});

/** The section of the runbook that the alarm on this metric names. */
function watchedBy(metricName: string): string | undefined {
  const [alarm] = deployed
    .all('AWS::CloudWatch::Alarm')
    .filter((properties) => JSON.stringify(properties).includes(`"MetricName":"${metricName}"`));
  return alarm && String(alarm.AlarmName).replace(/^sync-/, '');
}
