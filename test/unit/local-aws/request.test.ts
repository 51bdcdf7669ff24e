import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { AwsError } from '../../local-aws/service.ts';

/** Lists in lists, and in the last of them a text. */
function nested(lists: number): string {
  return `${'['.repeat(lists)}"a"${']'.repeat(lists)}`;
}

async function outcome(target: string, service: string, body: string): Promise<string> {
  const credential = { accessKeyId: 'LOCALPERSON', region: 'eu-west-1', service };
  const { result } = await createLocalAws().dispatcher.dispatch({ target, body, credential });
  return result instanceof AwsError ? result.code : 'done';
}

describe('a request', () => {
  it.each([
    ['AWSCognitoIdentityProviderService.CreateUserPool', 'cognito-idp', 'PoolName'],
    ['AWSCognitoIdentityProviderService.CreateUserPool', 'cognito-idp', 'Unknown'],
    ['AmazonSSM.GetParameters', 'ssm', 'Names'],
    ['AmazonSQS.SendMessage', 'sqs', 'QueueUrl'],
    ['ResourceGroupsTaggingAPI_20170126.GetResources', 'tagging', 'TagFilters'],
    ['AWSEvents.PutEvents', 'events', 'Entries'],
  ])('of %s is refused in AWS’s form however deeply it is nested (%s, %s)', async (target, service, member) => {
    expect(await outcome(target, service, `{"${member}":${nested(50_000)}}`)).toBe('SerializationException');
  });

  it('may be a hundred levels deep, and no more', async () => {
    const put = (lists: number) =>
      outcome('AmazonSSM.PutParameter', 'ssm', `{"Name":"/a","Type":"String","Value":"x","Unknown":${nested(lists)}}`);
    expect(await put(99)).toBe('done');
    expect(await put(100)).toBe('SerializationException');
  });
});
