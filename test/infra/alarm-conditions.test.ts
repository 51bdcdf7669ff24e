/** When each alarm goes off, as a table: a wrong number there is an alarm that never comes, or never ends. */
import { Duration } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { synthesise } from './synthesis.ts';

interface Measured {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

interface Alarm extends Partial<Measured> {
  readonly AlarmName: string;
  readonly Statistic?: string;
  readonly Period?: number;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: Measured; readonly Stat: string; readonly Period: number };
  }[];
}

const { deployed } = synthesise({ deploymentName: 'sync', sweepInterval: Duration.hours(24) });
const alarms = deployed.all('AWS::CloudWatch::Alarm').map((properties) => properties as object as Alarm);

const day = 86_400;
const visible = (queue: string) => `Maximum AWS/SQS ApproximateNumberOfMessagesVisible QueueName=${queue}`;
const age = (queue: string) => `Maximum AWS/SQS ApproximateAgeOfOldestMessage QueueName=${queue}`;
const sum = (name: string) => `Sum CognitoSsmSync ${name} service=sync`;

/** What is measured, over how many seconds, when that is too much, in how many of how many periods, and what silence is. */
const conditions: Readonly<Record<string, readonly [string, number, string, string, string]>> = {
  'event-dead-letters': [visible('sync-events-dead-letters'), 300, '>= 1', '1 of 1', 'notBreaching'],
  'sweep-dead-letters': [visible('sync-sweeps-dead-letters.fifo'), 300, '>= 1', '1 of 1', 'notBreaching'],
  undelivered: [visible('sync-undelivered'), 300, '>= 1', '1 of 1', 'notBreaching'],
  'sweep-missing': [sum('SweepStarted'), day, '< 1', '3 of 3', 'breaching'],
  attention: [
    `rejected + blocked + gone; rejected: ${sum('DeclarationsRejected')}; blocked: ${sum('TargetsBlocked')}; gone: ${sum('DeclarationsGone')}`,
    ...([day, '>= 1', '2 of 3', 'notBreaching'] as const),
  ],
  failures: [sum('ReconcileFailures'), day, '>= 1', '2 of 3', 'notBreaching'],
  'function-errors': ['Sum AWS/Lambda Errors FunctionName=sync', 300, '>= 1', '1 of 1', 'notBreaching'],
  'events-late': [age('sync-events'), 300, '>= 1800', '3 of 3', 'notBreaching'],
  'sweeps-late': [age('sync-sweeps.fifo'), 300, `>= ${day}`, '3 of 3', 'notBreaching'],
};

/** The same of an alarm in the template. */
function conditionOf(alarm: Alarm): (typeof conditions)[string] {
  const { Metrics = [], ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm, TreatMissingData } = alarm;
  const operators: Readonly<Record<string, string>> = {
    GreaterThanOrEqualToThreshold: '>=',
    LessThanThreshold: '<',
  };
  const measured = Metrics.map(({ Id, Expression, MetricStat }) =>
    MetricStat ? `${Id}: ${measure(MetricStat.Stat, MetricStat.Metric)}` : Expression,
  );
  const periods = new Set(Metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []));
  return [
    measured.join('; ') || measure(alarm.Statistic, alarm),
    alarm.Period ?? (periods.size === 1 ? Math.max(...periods) : Number.NaN),
    `${operators[ComparisonOperator] ?? ComparisonOperator} ${Threshold}`,
    `${DatapointsToAlarm ?? EvaluationPeriods} of ${EvaluationPeriods}`,
    TreatMissingData,
  ];
}

function measure(statistic = '', { Namespace, MetricName, Dimensions = [] }: Partial<Measured>): string {
  const dimensions = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`);
  return [statistic, Namespace, MetricName, ...dimensions].join(' ');
}

describe('the alarms', () => {
  test('are these nine', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(Object.keys(conditions).map((name) => `sync-${name}`));
  });

  test.each(Object.entries(conditions))('go off when it is time, neither sooner nor later: %s', (name, condition) => {
    expect(alarms.filter(({ AlarmName }) => AlarmName === `sync-${name}`).map(conditionOf)).toEqual([condition]);
  });
});
