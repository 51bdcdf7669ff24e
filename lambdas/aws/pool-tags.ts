/** Changes the tags of user pools. Only a person does: the function declares nothing. */
import {
  type CognitoIdentityProviderClient,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserPool } from '../core/user-pool.ts';
import type { Caller } from './caller.ts';

/** Sets a tag, over one of the same key. */
export async function tagPool(
  client: CognitoIdentityProviderClient,
  caller: Caller,
  { arn }: UserPool,
  key: string,
  value: string,
): Promise<void> {
  await caller.call({ operation: 'TagResource', pace: 'pool-tag' }, (options) =>
    client.send(new TagResourceCommand({ ResourceArn: arn, Tags: { [key]: value } }), options),
  );
}

/** Takes these tags away; one that is not there is no error. */
export async function untagPool(
  client: CognitoIdentityProviderClient,
  caller: Caller,
  { arn }: UserPool,
  keys: readonly string[],
): Promise<void> {
  await caller.call({ operation: 'UntagResource', pace: 'pool-tag' }, (options) =>
    client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: [...keys] }), options),
  );
}
