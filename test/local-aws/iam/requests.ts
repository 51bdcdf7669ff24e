/**
 * What a call needs: which actions on which resources, all of which must be allowed. After AWS's Service Authorization
 * Reference; one row an operation, and an operation without a row throws.
 */
import type { Json } from '../service.ts';
import { type Check, type Mapping, objectsOf, type Surroundings, textsOf } from './check.ts';
import { keyArn } from './key-checks.ts';
import { lambdaChecks } from './lambda-requests.ts';
import { parameterChecks } from './parameter-checks.ts';
import { queueChecks } from './queue-checks.ts';
import { ruleChecks } from './rule-checks.ts';
import { trailChecks } from './trail-checks.ts';
import { userPoolChecks } from './user-pool-checks.ts';

/** By the names that the services have in call records. */
const rows: Readonly<Record<string, Readonly<Record<string, Mapping>>>> = {
  ssm: parameterChecks,
  'cognito-idp': userPoolChecks,
  tagging: { GetResources: () => [{ action: 'tag:GetResources', resource: '*' }] },
  sqs: queueChecks,
  cloudtrail: trailChecks,
  kms: {
    DescribeKey: ({ KeyId }, { site }) =>
      textsOf(KeyId).map((keyId) => ({ action: 'kms:DescribeKey', resource: keyArn(keyId, site) })),
  },
  lambda: lambdaChecks,
  monitoring: { GetMetricData: () => [{ action: 'cloudwatch:GetMetricData', resource: '*' }] },
  events: {
    PutEvents: (input, surroundings) => objectsOf(input.Entries).map((entry) => onBus(entry, surroundings)),
    ...ruleChecks,
  },
  scheduler: {
    GetSchedule: ({ Name, GroupName = 'default' }, { site: { partition, region, account } }) =>
      textsOf(Name).map((name) => ({
        action: 'scheduler:GetSchedule',
        resource: `arn:${partition}:scheduler:${region}:${account}:schedule/${String(GroupName)}/${name}`,
      })),
  },
  // "No permissions are required": even a Deny does not keep it from anybody.
  sts: { GetCallerIdentity: () => [] },
};

/** Throws an Error, which is no answer of AWS's, for an operation that has no row. */
export function checksOf(
  service: string,
  operation: string,
  input: Json,
  surroundings: Surroundings,
): readonly Check[] {
  const ofService = Object.hasOwn(rows, service) ? rows[service] : undefined;
  const mapping = ofService && Object.hasOwn(ofService, operation) ? ofService[operation] : undefined;
  if (mapping === undefined) throw new Error(`Nobody has said what ${service} ${operation} needs of IAM.`);
  return mapping(input, surroundings);
}

/** Of one event: the default bus unless it names another, by name or ARN. */
function onBus(
  { EventBusName = 'default', Source, DetailType }: Json,
  { site: { partition, region, account } }: Surroundings,
): Check {
  const bus = String(EventBusName);
  return {
    action: 'events:PutEvents',
    resource: bus.startsWith('arn:') ? bus : `arn:${partition}:events:${region}:${account}:event-bus/${bus}`,
    context: {
      ...(typeof Source === 'string' && { 'events:source': Source }),
      ...(typeof DetailType === 'string' && { 'events:detail-type': DetailType }),
    },
  };
}
