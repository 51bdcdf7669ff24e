/**
 * AWS's request rates (aws facts, section 6), as sliding windows of one second. A category's operations share its rate;
 * Cognito also limits each operation on each pool. Where a rate is documented for an operation alone it stands alone.
 * Rates of services that are not in the table are not limited.
 */
import { AwsError, type Json } from './service.ts';

interface Category {
  readonly service: string;
  readonly name: string;
  /** Undefined: every operation of the service that no earlier row names. */
  readonly operations?: readonly string[];
  readonly perSecond: number;
}

const categories: readonly Category[] = [
  {
    service: 'cognito-idp',
    name: 'UserPoolClientRead',
    operations: ['DescribeUserPoolClient', 'ListUserPoolClients', 'ListUserPoolClientSecrets'],
    perSecond: 15,
  },
  {
    service: 'cognito-idp',
    name: 'UserPoolClientUpdate',
    operations: [
      'CreateUserPoolClient',
      'UpdateUserPoolClient',
      'DeleteUserPoolClient',
      'AddUserPoolClientSecret',
      'DeleteUserPoolClientSecret',
    ],
    perSecond: 15,
  },
  { service: 'cognito-idp', name: 'UserPoolRead', operations: ['DescribeUserPool', 'ListUserPools'], perSecond: 15 },
  {
    service: 'cognito-idp',
    name: 'UserPoolUpdate',
    operations: ['CreateUserPool', 'UpdateUserPool', 'DeleteUserPool'],
    perSecond: 15,
  },
  { service: 'cognito-idp', name: 'TagResource', operations: ['TagResource'], perSecond: 5 },
  { service: 'cognito-idp', name: 'UntagResource', operations: ['UntagResource'], perSecond: 5 },
  { service: 'ssm', name: 'PutParameter', operations: ['PutParameter'], perSecond: 3 },
  { service: 'ssm', name: 'everything else', perSecond: 40 },
  // Lambda Developer Guide, "Lambda quotas": all of the control plane together, but GetFunction and GetPolicy. A
  { service: 'lambda', name: 'control plane', perSecond: 15 },
  // AWS General Reference, "AWS CloudTrail endpoints and quotas". B
  { service: 'cloudtrail', name: 'DescribeTrails', operations: ['DescribeTrails'], perSecond: 10 },
  { service: 'cloudtrail', name: 'GetTrailStatus', operations: ['GetTrailStatus'], perSecond: 10 },
  { service: 'cloudtrail', name: 'GetEventSelectors', operations: ['GetEventSelectors'], perSecond: 10 },
  { service: 'cloudtrail', name: 'StartLogging', operations: ['StartLogging'], perSecond: 1 },
  { service: 'cloudtrail', name: 'StopLogging', operations: ['StopLogging'], perSecond: 1 },
];

const perOperationAndPool = 5;
const second = 1000;

export class Quotas {
  /** Off: nothing is limited and nothing counted. */
  enabled = true;
  readonly #admitted = new Map<string, readonly number[]>();

  /** Counts one call at `at` (milliseconds); the error when it is one too many. Refused calls do not count. */
  admit(service: string, operation: string, input: Json, at: number): AwsError | undefined {
    if (!this.enabled) return undefined;
    const limits = limitsOf(service, operation, input);
    if (limits.some(({ key, perSecond }) => this.#recent(key, at).length >= perSecond)) return refusal(service);
    for (const { key } of limits) this.#admitted.set(key, [...this.#recent(key, at), at]);
    return undefined;
  }

  #recent(key: string, at: number): readonly number[] {
    return (this.#admitted.get(key) ?? []).filter((admitted) => admitted > at - second);
  }
}

function limitsOf(service: string, operation: string, input: Json): readonly { key: string; perSecond: number }[] {
  const category = categories.find(
    (row) => row.service === service && (row.operations === undefined || row.operations.includes(operation)),
  );
  const shared = category && [{ key: `${service} ${category.name}`, perSecond: category.perSecond }];
  const pool = service === 'cognito-idp' && typeof input.UserPoolId === 'string' && input.UserPoolId;
  return [
    ...(shared ?? []),
    ...(pool ? [{ key: `${service} ${operation} ${pool}`, perSecond: perOperationAndPool }] : []),
  ];
}

function refusal(service: string): AwsError {
  if (service === 'lambda') return new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
  return service === 'cognito-idp'
    ? new AwsError('TooManyRequestsException', 'Rate exceeded')
    : new AwsError('ThrottlingException', 'Rate exceeded');
}
