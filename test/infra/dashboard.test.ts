import { describe, expect, test } from 'vitest';
import { emittedMetrics } from './emissions.ts';
import { synthesise } from './synthesis.ts';

const { deployed } = synthesise({ deploymentName: 'sync' });
const dashboard = deployed.one('AWS::CloudWatch::Dashboard');
const emitted = emittedMetrics('sync');

interface Body {
  readonly widgets: readonly { readonly properties: { readonly metrics?: readonly (readonly unknown[])[] } }[];
}

/** Metrics of the deployment's own namespace: `[namespace, name, dimension, value, …]`. */
const { widgets }: Body = JSON.parse(String(dashboard.DashboardBody));
const shown = widgets
  .flatMap(({ properties }) => properties.metrics ?? [])
  .filter(([namespace]) => namespace === 'CognitoSsmSync');

describe('the dashboard', () => {
  test('shows everything that the function emits, and nothing that it does not', () => {
    expect([...new Set(shown.map(([, name]) => name))].sort()).toEqual(Object.keys(emitted).sort());
  });

  test('shows it as it is emitted: same namespace and dimension', () => {
    for (const [namespace, name, dimension, value] of shown) {
      expect({ namespace, dimensions: { [String(dimension)]: value } }).toEqual({
        namespace: emitted[String(name)]?.namespace,
        dimensions: emitted[String(name)]?.dimensions,
      });
    }
  });

  test('shows the state of every alarm', () => {
    const body = String(dashboard.DashboardBody);
    const alarms = deployed.all('AWS::CloudWatch::Alarm');
    expect(alarms.map(({ AlarmName }) => String(AlarmName)).filter((name) => !body.includes(name))).toEqual([]);
  });

  test('is named like the deployment', () => {
    expect(dashboard.DashboardName).toBe('sync');
  });
});
