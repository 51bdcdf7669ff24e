/**
 * KMS as far as somebody asks what state a key is in. No key is ever made here: whatever is named in KMS's way is there
 * and enabled until a test says otherwise, just as Parameter Store takes it. Behind `alias/x` lies `key/x`.
 */
import type { KeyMetadata } from '@aws-sdk/client-kms';
import { optionalTexts, text } from './members.ts';
import { defaultKey, type KeyState } from './parameter-store/keys.ts';
import { AwsError, type Service, type Site } from './service.ts';
import { seconds, type Wire } from './wire.ts';

interface KmsOptions {
  readonly site: Site;
  readonly keyState: (keyId: string) => KeyState;
  readonly now: () => number;
}

/** KMS deletes a key no sooner than a week and, unless told otherwise, thirty days after it was asked to. */
const deletionDelay = 30 * 86_400;
const keyId = /^(alias\/[a-zA-Z0-9/_-]+|(mrk-)?[0-9a-f-]{32,36})$/;

export function createKms({ site, keyState, now }: KmsOptions): Service {
  const createdAt = seconds(now());
  return {
    target: 'TrentService',
    name: 'kms',
    operations: {
      DescribeKey(input) {
        const reference = text(input, 'KeyId', { min: 1, max: 2048 });
        optionalTexts(input, 'GrantTokens', { max: 10 }, { min: 1, max: 8192 });
        checkReference(reference, site);
        const state = keyState(reference);
        if (state === 'absent') throw notFound(`Key '${reference}' does not exist`);
        return { KeyMetadata: shown(reference, state, createdAt, site) };
      },
    },
  };
}

function checkReference(reference: string, site: Site): void {
  if (!reference.startsWith('arn:')) {
    const what = reference.startsWith('alias/') ? 'alias' : 'keyId';
    if (!keyId.test(reference)) throw notFound(`Invalid ${what} '${reference}'`);
    return;
  }
  const [, region, account] = /^arn:[^:]+:kms:([^:]+):(\d{12}):(?:key|alias)\/.+$/.exec(reference) ?? [];
  if (region === undefined) throw new AwsError('InvalidArnException', `Invalid arn ${reference}`);
  if (region !== site.region) throw notFound(`Invalid arn ${region}`);
  if (account === site.account) return;
  const reason = 'because no resource-based policy allows the kms:DescribeKey action';
  throw new AwsError('AccessDeniedException', `Not authorized to perform: kms:DescribeKey on ${reference} ${reason}`);
}

function shown(
  reference: string,
  state: Exclude<KeyState, 'absent'>,
  createdAt: number,
  { partition, region, account }: Site,
): Wire<KeyMetadata> {
  const KeyId = reference.replace(/^arn:[^/]*:/, '').replace(/^(alias|key)\//, '');
  const managed = `alias/${KeyId}` === defaultKey;
  return {
    AWSAccountId: account,
    KeyId,
    Arn: `arn:${partition}:kms:${region}:${account}:key/${KeyId}`,
    CreationDate: createdAt,
    Enabled: state === 'Enabled',
    Description: managed ? 'Default key that protects my SSM parameters when no other key is defined' : '',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: state,
    ...(state === 'PendingDeletion' && { DeletionDate: createdAt + deletionDelay }),
    Origin: 'AWS_KMS',
    KeyManager: managed ? 'AWS' : 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: KeyId.startsWith('mrk-'),
  };
}

function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message);
}
