/** People who may do some things and no others. */
import type { World } from '../world.ts';

let people = 0;

/** The access key id of somebody who may do these actions, on everything. */
export function personWho({ aws }: World, ...actions: readonly string[]): string {
  people += 1;
  const document = {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Allowed', Effect: 'Allow', Action: actions, Resource: '*' }],
  };
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const arn = aws.iam.putRole({
    name: `person-${people}`,
    assumeRolePolicy: trust,
    policies: actions.length === 0 ? [] : [{ name: 'Allowed', document }],
  });
  return aws.iam.assumeRole(arn, 'lambda.amazonaws.com', 'person').accessKeyId;
}
