import { Duration } from 'aws-cdk-lib';
import { Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';

/** What the function measures, as lambdas/reconciler/telemetry.ts emits it. A test holds the two together. */
const units = {
  TargetsInSync: Unit.COUNT,
  TargetsBlocked: Unit.COUNT,
  TargetsWaiting: Unit.COUNT,
  TargetsDrifted: Unit.COUNT,
  DeclarationsRejected: Unit.COUNT,
  SecretsUnreadable: Unit.COUNT,
  OrphanedParameters: Unit.COUNT,
  DeclarationsGone: Unit.COUNT,
  TargetsWritten: Unit.COUNT,
  LostUpdatesRepaired: Unit.COUNT,
  ReconcileFailures: Unit.COUNT,
  ConvergenceTime: Unit.MILLISECONDS,
  SweepStarted: Unit.COUNT,
  PoolsSwept: Unit.COUNT,
  SweepAge: Unit.MILLISECONDS,
  ApiCalls: Unit.COUNT,
} as const;

export type MetricName = keyof typeof units;

/** The metrics of one deployment. */
export class DeploymentMetrics {
  readonly #deploymentName: string;
  readonly #sweepInterval: Duration;

  constructor(deploymentName: string, sweepInterval: Duration) {
    this.#deploymentName = deploymentName;
    this.#sweepInterval = sweepInterval;
  }

  /** Over five minutes; `statistic` as CloudWatch names it, e.g. `Sum` or `p99`. */
  recent(name: MetricName, statistic = 'Sum'): Metric {
    return this.#metric(name, statistic, Duration.minutes(5));
  }

  /** Over one interval of sweeps: a pass for each pool adds its share, so their sum is one sweep's inventory. */
  ofSweep(name: MetricName, statistic = 'Sum'): Metric {
    return this.#metric(name, statistic, this.#sweepInterval);
  }

  #metric(metricName: MetricName, statistic: string, period: Duration): Metric {
    return new Metric({
      namespace: 'CognitoSsmSync',
      metricName,
      dimensionsMap: { service: this.#deploymentName },
      unit: units[metricName],
      statistic,
      period,
    });
  }
}
