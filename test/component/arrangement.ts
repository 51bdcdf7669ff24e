/** What somebody had in the account before: pools, clients and parameters, each with only what a test cares about. */
import type { Json } from '../local-aws/service.ts';
import type { EmbeddedAws } from './embedded-aws.ts';

/** The new pool's id. */
export async function createPool(aws: EmbeddedAws, more: Json = {}): Promise<string> {
  const answer = await aws.perform(aws.cognito, 'CreateUserPool', { PoolName: 'customers', ...more });
  return textIn(answer.UserPool, 'Id');
}

/** A confidential client unless told otherwise; its id. */
export async function createClient(aws: EmbeddedAws, UserPoolId: string, more: Json = {}): Promise<string> {
  const request = { UserPoolId, ClientName: 'orders', GenerateSecret: true, ...more };
  const answer = await aws.perform(aws.cognito, 'CreateUserPoolClient', request);
  return textIn(answer.UserPoolClient, 'ClientId');
}

/** A SecureString unless told otherwise. */
export async function putParameter(aws: EmbeddedAws, Name: string, more: Json = {}): Promise<void> {
  await aws.perform(aws.parameterStore, 'PutParameter', { Name, Value: 'v', Type: 'SecureString', ...more });
}

/** A text that an answer must hold. */
export function textIn(answer: unknown, member: string): string {
  const found: unknown = typeof answer === 'object' && answer !== null ? { ...answer } : {};
  const value: unknown = Object.getOwnPropertyDescriptor(found, member)?.value;
  if (typeof value !== 'string') throw new Error(`the answer has no ${member}`);
  return value;
}

/** What the call was rejected with; fails when it was not. */
export async function rejection(aws: EmbeddedAws, call: Promise<unknown>): Promise<unknown> {
  const outcome = await aws.finish(
    call.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
  );
  if (outcome === undefined) throw new Error('the call was not rejected');
  return outcome.error;
}
