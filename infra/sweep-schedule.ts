import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Queues } from './queues.ts';

export interface SweepScheduleProps {
  readonly deploymentName: string;
  /** Whole minutes, 15 to 1440. */
  readonly interval: Duration;
}

/** What starts a sweep: one message to the sweep queue at every interval, which bears its scheduled time. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, queues: Queues, { deploymentName, interval }: SweepScheduleProps) {
    super(scope, id);
    const { sweeps, undelivered } = queues;
    new CfnSchedule(this, 'Schedule', {
      name: `${deploymentName}-sweep`,
      description: 'Starts a sweep over all tagged user pools.',
      scheduleExpression: `rate(${interval.toMinutes()} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: sweeps.queueArn,
        roleArn: this.#role(queues).roleArn,
        // The scheduled time makes a repeated delivery the same message, which the queue's deduplication drops.
        input: '{"v":1,"kind":"sweep","at":"<aws.scheduler.scheduled-time>"}',
        sqsParameters: { messageGroupId: 'sweep' },
        // A sweep that is an interval late is the next sweep.
        retryPolicy: { maximumEventAgeInSeconds: interval.toSeconds(), maximumRetryAttempts: 185 },
        deadLetterConfig: { arn: undelivered.queueArn },
      },
    });
  }

  #role({ sweeps, undelivered }: Queues): Role {
    const stack = Stack.of(this);
    return new Role(this, 'Role', {
      description: 'Lets the schedule send to the sweep queue.',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // Scheduler names the group as the source, not the schedule.
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': stack.formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
      inlinePolicies: {
        SendSweeps: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'SendSweeps',
              actions: ['sqs:SendMessage'],
              resources: [sweeps.queueArn, undelivered.queueArn],
            }),
          ],
        }),
      },
    });
  }
}
