import { Duration, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AllowedPrefix, CognitoSsmSyncProps } from './props.ts';
import { settings } from './settings.ts';

/** A deployment's properties with everything decided, and what is refused. */
export interface Properties
  extends Required<Omit<CognitoSsmSyncProps, 'createKey' | 'customerKeys' | 'userPools' | 'alarmTopic'>> {
  readonly userPools: readonly string[] | undefined;
  readonly createKeyArn: string | undefined;
  readonly customerKeyArns: readonly string[];
  readonly alarmTopic: ITopic | undefined;
}

/**
 * Narrower than in the environment: it is part of the names of queues (80 characters, no dot), of the stack and of the
 * trail, which takes no two hyphens together.
 */
export const deploymentNames = {
  pattern: /^(?=.{1,40}$)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/,
  accepted: 'a letter, then up to 39 of A-Z a-z 0-9 -, no two - together and none at the end',
} as const;

/** Thrown at synth: what is wrong with the properties, all of it, each fault a sentence. */
export class PropertiesError extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'PropertiesError';
  }
}

/** Parameter Store's 15 levels, less the one that is the parameter's own. */
const maximumLevels = 14;

/**
 * Refuses what the function would refuse at its start, and what AWS would refuse at deployment or ever after. The
 * region is the stack's; it may be a token.
 */
export function decideProperties(given: CognitoSsmSyncProps, region: string): Properties {
  const { createKey, customerKeys = [] } = given;
  const keyArns = [...(createKey ? [createKey] : []), ...customerKeys].map(({ keyArn }) => keyArn);
  const decided: Properties = {
    targets: given.targets,
    deploymentName: given.deploymentName ?? 'cognito-ssm-sync',
    tagPrefix: given.tagPrefix ?? 'ssm-sync',
    sweepInterval: given.sweepInterval ?? Duration.minutes(settings.sweepIntervalMinutes),
    mode: given.mode ?? 'apply',
    create: given.create ?? 'always',
    createKeyArn: createKey?.keyArn,
    customerKeyArns: [...new Set(keyArns)],
    userPools: given.userPools,
    logRetention: given.logRetention ?? RetentionDays.THREE_MONTHS,
    alarmTopic: given.alarmTopic,
    trail: given.trail ?? false,
  };
  const faults = [...faultsOf(decided), ...faultsOfTopic(decided.alarmTopic, region)];
  if (faults.length > 0) throw new PropertiesError(faults);
  return decided;
}

function faultsOf(properties: Properties): readonly string[] {
  const { targets, deploymentName, tagPrefix, sweepInterval, mode, create, userPools, logRetention, trail } =
    properties;
  const minutes = sweepInterval.toMinutes({ integral: false });
  return [
    ...faultsOfTargets(targets),
    ...unless(deploymentNames.pattern.test(deploymentName), 'deploymentName', deploymentName, deploymentNames.accepted),
    ...unless(
      /^(?!aws)[A-Za-z0-9_.-]{1,32}$/i.test(tagPrefix),
      'tagPrefix',
      tagPrefix,
      '1 to 32 of A-Z a-z 0-9 _ . -, not beginning with aws',
    ),
    ...unless(
      Number.isInteger(minutes) && minutes >= 15 && minutes <= 1440,
      'sweepInterval',
      `${minutes} minutes`,
      'whole minutes, 15 minutes to 24 hours',
    ),
    ...unless(['apply', 'report'].includes(mode), 'mode', mode, 'apply or report'),
    ...unless(['always', 'never'].includes(create), 'create', create, 'always or never'),
    ...(userPools === undefined ? [] : faultsOfPools('userPools', userPools)),
    ...unless(
      logRetention in RetentionDays,
      'logRetention',
      logRetention,
      'a number of days that CloudWatch Logs knows',
    ),
    ...unless(typeof trail === 'boolean', 'trail', trail, 'true, or false where the account has a trail'),
  ];
}

function faultsOfTargets(targets: readonly AllowedPrefix[] | undefined): readonly string[] {
  const accepted = 'prefixes that begin and end with /, made of A-Z a-z 0-9 _ . -, like [{ prefix: "/layered-apis/" }]';
  if (targets === undefined || targets.length === 0) return unless(false, 'targets', targets, accepted);
  const before = (prefix: string, index: number) => targets.slice(0, index).some((other) => other.prefix === prefix);
  return targets.flatMap(({ prefix, pools }, index) => [
    ...faultsOfPrefix(`targets[${index}].prefix`, prefix, accepted),
    ...unless(!before(prefix, index), `targets[${index}].prefix`, prefix, 'each prefix once, with all its pools'),
    ...(pools === undefined ? [] : faultsOfPools(`targets[${index}].pools`, pools)),
  ]);
}

/** No parameter could ever lie under it: AWS reserves the name, or it is too deep. */
function faultsOfPrefix(name: string, prefix: string, accepted: string): readonly string[] {
  if (!/^\/([A-Za-z0-9_.-]+\/)*$/.test(prefix)) return unless(false, name, prefix, accepted);
  const levels = prefix.split('/').length - 2;
  return [
    ...unless(!/^\/(aws|ssm)/i.test(prefix), name, prefix, 'a first level that does not begin with aws or ssm'),
    ...unless(levels <= maximumLevels, name, prefix, `at most ${maximumLevels} levels`),
  ];
}

/** An alarm tells topics of its own region only. Where a token stands for either, AWS will say it. */
function faultsOfTopic(topic: ITopic | undefined, region: string): readonly string[] {
  if (topic === undefined || Token.isUnresolved(region) || Token.isUnresolved(topic.env.region)) return [];
  return unless(topic.env.region === region, 'alarmTopic', topic.topicArn, `a topic of the stack's region, ${region}`);
}

/** A pool of the same app has no id yet; its token is taken as it is. */
function faultsOfPools(name: string, pools: readonly string[]): readonly string[] {
  const accepted = 'ids of user pools like eu-west-1_AbCdEfGhI; leave it out for all pools';
  if (pools.length === 0) return unless(false, name, pools, accepted);
  return pools.flatMap((pool, index) =>
    unless(Token.isUnresolved(pool) || /^[\w-]+_[0-9a-zA-Z]+$/.test(pool), `${name}[${index}]`, pool, accepted),
  );
}

function unless(fine: boolean, name: string, found: unknown, accepted: string): readonly string[] {
  const said = found === undefined ? 'missing' : JSON.stringify(found);
  return fine ? [] : [`${name} is ${said}. Accepted: ${accepted}.`];
}
