/** Schedules at a rate, whose target is a queue. Scheduler sends under the schedule's role, also to its dead letters. */
import { arnIn, type Made, type Maker } from './making.ts';
import type { Properties } from './properties.ts';

const minutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

export const makeSchedule: Maker = ({ stack, properties, madeUpName }): Made => {
  const { site, iam, scheduler } = stack.account;
  properties.part('FlexibleTimeWindow').only('Mode', 'OFF');
  properties.only('GroupName', undefined, 'default');
  properties.only('State', undefined, 'ENABLED', 'DISABLED');
  const name = properties.text('Name', madeUpName(64));
  const expression = properties.text('ScheduleExpression');
  const everyMilliseconds = readRate(expression);
  const target = properties.part('Target');
  const roleArn = target.text('RoleArn');
  // Scheduler names the group as the source, not the schedule.
  const source = {
    'aws:SourceArn': arnIn(site, 'scheduler', 'schedule-group/default'),
    'aws:SourceAccount': site.account,
  };
  const session = iam.assumeRole(roleArn, 'scheduler.amazonaws.com', name, source);
  const role = { kind: 'role', arn: session.arn } as const;
  const schedule = scheduler.schedule({
    name,
    everyMilliseconds,
    startAt: stack.firstFiring(everyMilliseconds),
    enabled: properties.value('State') !== 'DISABLED',
    queueArn: target.text('Arn'),
    input: target.text('Input'),
    ...(target.has('SqsParameters') && { messageGroupId: target.part('SqsParameters').text('MessageGroupId') }),
    ...(target.has('DeadLetterConfig') && { deadLetterQueueArn: target.part('DeadLetterConfig').text('Arn') }),
    template: {
      ...(properties.has('Description') && { description: properties.text('Description') }),
      expression,
      roleArn,
      ...(target.has('RetryPolicy') && { retries: readRetries(target.part('RetryPolicy')) }),
    },
    maySend: (queueArn) => iam.refusal(role, 'sqs:SendMessage', queueArn) === undefined,
  });
  stack.schedules.push(schedule);
  return { ref: name, attributes: { Arn: arnIn(site, 'scheduler', `schedule/default/${name}`) } };
};

/** Shown and no more: what fails here fails for good, and is a dead letter at once. */
function readRetries(policy: Properties): Readonly<Record<string, number>> {
  const names = ['MaximumEventAgeInSeconds', 'MaximumRetryAttempts'].filter((name) => policy.has(name));
  return Object.fromEntries(names.map((name) => [name, policy.number(name)]));
}

function readRate(expression: string): number {
  const [, amount = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const length = minutes[unit];
  if (length === undefined) throw new Error(`${expression} is not known here: schedules have a rate of whole minutes.`);
  return Number(amount) * length * 60_000;
}
