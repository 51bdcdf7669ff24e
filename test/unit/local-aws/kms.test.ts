import { DescribeKeyCommand, InvalidArnException, KMSClient, NotFoundException } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { endpointOf, inProcess } from './client-fixture.ts';

const ours = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-4333-8444-555555555555';

function world() {
  const aws = createLocalAws();
  const kms = new KMSClient(inProcess(aws));
  const ask = async (KeyId: string) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
  return { aws, ask };
}

describe('a key', () => {
  it('is always there when it is AWS’s own for parameters', async () => {
    const kms = new KMSClient(await endpointOf(createLocalAws()));
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/ssm' }));
    expect(KeyMetadata).toMatchObject({
      AWSAccountId: '123456789012',
      Arn: 'arn:aws:kms:eu-west-1:123456789012:key/aws/ssm',
      CreationDate: new Date('2026-11-20T10:00:00Z'),
      Enabled: true,
      KeyManager: 'AWS',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
    });
  });

  it('is a customer’s, by ARN, by id and by alias', async () => {
    const { ask } = world();
    for (const KeyId of [ours, ours.slice(-36)]) {
      expect(await ask(KeyId)).toMatchObject({ Arn: ours, KeyId: ours.slice(-36), KeyManager: 'CUSTOMER' });
    }
    for (const KeyId of ['alias/mine', ours.replace(/key\/.*/, 'alias/mine')]) {
      expect(await ask(KeyId)).toMatchObject({ Arn: ours.replace(/key\/.*/, 'key/mine') });
    }
  });

  it('is disabled when Parameter Store cannot use it, and enabled when only its caller may not', async () => {
    const { aws, ask } = world();
    aws.parameterStore.denyKey(ours);
    expect(await ask(ours.slice(-36))).toMatchObject({ KeyState: 'Disabled', Enabled: false });
    aws.parameterStore.denyKey(ours, 'AccessDeniedException');
    expect(await ask(ours)).toMatchObject({ KeyState: 'Enabled', Enabled: true });
    aws.parameterStore.denyKey(ours, 'InvalidKeyId', 'PendingDeletion');
    expect(await ask(ours)).toMatchObject({
      KeyState: 'PendingDeletion',
      Enabled: false,
      DeletionDate: new Date('2026-12-20T10:00:00Z'),
    });
    aws.parameterStore.allowKey(ours);
    expect(await ask(ours)).toMatchObject({ KeyState: 'Enabled' });
  });

  it('is not found when it is gone, misspelt or elsewhere', async () => {
    const { aws, ask } = world();
    aws.parameterStore.denyKey(ours, 'InvalidKeyId', 'absent');
    for (const KeyId of [ours, 'our key', 'alias/', ours.replace('eu-west-1', 'us-east-1')]) {
      await expect(ask(KeyId)).rejects.toBeInstanceOf(NotFoundException);
    }
    await expect(ask(ours.replace('eu-west-1', 'us-east-1'))).rejects.toThrow('Invalid arn us-east-1');
    await expect(ask('arn:aws:s3:::key')).rejects.toBeInstanceOf(InvalidArnException);
    const foreign = ask(ours.replace('123456789012', '999999999999'));
    await expect(foreign).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(ask('')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
