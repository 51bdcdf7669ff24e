import { Stack } from 'aws-cdk-lib';
import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { OperationsDashboard } from './dashboard.ts';
import { EventRules } from './event-rules.ts';
import { DeploymentMetrics } from './metrics.ts';
import { decideProperties } from './properties.ts';
import type { CognitoSsmSyncProps } from './props.ts';
import { Queues } from './queues.ts';
import { ReconcilerFunction } from './reconciler-function.ts';
import { SweepSchedule } from './sweep-schedule.ts';
import { EventTrail } from './trail.ts';

/**
 * The reconciler with all it needs, to be put into a stack of the region whose user pools it looks after:
 *
 *   new CognitoSsmSync(stack, 'CognitoSsmSync', { targets: [{ prefix: '/layered-apis/' }] });
 *
 * Throws a `PropertiesError` that names every bad property. The account needs a CloudTrail trail that logs management
 * write events; without one only the sweeps work, and `trail: true` makes one.
 */
export class CognitoSsmSync extends Construct {
  readonly function: IFunction;
  readonly logGroup: ILogGroup;
  readonly queues: Queues;
  readonly alarms: readonly Alarm[];
  readonly dashboard: Dashboard;
  /** Where the records of the trail lie; undefined when the account has a trail of its own. */
  readonly trailBucket: Bucket | undefined;

  constructor(scope: Construct, id: string, props: CognitoSsmSyncProps) {
    super(scope, id);
    const properties = decideProperties(props, Stack.of(this).region);
    const { deploymentName, sweepInterval } = properties;
    const queues = new Queues(this, 'Queues', deploymentName);
    const reconciler = new ReconcilerFunction(this, 'Reconciler', properties, queues);
    this.trailBucket = properties.trail ? new EventTrail(this, 'Trail', deploymentName).bucket : undefined;
    new EventRules(this, 'Rules', queues, properties);
    new SweepSchedule(this, 'Sweep', queues, { deploymentName, interval: sweepInterval });
    const metrics = new DeploymentMetrics(deploymentName, sweepInterval);
    const watched = { properties, queues, function: reconciler.function, logGroup: reconciler.logGroup, metrics };
    const alarms = new Alarms(this, 'Alarms', watched);
    this.function = reconciler.function;
    this.logGroup = reconciler.logGroup;
    this.queues = queues;
    this.alarms = alarms.all;
    this.dashboard = new OperationsDashboard(this, 'Dashboard', watched, alarms).dashboard;
  }
}
