import { describe, expect, test } from 'vitest';
import { mayWriteLogs, pollerRefusal } from '../../local-aws/iam/lambda-checks.ts';
import { iamOf, queueArn } from './iam-fixture.ts';

const poll = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const group = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/reconciler';
const write = ['logs:CreateLogStream', 'logs:PutLogEvents'];

describe('the poller of a queue', () => {
  test('can begin when the role may receive, delete and look at the queue', () => {
    const { iam, arn } = iamOf({ Action: poll, Resource: queueArn });
    expect(pollerRefusal(iam, arn, queueArn)).toBeUndefined();
    expect(pollerRefusal(iam, arn, `${queueArn}-2`)?.message).toContain('ReceiveMessage');
  });

  test.each(poll)('cannot without %s, and says which it is', (missing) => {
    const { iam, arn } = iamOf({ Action: poll.filter((action) => action !== missing), Resource: queueArn });
    expect(pollerRefusal(iam, arn, queueArn)).toMatchObject({
      code: 'InvalidParameterValueException',
      message: `The function execution role does not have permissions to call ${missing.slice(4)} on SQS`,
    });
  });
});

describe('a function’s lines', () => {
  test.each([
    ['the group with everything in it', [`${group}:*`], write, true],
    ['its streams', [`${group}:log-stream:*`], write, true],
    ['the group alone, and no stream of it', [group], write, false],
    ['another group', [`${group}s:*`], write, false],
    ['no creating of streams', [`${group}:*`], ['logs:PutLogEvents'], false],
    ['no writing', [`${group}:*`], ['logs:CreateLogStream'], false],
  ])('reach the log as far as the role allows: %s', (_, Resource, Action, expected) => {
    const { iam, arn } = iamOf({ Action, Resource });
    expect([mayWriteLogs(iam, arn, group), mayWriteLogs(iam, arn, `${group}:*`)]).toEqual([expected, expected]);
  });
});
