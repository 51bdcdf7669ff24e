import { Iam, type RoleDefinition } from '../../local-aws/iam/iam.ts';
import type { Json } from '../../local-aws/service.ts';

export const site = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
export const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:events';
export const parameterArn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/apis/a';

/** A policy of one statement that allows unless told otherwise; `undefined` leaves an element out. */
export function policy(...statements: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) };
}

export const lambdaTrust = policy({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });

/** A role that Lambda may take, with these statements. */
export function roleOf(name: string, ...statements: readonly Json[]): RoleDefinition {
  const policies = statements.length === 0 ? [] : [{ name: 'inline', document: policy(...statements) }];
  return { name, assumeRolePolicy: lambdaTrust, policies };
}

/** An IAM with one role, and how it decides on it. */
export function iamOf(...statements: readonly Json[]) {
  const iam = new Iam(site);
  const arn = iam.putRole(roleOf('worker', ...statements));
  const refusal = (action: string, resource: string, context: Record<string, string | readonly string[]> = {}) =>
    iam.refusal({ kind: 'role', arn }, action, resource, context);
  return { iam, arn, refusal, allows: (...question: Parameters<typeof refusal>) => refusal(...question) === undefined };
}
