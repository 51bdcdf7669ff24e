/** The KMS keys as Parameter Store meets them: every key can be used until it is denied. */
import { createHash } from 'node:crypto';
import { AwsError } from '../service.ts';
import type { StoredParameter, StoredVersion } from './store.ts';

export const defaultKey = 'alias/aws/ssm';

/** What AWS answers depends on what is wrong with the key: gone or disabled, or not allowed to this caller. */
export type KeyRefusal = 'InvalidKeyId' | 'AccessDeniedException';

/** As KMS shows a key; one that KMS does not know is `absent`. */
export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion' | 'absent';

export interface Keys {
  /** `state`: what KMS says of a key that is gone or disabled. One that is not allowed to a caller is as it was. */
  deny(keyId: string, refusal: KeyRefusal, state: KeyState): void;
  allow(keyId: string): void;
  /** Throws the key's refusal when it is denied. */
  check(keyId: string | undefined): void;
  isUsable(keyId: string | undefined): boolean;
  stateOf(keyId: string): KeyState;
}

export function createKeys(): Keys {
  const denied = new Map<string, { readonly refusal: KeyRefusal; readonly state: KeyState }>();
  const refusalOf = (keyId: string | undefined) =>
    keyId === undefined ? undefined : denied.get(plain(keyId))?.refusal;
  return {
    deny: (keyId, refusal, state) => void denied.set(plain(keyId), { refusal, state }),
    allow: (keyId) => void denied.delete(plain(keyId)),
    isUsable: (keyId) => refusalOf(keyId) === undefined,
    stateOf: (keyId) => denied.get(plain(keyId))?.state ?? 'Enabled',
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
