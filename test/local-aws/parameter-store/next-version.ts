/**
 * The version that a write makes of the one before. What a request leaves out stays as it was, except where `Switches`
 * says that AWS may do otherwise.
 */
import type { ParameterType } from '@aws-sdk/client-ssm';
import { invalid } from '../members.ts';
import { AwsError, type Call } from '../service.ts';
import { checkDataType } from './data-types.ts';
import { defaultKey } from './keys.ts';
import { parsePolicies } from './policies.ts';
import type { PutRequest } from './put-request.ts';
import type { Store, StoredVersion } from './store.ts';
import { settleTier } from './tiers.ts';

/** Throws whatever AWS refuses the write with; changes nothing. `previous` undefined: the parameter is created. */
export function nextVersion(
  store: Store,
  request: PutRequest,
  previous: StoredVersion | undefined,
  call: Call,
): StoredVersion {
  const type = settleType(store, request, previous);
  const keyId = settleKey(store, request, type, previous);
  const dataType = request.dataType ?? previous?.dataType ?? 'text';
  checkDataType(dataType, previous?.dataType, type, request.value);
  const allowedPattern = request.allowedPattern ?? previous?.allowedPattern ?? '';
  checkPattern(allowedPattern, request.value);
  const policies = request.policies === undefined ? (previous?.policies ?? []) : parsePolicies(request.policies);
  const description = request.description ?? previous?.description ?? '';
  return {
    version: (previous?.version ?? 0) + 1,
    value: request.value,
    type,
    dataType,
    policies,
    tier: settleTier(store, {
      requested: request.tier,
      previous: previous?.tier,
      value: request.value,
      dataType,
      hasPolicies: policies.length > 0,
    }),
    modifiedAt: store.now(),
    modifiedBy: call.caller.arn,
    labels: new Set(),
    ...(keyId === undefined ? {} : { keyId }),
    ...(allowedPattern === '' ? {} : { allowedPattern }),
    ...(description === '' ? {} : { description }),
  };
}

function settleType(store: Store, request: PutRequest, previous: StoredVersion | undefined): ParameterType {
  const type = request.type ?? previous?.type;
  if (type === undefined) throw invalid('A parameter type is required when you create a parameter.');
  if (previous !== undefined && previous.type !== type && store.switches.typeChange === 'refused') {
    throw new AwsError(
      'HierarchyTypeMismatchException',
      "Parameter Store doesn't support changing a parameter type in a hierarchy. You must create a new, unique parameter.",
    );
  }
  return type;
}

function settleKey(
  store: Store,
  request: PutRequest,
  type: ParameterType,
  previous: StoredVersion | undefined,
): string | undefined {
  if (type !== 'SecureString') {
    if (request.keyId !== undefined) throw invalid('KeyId is required for SecureString type parameter only.');
    return undefined;
  }
  const kept = store.switches.keyLeftOutOfOverwrite === 'kept' ? previous?.keyId : undefined;
  const keyId = request.keyId ?? kept ?? defaultKey;
  store.keys.check(keyId);
  return keyId;
}

function checkPattern(pattern: string, value: string): void {
  if (pattern === '') return;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch {
    throw new AwsError(
      'InvalidAllowedPatternException',
      'The request does not meet the regular expression requirement.',
    );
  }
  if (!expression.test(value)) {
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}
