/** EventBridge Scheduler as its clients ask it: how a schedule is set. There is the default group alone. */
import type { GetScheduleOutput, Target } from '@aws-sdk/client-scheduler';
import { optionalText, text } from './members.ts';
import type { DeployedSchedule, Scheduler } from './scheduler.ts';
import { AwsError, type Service, type Site } from './service.ts';
import { seconds, type Wire } from './wire.ts';

const name = { min: 1, max: 64, pattern: /^[0-9a-zA-Z-_.]+$/ };

export function createSchedulerApi(site: Site, scheduler: Scheduler): Service {
  return {
    target: 'AWSScheduler',
    name: 'scheduler',
    operations: {
      GetSchedule(input) {
        const wanted = text(input, 'Name', name);
        const group = optionalText(input, 'GroupName', name) ?? 'default';
        const found = group === 'default' ? scheduler.deployed(wanted) : undefined;
        if (found) return { ...shown(found, site) };
        throw new AwsError('ResourceNotFoundException', `Schedule ${wanted} does not exist.`, 404);
      },
    },
  };
}

function shown(schedule: DeployedSchedule, { partition, region, account }: Site): Wire<GetScheduleOutput> {
  const { queueArn, input, messageGroupId, deadLetterQueueArn, template, createdAt } = schedule;
  const Target: Wire<Target> = {
    Arn: queueArn,
    // Only a schedule that no template made has none.
    RoleArn: template?.roleArn,
    Input: input,
    ...(messageGroupId !== undefined && { SqsParameters: { MessageGroupId: messageGroupId } }),
    ...(deadLetterQueueArn !== undefined && { DeadLetterConfig: { Arn: deadLetterQueueArn } }),
    // Scheduler fills up what was not said: a day and as many tries as there may be.
    RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185, ...template?.retries },
  };
  return {
    Arn: `arn:${partition}:scheduler:${region}:${account}:schedule/default/${schedule.name}`,
    Name: schedule.name,
    GroupName: 'default',
    ...(template?.description !== undefined && { Description: template.description }),
    State: schedule.running.enabled ? 'ENABLED' : 'DISABLED',
    ScheduleExpression: template?.expression ?? `rate(${schedule.everyMilliseconds / 60_000} minutes)`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'NONE',
    CreationDate: seconds(createdAt),
    LastModificationDate: seconds(createdAt),
    Target,
  };
}
