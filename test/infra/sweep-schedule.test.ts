import { Duration } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../lambdas/core/request.ts';
import { account, region, synthesise } from './synthesis.ts';

const arn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;

describe('the schedule', () => {
  const { deployed } = synthesise({ deploymentName: 'sync', sweepInterval: Duration.hours(24) });
  const schedule = deployed.one('AWS::Scheduler::Schedule');

  test('sends one sweep an interval to the FIFO queue, in a group of its own, and gives up when the next is due', () => {
    expect(schedule).toEqual({
      Name: 'sync-sweep',
      Description: 'Starts a sweep over all tagged user pools.',
      ScheduleExpression: 'rate(1440 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arn('sync-sweeps.fifo'),
        RoleArn: expect.stringContaining('SweepRole'),
        Input: '{"v":1,"kind":"sweep","at":"<aws.scheduler.scheduled-time>"}',
        SqsParameters: { MessageGroupId: 'sweep' },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        DeadLetterConfig: { Arn: arn('sync-undelivered') },
      },
    });
  });

  test('sends what the function understands as a sweep', () => {
    const { Input } = schedule.Target as { Input: string };
    const at = '2026-11-20T10:00:00Z';
    expect(parseRequest(Input.replace('<aws.scheduler.scheduled-time>', at))).toEqual({ kind: 'sweep', sweep: at });
  });

  test('sweeps every hour when nothing is said', () => {
    const { deployed } = synthesise();
    expect(deployed.one('AWS::Scheduler::Schedule').ScheduleExpression).toBe('rate(60 minutes)');
  });

  test.each([15, 60, 90])('gives up a sweep when the next is due, with %i minutes between them too', (minutes) => {
    const { deployed } = synthesise({ sweepInterval: Duration.minutes(minutes) });
    expect(deployed.one('AWS::Scheduler::Schedule')).toMatchObject({
      ScheduleExpression: `rate(${minutes} minutes)`,
      Target: { RetryPolicy: { MaximumEventAgeInSeconds: minutes * 60 } },
    });
  });

  test('has a role that only Scheduler of this account takes, and that sends to its two queues and does nothing else', () => {
    const [role] = deployed.all('AWS::IAM::Role').filter(({ Description }) => String(Description).includes('schedule'));
    expect(role?.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': account,
              'aws:SourceArn': `arn:aws:scheduler:${region}:${account}:schedule-group/default`,
            },
          },
        },
      ],
    });
    expect(role?.ManagedPolicyArns).toBeUndefined();
    expect(role?.Policies).toMatchObject([
      {
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: [arn('sync-sweeps.fifo'), arn('sync-undelivered')],
            },
          ],
        },
      },
    ]);
  });
});
