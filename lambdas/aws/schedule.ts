import { GetScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Caller } from './caller.ts';

export interface DeployedSchedule {
  readonly enabled: boolean;
  /** E.g. `rate(60 minutes)`. */
  readonly expression: string;
  readonly targetArn: string;
}

/** Undefined: there is no such schedule. */
export async function deployedSchedule(
  client: SchedulerClient,
  caller: Caller,
  name: string,
): Promise<DeployedSchedule | undefined> {
  const answer = await caller.call(
    { operation: 'GetSchedule', pace: 'deployment-read', answers: ['ResourceNotFoundException'] },
    (options) => client.send(new GetScheduleCommand({ Name: name }), options),
  );
  return (
    answer && {
      enabled: answer.State !== 'DISABLED',
      expression: answer.ScheduleExpression ?? '',
      targetArn: answer.Target?.Arn ?? '',
    }
  );
}
