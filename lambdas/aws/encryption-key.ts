import { DescribeKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Caller } from './caller.ts';

/** The state of a KMS key as KMS names it, e.g. `Enabled` or `PendingDeletion`. Undefined: there is no such key. */
export async function keyState(client: KMSClient, caller: Caller, keyId: string): Promise<string | undefined> {
  const answer = await caller.call(
    { operation: 'DescribeKey', pace: 'deployment-read', answers: ['NotFoundException'] },
    (options) => client.send(new DescribeKeyCommand({ KeyId: keyId }), options),
  );
  return answer && (answer.KeyMetadata?.KeyState ?? 'unknown');
}
