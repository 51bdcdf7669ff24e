/** Parameter policies: a JSON array, kept and shown, not enforced (nothing here expires). */
import type { ParameterInlinePolicy } from '@aws-sdk/client-ssm';
import { AwsError } from '../service.ts';

const maximumPolicies = 10;

/** The attributes that each type of policy must have. */
const attributesOf = new Map<string, readonly string[]>([
  ['Expiration', ['Timestamp']],
  ['ExpirationNotification', ['Before', 'Unit']],
  ['NoChangeNotification', ['After', 'Unit']],
]);

/** An empty array, object or list clears what was there. */
export function parsePolicies(policies: string): readonly ParameterInlinePolicy[] {
  const parsed = parseJson(policies);
  if (!Array.isArray(parsed)) {
    if (isObject(parsed) && Object.keys(parsed).length === 0) return [];
    throw invalidAttribute('Policies must be a JSON array.');
  }
  if (parsed.length > maximumPolicies) {
    throw new AwsError('PoliciesLimitExceededException', `A parameter has at most ${maximumPolicies} policies.`);
  }
  return parsed.map(readPolicy);
}

function readPolicy(policy: unknown): ParameterInlinePolicy {
  if (!isObject(policy)) throw invalidAttribute('A policy must be a JSON object.');
  const { Type: type, Version: version, Attributes: attributes } = policy;
  const wanted = typeof type === 'string' ? attributesOf.get(type) : undefined;
  if (typeof type !== 'string' || wanted === undefined) {
    throw new AwsError('InvalidPolicyTypeException', 'The policy type is not supported.');
  }
  if (version !== '1.0') throw invalidAttribute('The version of a policy must be 1.0.');
  if (!isObject(attributes) || wanted.some((name) => typeof attributes[name] !== 'string')) {
    throw invalidAttribute(`A policy of type ${type} needs the attributes ${wanted.join(', ')}.`);
  }
  return { PolicyText: JSON.stringify(policy), PolicyType: type, PolicyStatus: 'Pending' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidAttribute('Policies must be JSON.');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalidAttribute(message: string): AwsError {
  return new AwsError('InvalidPolicyAttributeException', message);
}
