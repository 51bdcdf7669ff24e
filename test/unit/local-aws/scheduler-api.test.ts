import { GetScheduleCommand, ResourceNotFoundException, SchedulerClient } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { endpointOf, inProcess } from './client-fixture.ts';
import { changed, complete, deployed } from './cloud-formation/stack-fixture.ts';

const work = 'arn:aws:sqs:eu-west-1:123456789012:work';

describe('a schedule', () => {
  it('is as its template says', async () => {
    const { aws } = deployed(changed('Schedule', { Name: 'sweep', Description: 'Sweeps' }));
    const scheduler = new SchedulerClient(await endpointOf(aws));
    expect(await scheduler.send(new GetScheduleCommand({ Name: 'sweep', GroupName: 'default' }))).toMatchObject({
      Arn: 'arn:aws:scheduler:eu-west-1:123456789012:schedule/default/sweep',
      Name: 'sweep',
      GroupName: 'default',
      Description: 'Sweeps',
      State: 'ENABLED',
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      CreationDate: new Date('2026-11-20T10:00:00Z'),
      Target: {
        Arn: work,
        Input: '{"kind":"sweep"}',
        RoleArn: expect.stringMatching(/^arn:aws:iam::123456789012:role\/Test-Sender-/),
        DeadLetterConfig: { Arn: expect.stringContaining(':Test-Undelivered-') },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 3 },
      },
    });
  });

  it('shows whether it is on', async () => {
    const { aws, stack } = deployed(changed('Schedule', { Name: 'sweep', State: 'DISABLED' }));
    const scheduler = new SchedulerClient(inProcess(aws));
    const state = async () => (await scheduler.send(new GetScheduleCommand({ Name: 'sweep' }))).State;
    expect(await state()).toBe('DISABLED');
    for (const schedule of stack.schedules) schedule.enabled = true;
    expect(await state()).toBe('ENABLED');
  });

  it('is gone when it is deleted, and one of the same name that came after it stays', async () => {
    const aws = createLocalAws();
    const { arn } = aws.sqs.create('events');
    const schedule = () =>
      aws.scheduler.schedule({ name: 'sweep', everyMilliseconds: 600_000, queueArn: arn, input: '{}' });
    const scheduler = new SchedulerClient(inProcess(aws));
    const ask = () => scheduler.send(new GetScheduleCommand({ Name: 'sweep' }));
    const first = schedule();
    const second = schedule();
    first.delete();
    expect(await ask()).toMatchObject({ ScheduleExpression: 'rate(10 minutes)' });
    second.delete();
    await expect(ask()).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it.each([
    ['no schedule of that name', { Name: 'none' }, { name: 'ResourceNotFoundException' }],
    ['another group', { Name: 'sweep', GroupName: 'mine' }, { name: 'ResourceNotFoundException' }],
    ['a name with a space', { Name: 'a b' }, { name: 'ValidationException' }],
  ])('is not shown for %s', async (_, input, error) => {
    const { aws } = deployed({ ...complete, ...changed('Schedule', { Name: 'sweep' }) });
    const scheduler = new SchedulerClient(await endpointOf(aws));
    const status = error.name === 'ValidationException' ? 400 : 404;
    const answer = scheduler.send(new GetScheduleCommand(input));
    await expect(answer).rejects.toMatchObject({ ...error, $metadata: { httpStatusCode: status } });
  });
});
