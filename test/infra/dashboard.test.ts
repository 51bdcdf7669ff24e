import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emittedMetrics } from './emissions.ts';
import { synthesise } from './synthesis.ts';

const { deployed } = synthesise({ deploymentName: 'sync' });
const dashboard = deployed.one('AWS::CloudWatch::Dashboard');
const emitted = emittedMetrics('sync');
const runbook = readFileSync('docs/operations.md', 'utf8');

interface Body {
  readonly periodOverride?: string;
  readonly widgets: readonly {
    readonly type: string;
    readonly properties: {
      readonly title?: string;
      readonly query?: string;
      readonly metrics?: readonly (readonly unknown[])[];
    };
  }[];
}

/** Metrics of the deployment's own namespace: `[namespace, name, dimension, value, …]`. */
const { widgets, periodOverride }: Body = JSON.parse(String(dashboard.DashboardBody));
const all = widgets.flatMap(({ properties }) => properties.metrics ?? []);
const shown = all.filter(([namespace]) => namespace === 'CognitoSsmSync');

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

  test('shows of AWS’s metrics those of this deployment’s function, log and queues', () => {
    const theirs = all.filter(([namespace]) => namespace !== 'CognitoSsmSync');
    const said = theirs.map(([namespace, name, , value]) => `${namespace} ${name} ${value}`);
    expect([...new Set(said)].sort()).toEqual([
      'AWS/Lambda Duration sync',
      'AWS/Lambda Errors sync',
      'AWS/Lambda Invocations sync',
      'AWS/Logs IncomingBytes /aws/lambda/sync',
      'AWS/SQS ApproximateAgeOfOldestMessage sync-events',
      'AWS/SQS ApproximateAgeOfOldestMessage sync-sweeps.fifo',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-events',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-events-dead-letters',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-sweeps-dead-letters.fifo',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-sweeps.fifo',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-undelivered',
      'AWS/SQS NumberOfMessagesSent sync-events',
      'AWS/SQS NumberOfMessagesSent sync-sweeps.fifo',
    ]);
  });

  test('lists what needs attention by code, with the query of the runbook, from the function’s own log', () => {
    const logs = widgets.filter(({ type }) => type === 'log').map(({ properties }) => properties);
    const [, query] = /^### What needs attention\n\n```insights\n([\s\S]*?)\n```$/m.exec(runbook) ?? [];
    expect(logs).toMatchObject([{ title: 'What needs attention', query: `SOURCE '/aws/lambda/sync' | ${query}` }]);
    expect(query).toContain(' by code');
  });

  test('sums over the period of each graph, whatever span of time is looked at', () => {
    expect(periodOverride).toBe('inherit');
  });

  test('is named like the deployment', () => {
    expect(dashboard.DashboardName).toBe('sync');
  });
});
