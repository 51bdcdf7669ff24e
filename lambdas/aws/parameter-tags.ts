/** Takes tags away from parameters. Only a person does: the function never says that a place is nobody's. */
import { RemoveTagsFromResourceCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Caller } from './caller.ts';

/** False: there is no such parameter. A tag that is not there is no error. */
export async function untagParameter(
  client: SSMClient,
  caller: Caller,
  parameter: string,
  keys: readonly string[],
): Promise<boolean> {
  const answer = await caller.call(
    { operation: 'RemoveTagsFromResource', pace: 'parameter-read', parameter, answers: ['InvalidResourceId'] },
    (options) =>
      client.send(
        new RemoveTagsFromResourceCommand({ ResourceType: 'Parameter', ResourceId: parameter, TagKeys: [...keys] }),
        options,
      ),
  );
  return answer !== undefined;
}
