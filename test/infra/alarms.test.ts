import { readFileSync } from 'node:fs';
import { Duration } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import { emittedMetrics } from './emissions.ts';
import { account, region, synthesise } from './synthesis.ts';

interface MetricOfAlarm {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Unit?: string;
}

interface Alarm extends Partial<MetricOfAlarm> {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Period?: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly {
    readonly MetricStat?: {
      readonly Metric: MetricOfAlarm;
      readonly Period: number;
      readonly Unit?: string;
    };
  }[];
}

const topicArn = `arn:aws:sns:${region}:${account}:people`;
const { deployed } = synthesise((stack) => ({
  deploymentName: 'sync',
  sweepInterval: Duration.hours(24),
  alarmTopic: Topic.fromTopicArn(stack, 'People', topicArn),
}));
const alarms = deployed.all('AWS::CloudWatch::Alarm').map((properties) => properties as object as Alarm);
const emitted = emittedMetrics('sync');

/** Each metric that an alarm watches, with its unit and its period. */
function watched(): readonly (MetricOfAlarm & { readonly period: number })[] {
  return alarms.flatMap((alarm) => {
    const { Namespace, MetricName, Dimensions, Unit, Period = 0, Metrics = [] } = alarm;
    if (Namespace !== undefined && MetricName !== undefined && Dimensions !== undefined)
      return [{ Namespace, MetricName, Dimensions, ...(Unit !== undefined && { Unit }), period: Period }];
    return Metrics.flatMap(({ MetricStat }) =>
      MetricStat
        ? [
            {
              ...MetricStat.Metric,
              ...(MetricStat.Unit !== undefined && { Unit: MetricStat.Unit }),
              period: MetricStat.Period,
            },
          ]
        : [],
    );
  });
}

describe('the alarms', () => {
  test('watch what the function emits: same namespace, dimension and unit', () => {
    const ours = watched().filter(({ Namespace }) => Namespace === 'CognitoSsmSync');
    expect(ours.map(({ MetricName }) => MetricName).sort()).toEqual([
      'DeclarationsGone',
      'DeclarationsRejected',
      'ReconcileFailures',
      'SweepStarted',
      'TargetsBlocked',
    ]);
    for (const { Namespace, MetricName, Dimensions, Unit } of ours) {
      const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
      expect({ [MetricName]: { namespace: Namespace, dimensions, unit: Unit } }).toEqual({
        [MetricName]: emitted[MetricName],
      });
    }
  });

  test('watch queues and a function of this stack, by metrics that AWS has', () => {
    const theirs = watched().filter(({ Namespace }) => Namespace !== 'CognitoSsmSync');
    const said = theirs.map(
      ({ Namespace, MetricName, Dimensions }) =>
        `${Namespace} ${MetricName} ${Dimensions.map(({ Value }) => Value).join()}`,
    );
    expect(said.sort()).toEqual([
      'AWS/Lambda Errors sync',
      'AWS/SQS ApproximateAgeOfOldestMessage sync-events',
      'AWS/SQS ApproximateAgeOfOldestMessage sync-sweeps.fifo',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-events-dead-letters',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-sweeps-dead-letters.fifo',
      'AWS/SQS ApproximateNumberOfMessagesVisible sync-undelivered',
    ]);
  });

  test('stay within what CloudWatch evaluates, a week, even when sweeps are a day apart', () => {
    const spans = alarms.map(
      ({ Period, Metrics, EvaluationPeriods }) =>
        (Period ?? Metrics?.[1]?.MetricStat?.Period ?? Number.NaN) * EvaluationPeriods,
    );
    expect(spans.filter((seconds) => !(seconds <= 7 * 24 * 3600))).toEqual([]);
    expect(Math.max(...spans)).toBe(3 * 24 * 3600);
  });

  test('go off when sweeps stop, which is when nothing is measured; all others need a measurement', () => {
    const without = alarms.filter((alarm) => alarm.TreatMissingData !== 'notBreaching');
    expect(without).toMatchObject([
      {
        AlarmName: 'sync-sweep-missing',
        TreatMissingData: 'breaching',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        EvaluationPeriods: 3,
        Period: 86_400,
      },
    ]);
  });

  test('tell the topic when they go off and when it is over', () => {
    expect(alarms.length).toBeGreaterThan(0);
    for (const alarm of alarms) expect(alarm).toMatchObject({ AlarmActions: [topicArn], OKActions: [topicArn] });
  });

  test('each name a section of the runbook, and the runbook has no other alarm', () => {
    const sections = alarms.map(({ AlarmDescription }) => /docs\/operations\.md#([\w-]+)$/.exec(AlarmDescription)?.[1]);
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(sections.map((section) => `sync-${section}`));
    const [, chapter = ''] = readFileSync('docs/operations.md', 'utf8').split(/^## Alarms$/m);
    const described = [...(chapter.split(/^## /m)[0] ?? '').matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(described).toEqual(sections);
  });
});
