import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Metric,
  PeriodOverride,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Alarms, Watched } from './alarms.ts';
import type { MetricName } from './metrics.ts';

const inventory: readonly MetricName[] = [
  'TargetsInSync',
  'TargetsBlocked',
  'TargetsWaiting',
  'DeclarationsRejected',
  'SecretsUnreadable',
  'OrphanedParameters',
  'DeclarationsGone',
];

/** The same query stands in docs/operations.md; a test holds the two together. */
const attention = `filter v = 1 and (action in ["blocked", "rejected"] or code = "declaration-gone")
| stats latest(@timestamp) as seen, count(*) as times by code, userPoolId, message
| sort seen desc`;

/**
 * One page that answers, from the top: is something wrong, is everything in sync, what needs a person and why, what
 * happens, how the machinery runs, and what it costs. docs/metrics.md says what a usual curve looks like.
 */
export class OperationsDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, watched: Watched, alarms: Alarms) {
    super(scope, id);
    const { properties, metrics, logGroup } = watched;
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: properties.deploymentName,
      // Sums over an interval of sweeps would be wrong over any other period.
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...alarms.all] })],
        [
          new SingleValueWidget({
            title: 'Is everything in sync? (last sweep)',
            width: 24,
            height: 3,
            metrics: inventory.map((name) => metrics.ofSweep(name)),
          }),
        ],
        [
          new LogQueryWidget({
            title: 'What needs attention',
            width: 24,
            logGroupNames: [logGroup.logGroupName],
            queryString: attention,
          }),
        ],
        ...whatHappens(watched),
        ...machinery(watched),
        costDrivers(watched),
      ],
    });
  }
}

function whatHappens({ metrics, function: reconciler }: Watched): IWidget[][] {
  return [
    [
      graph(
        'Inventory (each sweep)',
        inventory.map((name) => metrics.ofSweep(name)),
      ),
      graph('Drift: put right by a sweep though nothing had changed in Cognito', [metrics.ofSweep('TargetsDrifted')]),
      graph('Written, and other writers’ versions put back', [
        metrics.recent('TargetsWritten'),
        metrics.recent('LostUpdatesRepaired'),
      ]),
    ],
    [
      graph('From a change to its write (ms)', [
        metrics.recent('ConvergenceTime', 'p50'),
        metrics.recent('ConvergenceTime', 'p99'),
      ]),
      graph('Failures', [metrics.recent('ReconcileFailures'), reconciler.metricErrors()]),
      graph('Sweeps', [metrics.ofSweep('SweepStarted'), metrics.ofSweep('PoolsSwept')]),
    ],
  ];
}

function machinery({ metrics, queues }: Watched): IWidget[][] {
  const waiting = [queues.events, queues.sweeps];
  const givenUp = [queues.eventDeadLetters, queues.sweepDeadLetters, queues.undelivered];
  return [
    [
      graph('From a sweep’s beginning to a pass’s end (ms)', [metrics.ofSweep('SweepAge', 'Maximum')]),
      graph(
        'Messages waiting, and the age of the oldest (s)',
        waiting.map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
        waiting.map((queue) => queue.metricApproximateAgeOfOldestMessage()),
      ),
      graph(
        'Messages given up',
        givenUp.map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
      ),
    ],
  ];
}

/** What the bill grows with, beside the flat prices of alarms, dashboard and custom metrics. */
function costDrivers({ metrics, queues, logGroup, function: reconciler }: Watched): IWidget[] {
  return [
    graph('Cost: calls to AWS', [metrics.recent('ApiCalls')]),
    graph(
      'Cost: runs of the function, and their time (ms)',
      [reconciler.metricInvocations()],
      [reconciler.metricDuration({ statistic: 'Sum' })],
    ),
    graph(
      'Cost: messages sent, and bytes logged',
      [queues.events, queues.sweeps].map((queue) => queue.metricNumberOfMessagesSent()),
      [bytesLogged(logGroup)],
    ),
  ];
}

/** The library's own metric of a log group has no dimension: it is that of all groups together. */
function bytesLogged({ logGroupName }: ILogGroup): Metric {
  return new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingBytes',
    dimensionsMap: { LogGroupName: logGroupName },
    statistic: 'Sum',
  });
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, width: 8, left, right, leftYAxis: { min: 0 } });
}
