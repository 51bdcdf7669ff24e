/** Who makes what: every type of resource that is known here. */
import { makeEventSourceMapping, makeFunction } from './functions.ts';
import { makeLogGroup } from './logs.ts';
import type { Maker } from './making.ts';
import { makeQueue, makeQueuePolicy } from './queues.ts';
import { makeRole } from './roles.ts';
import { makeRule } from './rules.ts';
import { makeSchedule } from './schedules.ts';
import { makeBucket, makeBucketPolicy, makeTrail } from './trails.ts';
import { makeAlarm, makeDashboard } from './watching.ts';

export const makers: Readonly<Record<string, Maker>> = {
  'AWS::CloudTrail::Trail': makeTrail,
  'AWS::CloudWatch::Alarm': makeAlarm,
  'AWS::CloudWatch::Dashboard': makeDashboard,
  'AWS::Events::Rule': makeRule,
  'AWS::IAM::Role': makeRole,
  'AWS::Lambda::EventSourceMapping': makeEventSourceMapping,
  'AWS::Lambda::Function': makeFunction,
  'AWS::Logs::LogGroup': makeLogGroup,
  'AWS::S3::Bucket': makeBucket,
  'AWS::S3::BucketPolicy': makeBucketPolicy,
  'AWS::SQS::Queue': makeQueue,
  'AWS::SQS::QueuePolicy': makeQueuePolicy,
  'AWS::Scheduler::Schedule': makeSchedule,
  // What the CDK counts its use by.
  'AWS::CDK::Metadata': ({ properties, madeUpName }) => {
    properties.ignore({ Analytics: 'nobody counts here' });
    return { ref: madeUpName() };
  },
};
