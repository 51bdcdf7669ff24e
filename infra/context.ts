import { Duration, type Stack } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import * as z from 'zod/mini';
import { faultsOfNames } from './context-names.ts';
import { deploymentNames, PropertiesError } from './properties.ts';
import type { CognitoSsmSyncProps } from './props.ts';

/**
 * The deployment as the command line (`-c name=value`, all of it text) or cdk.json's context (JSON as well) describes it:
 *
 *   targets                the prefixes: `/layered-apis/`, more after commas, or JSON where pools are bound
 *   deploymentName tagPrefix mode create
 *   userPools              ids of pools, separated by commas
 *   sweepIntervalMinutes logRetentionDays
 *   createKeyArn customerKeyArns alarmTopicArn
 *   trail                  true or false
 *
 * Only names and shapes are looked at here. The construct judges the values.
 */
const text = z.string();
const list = z.pipe(
  z.union([text, z.array(text)]),
  z.transform((value) => (typeof value === 'string' ? value.split(',') : value)),
);
const amount = z.union([z.number(), z.pipe(text.check(z.regex(/^\d{1,6}$/)), z.transform(Number))]);
const flag = z.union([
  z.boolean(),
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((value) => value === 'true'),
  ),
]);
const keyArn = text.check(z.regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/));

const context = z.object({
  targets: z.pipe(
    z.unknown(),
    z.pipe(z.transform(readTargets), z.array(z.strictObject({ prefix: text, pools: z.optional(z.array(text)) }))),
  ),
  deploymentName: z._default(text.check(z.regex(deploymentNames.pattern)), 'cognito-ssm-sync'),
  tagPrefix: z.optional(text),
  sweepIntervalMinutes: z.optional(amount),
  mode: z.optional(z.enum(['apply', 'report'])),
  create: z.optional(z.enum(['always', 'never'])),
  createKeyArn: z.optional(keyArn),
  customerKeyArns: z.optional(z.pipe(list, z.array(keyArn))),
  userPools: z.optional(list),
  logRetentionDays: z.optional(amount),
  alarmTopicArn: z.optional(text.check(z.regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w.-]+$/))),
  trail: z.optional(flag),
});

type Context = z.infer<typeof context>;

const accepted: Readonly<Record<keyof Context, string>> = {
  targets: 'prefixes like /layered-apis/,/audit/ or JSON like [{"prefix":"/audit/","pools":["eu-west-1_AbCdEfGhI"]}]',
  deploymentName: deploymentNames.accepted,
  tagPrefix: 'a text',
  sweepIntervalMinutes: 'a whole number of minutes',
  mode: 'apply or report',
  create: 'always or never',
  createKeyArn: 'the ARN of a KMS key (no alias)',
  customerKeyArns: 'ARNs of KMS keys (no aliases), separated by commas',
  userPools: 'ids of user pools, separated by commas',
  logRetentionDays: 'a whole number of days',
  alarmTopicArn: 'the ARN of an SNS topic',
  trail: 'true or false',
};

/** Everything that can be said. docs/operations.md is held against it. */
export const contextNames: readonly string[] = Object.keys(accepted);

/** What the context of this construct says, all of it; throws a `PropertiesError` that names every fault. */
export function readContext(scope: Construct): Context {
  const given = Object.fromEntries(contextNames.map((name) => [name, scope.node.tryGetContext(name)]));
  const faults = faultsOfNames(Object.keys(scope.node.getAllContext()), contextNames);
  const parsed = z.safeParse(context, given);
  if (parsed.success && faults.length === 0) return parsed.data;
  const names = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  throw new PropertiesError([...faults, ...[...names].map((name) => faultOf(name as keyof Context, given))]);
}

/** The properties that the context says, with keys and topic made known to this stack. */
export function propsOf(data: Context, scope: Stack): CognitoSsmSyncProps {
  const key = (arn: string): IKey => Key.fromKeyArn(scope, arn.slice(arn.indexOf('/') + 1), arn);
  return {
    targets: data.targets.map(({ prefix, pools }) => ({ prefix, ...(pools && { pools }) })),
    deploymentName: data.deploymentName,
    ...(data.tagPrefix !== undefined && { tagPrefix: data.tagPrefix }),
    ...(data.sweepIntervalMinutes !== undefined && { sweepInterval: Duration.minutes(data.sweepIntervalMinutes) }),
    ...(data.mode && { mode: data.mode }),
    ...(data.create && { create: data.create }),
    ...(data.createKeyArn && { createKey: key(data.createKeyArn) }),
    customerKeys: [...new Set(data.customerKeyArns)].filter((arn) => arn !== data.createKeyArn).map(key),
    ...(data.userPools && { userPools: data.userPools }),
    ...(data.logRetentionDays !== undefined && { logRetention: data.logRetentionDays }),
    ...(data.alarmTopicArn && { alarmTopic: Topic.fromTopicArn(scope, 'AlarmTopic', data.alarmTopicArn) }),
    ...(data.trail !== undefined && { trail: data.trail }),
  };
}

function readTargets(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (!value.startsWith('[')) return value.split(',').map((prefix) => ({ prefix }));
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function faultOf(name: keyof Context, given: Readonly<Record<string, unknown>>): string {
  const found = given[name] === undefined ? 'missing' : JSON.stringify(given[name]);
  return `${name} is ${found}. Accepted: ${accepted[name]}; say it with -c ${name}=…`;
}
