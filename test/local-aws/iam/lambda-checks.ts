/** What Lambda itself does under a function's role, where no caller would see a refusal. */
import { AwsError } from '../service.ts';
import type { Iam } from './iam.ts';

const poller: readonly string[] = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/** Why no mapping from the queue to a function with this role can be made; undefined when it can. */
export function pollerRefusal(iam: Iam, roleArn: string, queueArn: string): AwsError | undefined {
  const principal = { kind: 'role', arn: roleArn } as const;
  const missing = poller.find((operation) => iam.refusal(principal, `sqs:${operation}`, queueArn) !== undefined);
  if (missing === undefined) return undefined;
  return new AwsError(
    'InvalidParameterValueException',
    `The function execution role does not have permissions to call ${missing} on SQS`,
  );
}

/**
 * Whether a function's lines reach the log group; if not they are lost without a word. Both actions are about a stream of
 * the group, though the reference gives creating one to the group itself: AWS's refusals name
 * `log-group:<name>:log-stream:<stream>` for it (aws-solutions/aws-crr-monitor#8). B
 * `logGroupArn`: with or without the `:*` at its end that CloudFormation gives it.
 */
export function mayWriteLogs(iam: Iam, roleArn: string, logGroupArn: string): boolean {
  const stream = `${logGroupArn.replace(/:\*$/, '')}:log-stream:2026/11/20/[$LATEST]0123456789abcdef0123456789abcdef`;
  return ['logs:CreateLogStream', 'logs:PutLogEvents'].every(
    (action) => iam.refusal({ kind: 'role', arn: roleArn }, action, stream) === undefined,
  );
}
