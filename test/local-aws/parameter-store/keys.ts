/** The KMS keys as Parameter Store meets them: every key can be used until it is denied. */
import { createHash } from 'node:crypto';
import { AwsError } from '../service.ts';
import type { StoredParameter, StoredVersion } from './store.ts';

export const defaultKey = 'alias/aws/ssm';

/** What AWS answers depends on what is wrong with the key: gone or disabled, or not allowed to this caller. */
export type KeyRefusal = 'InvalidKeyId' | 'AccessDeniedException';

export interface Keys {
  deny(keyId: string, refusal: KeyRefusal): void;
  allow(keyId: string): void;
  /** Throws the key's refusal when it is denied. */
  check(keyId: string | undefined): void;
  isUsable(keyId: string | undefined): boolean;
}

export function createKeys(): Keys {
  const denied = new Map<string, KeyRefusal>();
  const refusalOf = (keyId: string | undefined) => (keyId === undefined ? undefined : denied.get(plain(keyId)));
  return {
    deny: (keyId, refusal) => void denied.set(plain(keyId), refusal),
    allow: (keyId) => void denied.delete(plain(keyId)),
    isUsable: (keyId) => refusalOf(keyId) === undefined,
    check(keyId) {
      const refusal = refusalOf(keyId);
      if (refusal === undefined) return;
      throw new AwsError(
        refusal,
        'The key does not exist, is not enabled, or you are not allowed to use it. (Service: Kms)',
      );
    },
  };
}

/** One key has an id, an alias and an ARN of each: `arn:…:key/<id>`, `<id>`; `arn:…:alias/<name>`, `alias/<name>`. */
function plain(keyId: string): string {
  return keyId.replace(/^arn:[^:]+:kms:[^:]*:[^:]*:/, '').replace(/^key\//, '');
}

/**
 * The value as a caller may see it. A `SecureString` that was not asked to be decrypted shows a text that looks like
 * KMS's and holds nothing of the value.
 */
export function shownValue(
  keys: Keys,
  parameter: StoredParameter,
  version: StoredVersion,
  withDecryption: boolean,
): string {
  if (version.type !== 'SecureString') return version.value;
  if (!withDecryption) {
    const seed = `${parameter.arn}:${version.version}:${version.keyId}`;
    return `AQICAHh${createHash('sha512').update(seed).digest('base64url')}`;
  }
  keys.check(version.keyId);
  return version.value;
}
