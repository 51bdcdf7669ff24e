import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Alarms, Watched } from './alarms.ts';

/** Whether all is well, what there is, what happens, and how the machinery runs: a row each. */
export class OperationsDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(
    scope: Construct,
    id: string,
    { properties, queues, function: reconciler, metrics }: Watched,
    alarms: Alarms,
  ) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: properties.deploymentName,
      // Sums over an interval of sweeps would be wrong over any other period.
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...alarms.all] })],
        [
          graph('Inventory (each sweep)', [
            metrics.ofSweep('TargetsInSync'),
            metrics.ofSweep('TargetsBlocked'),
            metrics.ofSweep('TargetsWaiting'),
            metrics.ofSweep('DeclarationsRejected'),
            metrics.ofSweep('SecretsUnreadable'),
          ]),
          graph('Sweeps', [metrics.ofSweep('SweepStarted'), metrics.ofSweep('PoolsSwept')]),
          graph('From a sweep’s beginning to a pass’s end (ms)', [metrics.ofSweep('SweepAge', 'Maximum')]),
        ],
        [
          graph('Written', [metrics.recent('TargetsWritten'), metrics.recent('TargetsDrifted')]),
          graph('From a change to its write (ms)', [
            metrics.recent('ConvergenceTime', 'p50'),
            metrics.recent('ConvergenceTime', 'p99'),
          ]),
          graph('Failures', [metrics.recent('ReconcileFailures'), reconciler.metricErrors()]),
        ],
        [
          graph('Messages waiting', [
            queues.events.metricApproximateNumberOfMessagesVisible(),
            queues.sweeps.metricApproximateNumberOfMessagesVisible(),
          ]),
          graph('Messages given up', [
            queues.eventDeadLetters.metricApproximateNumberOfMessagesVisible(),
            queues.sweepDeadLetters.metricApproximateNumberOfMessagesVisible(),
            queues.undelivered.metricApproximateNumberOfMessagesVisible(),
          ]),
          graph(
            'Calls to AWS, and the function’s time (ms)',
            [metrics.recent('ApiCalls')],
            [reconciler.metricDuration()],
          ),
        ],
      ],
    });
  }
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, width: 8, left, right, leftYAxis: { min: 0 } });
}
