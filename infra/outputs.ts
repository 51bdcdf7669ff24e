import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { CognitoSsmSync } from './cognito-ssm-sync.ts';

/** What a person who operates the stack types into other commands (docs/operations.md). */
export function addOutputs(stack: Stack, construct: CognitoSsmSync): void {
  const { function: reconciler, logGroup, queues, dashboard, trailBucket } = construct;
  const outputs: Readonly<Record<string, readonly [value: string, description: string]>> = {
    FunctionName: [reconciler.functionName, 'The reconciler.'],
    LogGroupName: [logGroup.logGroupName, 'Its log.'],
    DashboardName: [dashboard.dashboardName, 'Its dashboard in CloudWatch.'],
    EventQueueUrl: [queues.events.queueUrl, 'Where changes wait.'],
    EventDeadLettersUrl: [queues.eventDeadLetters.queueUrl, 'Changes that were given up.'],
    SweepQueueUrl: [
      queues.sweeps.queueUrl,
      'Where sweeps wait; a message {"v":1,"kind":"sweep","at":"<time>"} starts one.',
    ],
    SweepDeadLettersUrl: [queues.sweepDeadLetters.queueUrl, 'Messages of sweeps that were given up.'],
    UndeliveredUrl: [queues.undelivered.queueUrl, 'What EventBridge could not deliver.'],
    ...(trailBucket && {
      TrailBucketName: [trailBucket.bucketName, 'The records of the trail; it outlives the stack.'],
    }),
  };
  for (const [name, [value, description]] of Object.entries(outputs)) {
    new CfnOutput(stack, name, { value, description });
  }
}
