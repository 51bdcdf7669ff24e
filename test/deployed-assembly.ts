/** The reconciler's stack on an embedded AWS, however its function is run. */
import { type DeploymentOptions, withRate } from './deployment-options.ts';
import type { Assembly } from './local-aws/cloud-formation/assembly.ts';
import { deployStack } from './local-aws/cloud-formation/deployment.ts';
import type { DescribedFunction, Execution } from './local-aws/cloud-formation/making.ts';
import type { EventSource } from './local-aws/event-source.ts';
import type { Aws } from './local-aws/local-aws.ts';
import type { Queue } from './local-aws/queue/queue.ts';
import type { RunningSchedule } from './local-aws/scheduler.ts';
import type { Caller } from './local-aws/service.ts';

export interface Deployment {
  readonly events: Queue;
  readonly sweeps: Queue;
  readonly deadLetters: readonly Queue[];
  readonly schedule: RunningSchedule;
  /** What feeds the function. */
  readonly sources: readonly EventSource[];
  readonly functionName: string;
  readonly logGroup: string;
  /** Ends the function's processes, if it has any. */
  close(): Promise<void>;
}

/** `close` ends what the execution started. */
export function deployAssembly(
  aws: Aws,
  assembly: Assembly,
  { sweepAtOnce = false, sweepMinutes, amend = (same) => same }: DeploymentOptions,
  execution: Execution,
  close: () => Promise<void> = async () => {},
): Deployment {
  const { outputs, sources, schedules } = deployStack(aws, amend(withRate(assembly, sweepMinutes)), {
    execution,
    firstFiring: (everyMilliseconds) => aws.clock.now() + (sweepAtOnce ? 0 : everyMilliseconds),
  });
  const queue = (output: string): Queue => aws.sqs.queue(outputs[output]?.split('/').at(-1) ?? '');
  const [schedule] = schedules;
  if (schedule === undefined) throw new Error('The stack has no schedule.');
  return {
    events: queue('EventQueueUrl'),
    sweeps: queue('SweepQueueUrl'),
    deadLetters: [queue('EventDeadLettersUrl'), queue('SweepDeadLettersUrl'), queue('UndeliveredUrl')],
    schedule,
    sources,
    functionName: outputs.FunctionName ?? '',
    logGroup: outputs.LogGroupName ?? '',
    close,
  };
}

/** Whose calls are the reconciler's. Of several in one account they are those of the last one deployed. */
export function showAsReconciler(aws: Aws, { roleArn, name }: DescribedFunction): Caller {
  const session = aws.iam.assumeRole(roleArn, 'lambda.amazonaws.com', name);
  aws.callers.reconciler = session;
  return session;
}
