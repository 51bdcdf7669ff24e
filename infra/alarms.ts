import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DeploymentMetrics } from './metrics.ts';
import type { Properties } from './properties.ts';
import type { Queues } from './queues.ts';

export interface Watched {
  readonly properties: Properties;
  readonly queues: Queues;
  readonly function: IFunction;
  readonly logGroup: ILogGroup;
  readonly metrics: DeploymentMetrics;
}

type Condition = Pick<AlarmProps, 'metric' | 'evaluationPeriods'> & Partial<AlarmProps>;

/** Two sweeps of the last three: what one sweep saw may be a pool that was tagged before its client was made. */
const twoSweeps = { threshold: 1, evaluationPeriods: 3, datapointsToAlarm: 2 };

/** The alarms. Each name is a section of docs/operations.md, which says what it means and what to do. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];
  readonly #properties: Properties;

  constructor(scope: Construct, id: string, { properties, queues, function: reconciler, metrics }: Watched) {
    super(scope, id);
    this.#properties = properties;
    const interval = properties.sweepInterval;
    this.all = [
      this.#notEmpty('event-dead-letters', 'Messages about changes were given up', queues.eventDeadLetters),
      this.#notEmpty('sweep-dead-letters', 'Messages of sweeps were given up', queues.sweepDeadLetters),
      this.#notEmpty('undelivered', 'EventBridge could not deliver events or sweeps', queues.undelivered),
      this.#alarm('sweep-missing', 'No sweep began for three intervals', {
        metric: metrics.ofSweep('SweepStarted'),
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 3,
        treatMissingData: TreatMissingData.BREACHING,
      }),
      this.#alarm('attention', 'Declarations are rejected or gone, or parameters blocked, for two sweeps', {
        metric: new MathExpression({
          label: 'rejected, blocked and gone',
          expression: 'rejected + blocked + gone',
          usingMetrics: {
            rejected: metrics.ofSweep('DeclarationsRejected'),
            blocked: metrics.ofSweep('TargetsBlocked'),
            gone: metrics.ofSweep('DeclarationsGone'),
          },
          period: interval,
        }),
        ...twoSweeps,
      }),
      this.#alarm('failures', 'Calls to AWS fail, for two sweeps', {
        metric: metrics.ofSweep('ReconcileFailures'),
        ...twoSweeps,
      }),
      this.#alarm('function-errors', 'The function did not start, was stopped or threw', {
        metric: reconciler.metricErrors({ period: Duration.minutes(5) }),
        evaluationPeriods: 1,
      }),
      // Four retries take under eight minutes, and a full pass ten.
      this.#late('events-late', 'Changes wait for half an hour', queues.events, Duration.minutes(30)),
      this.#late('sweeps-late', 'A sweep is not over when the next begins', queues.sweeps, interval),
    ];
  }

  #notEmpty(name: string, meaning: string, queue: Queue): Alarm {
    return this.#alarm(name, meaning, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      evaluationPeriods: 1,
    });
  }

  #late(name: string, meaning: string, queue: Queue, age: Duration): Alarm {
    return this.#alarm(name, meaning, {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: age.toSeconds(),
      evaluationPeriods: 3,
    });
  }

  #alarm(name: string, meaning: string, condition: Condition): Alarm {
    const { deploymentName, alarmTopic } = this.#properties;
    const alarm = new Alarm(this, name, {
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...condition,
      alarmName: `${deploymentName}-${name}`,
      alarmDescription: `${meaning}. What to do: docs/operations.md#${name}`,
    });
    if (alarmTopic) {
      const action = new SnsAction(alarmTopic);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
    return alarm;
  }
}
