/**
 * KMS behind Parameter Store, which calls it in the caller's name: the parts of `ssm:…` that need a `kms:…` too (Systems
 * Manager User Guide, "AWS KMS encryption for Parameter Store SecureString parameters"). A
 * A key's own policy is taken to be the default one, which leaves the decision to IAM.
 */

import { needsAdvanced } from '../parameter-store/data-types.ts';
import { defaultKey } from '../parameter-store/keys.ts';
import { arnOf, keyOf, parseReference } from '../parameter-store/names.ts';
import type { StoredVersion } from '../parameter-store/store.ts';
import type { Json, Site } from '../service.ts';
import type { Check, Surroundings } from './check.ts';

/** What reading these parameters decrypted takes; each is named as `GetParameter` may name it. */
export function decryptionsOf(references: readonly string[], surroundings: Surroundings): readonly Check[] {
  return references.flatMap((given) => {
    const reference = parseReference(surroundings.site, given);
    if (reference === undefined) return [];
    const { key, selector } = reference;
    const versions = surroundings.parameters.versions(key);
    const version =
      selector === undefined
        ? versions.at(-1)
        : versions.find(({ version: number, labels }) => String(number) === selector || labels.has(selector));
    return version === undefined ? [] : keyCheck('kms:Decrypt', version.keyId, key, surroundings.site);
  });
}

/** What reading every version of a parameter takes. */
export function historyDecryptions(given: string, { site, parameters }: Surroundings): readonly Check[] {
  const { key } = parseReference(site, given) ?? {};
  if (key === undefined) return [];
  return parameters.versions(key).flatMap(({ keyId }) => keyCheck('kms:Decrypt', keyId, key, site));
}

/** What the write of a `SecureString` takes: Encrypt for a Standard parameter, GenerateDataKey for an Advanced one. */
export function encryptionOf(name: string, input: Json, surroundings: Surroundings): readonly Check[] {
  const previous = surroundings.parameters.versions(name).at(-1);
  if ((input.Type ?? previous?.type) !== 'SecureString') return [];
  const kept = surroundings.switches.keyLeftOutOfOverwrite === 'kept' ? previous?.keyId : undefined;
  const keyId = typeof input.KeyId === 'string' ? input.KeyId : (kept ?? defaultKey);
  const advanced = isAdvanced(input, previous, surroundings);
  return keyCheck(advanced ? 'kms:GenerateDataKey' : 'kms:Encrypt', keyId, name, surroundings.site);
}

/** As tiers.ts settles it; only that Standard is full Intelligent-Tiering does not see here. */
function isAdvanced(input: Json, previous: StoredVersion | undefined, { switches }: Surroundings): boolean {
  if (previous?.tier === 'Advanced') return true;
  const tier = input.Tier ?? switches.defaultTier;
  if (tier !== 'Intelligent-Tiering') return tier === 'Advanced';
  const { Value, Policies, DataType } = input;
  return (
    Buffer.byteLength(String(Value), 'utf8') > 4096 ||
    (typeof Policies === 'string' ? Policies.includes('{') : (previous?.policies ?? []).length > 0) ||
    needsAdvanced(typeof DataType === 'string' ? DataType : (previous?.dataType ?? 'text'))
  );
}

/** Nothing for no key and for `aws/ssm`, which lets in whoever may use Parameter Store in its account. */
function keyCheck(action: string, keyId: string | undefined, name: string, site: Site): readonly Check[] {
  if (keyId === undefined || keyId.replace(/^arn:.*:alias\//, 'alias/') === defaultKey) return [];
  return [
    {
      action,
      resource: keyArn(keyId, site),
      context: {
        'kms:ViaService': viaService(site),
        'kms:CallerAccount': site.account,
        'kms:EncryptionContext:PARAMETER_ARN': arnOf(site, keyOf(name)),
        'kms:EncryptionContextKeys': ['PARAMETER_ARN'],
      },
    },
  ];
}

/**
 * Elsewhere the suffix is documented. For China no source of AWS's was found; taken here is the suffix of its host names
 * there, which is also a template's `AWS::URLSuffix`. D
 */
function viaService({ partition, region }: Site): string {
  return `ssm.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

/** A decision is about the key, whatever it was called by. There is no KMS here: behind `alias/x` lies `key/x`. */
export function keyArn(keyId: string, { partition, region, account }: Site): string {
  if (keyId.startsWith('arn:')) return keyId.replace(':alias/', ':key/');
  return `arn:${partition}:kms:${region}:${account}:key/${keyId.replace(/^(alias|key)\//, '')}`;
}
