import { App, Duration, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import { CognitoSsmSync } from '../../infra/cognito-ssm-sync.ts';
import { decideProperties, PropertiesError } from '../../infra/properties.ts';
import type { CognitoSsmSyncProps } from '../../infra/props.ts';
import { ConfigurationError, parseConfiguration } from '../../lambdas/core/configuration.ts';

const targets = [{ prefix: '/layered-apis/' }];
const pool = 'eu-west-1_AbCdEfGhI';

/** What is said of these properties. They may be what TypeScript would not let through: not everybody uses it. */
function faults(given: object): readonly string[] {
  const props: CognitoSsmSyncProps = { targets, ...given };
  try {
    decideProperties(props, 'eu-west-1');
    return [];
  } catch (error) {
    if (error instanceof PropertiesError) return error.message.split('\n');
    throw error;
  }
}

describe('a bad property is refused by a sentence that names it, what was found and what is accepted', () => {
  test.each<[object, string]>([
    [{ targets: undefined }, 'targets is missing. Accepted: prefixes that begin and end with /, '],
    [{ targets: [] }, 'targets is []. Accepted: prefixes that begin and end with /, '],
    [{ targets: [{ prefix: '/a' }] }, 'targets[0].prefix is "/a". Accepted: prefixes that begin and end with /, '],
    [{ targets: [...targets, { prefix: 'a/' }] }, 'targets[1].prefix is "a/". '],
    ...['/aws/', '/AWS-own/a/', '/ssm/', '/Ssm.x/'].map((prefix): [object, string] => [
      { targets: [{ prefix }] },
      `targets[0].prefix is "${prefix}". Accepted: a first level that does not begin with aws or ssm.`,
    ]),
    [
      { targets: [{ prefix: '/a'.repeat(15).concat('/') }] },
      `targets[0].prefix is "${'/a'.repeat(15)}/". Accepted: at most 14 levels.`,
    ],
    [
      { targets: [{ prefix: '/a/', pools: [pool] }, ...targets, { prefix: '/a/' }] },
      'targets[2].prefix is "/a/". Accepted: each prefix once, with all its pools.',
    ],
    [{ targets: [{ prefix: '/a/', pools: [] }] }, 'targets[0].pools is []. Accepted: ids of user pools like '],
    [{ targets: [{ prefix: '/a/', pools: [pool, 'x'] }] }, 'targets[0].pools[1] is "x". Accepted: ids of user pools '],
    [
      { deploymentName: 'a.b' },
      'deploymentName is "a.b". Accepted: a letter, then up to 39 of A-Z a-z 0-9 -, no two - ',
    ],
    [{ deploymentName: 'x'.repeat(41) }, `deploymentName is "${'x'.repeat(41)}". `],
    [{ deploymentName: 'a--b' }, 'deploymentName is "a--b". '],
    [{ deploymentName: 'a-' }, 'deploymentName is "a-". '],
    [{ deploymentName: '1a' }, 'deploymentName is "1a". '],
    [{ tagPrefix: 'aws-sync' }, 'tagPrefix is "aws-sync". Accepted: 1 to 32 of A-Z a-z 0-9 _ . -, not beginning with '],
    [
      { sweepInterval: Duration.minutes(14) },
      'sweepInterval is "14 minutes". Accepted: whole minutes, 15 minutes to 24 ',
    ],
    [{ sweepInterval: Duration.minutes(1441) }, 'sweepInterval is "1441 minutes". '],
    [{ sweepInterval: Duration.seconds(1830) }, 'sweepInterval is "30.5 minutes". '],
    [{ mode: 'dry' }, 'mode is "dry". Accepted: apply or report.'],
    [{ trail: 'true' }, 'trail is "true". Accepted: true, or false where the account has a trail.'],
    [{ create: 'maybe' }, 'create is "maybe". Accepted: always or never.'],
    [{ userPools: [] }, 'userPools is []. Accepted: ids of user pools like eu-west-1_AbCdEfGhI; leave it out for all '],
    [{ userPools: [`arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool}`] }, 'userPools[0] is "arn:'],
    [{ logRetention: 10 }, 'logRetention is 10. Accepted: a number of days that CloudWatch Logs knows.'],
  ])('%j', (given, sentence) => {
    const said = faults(given);
    expect(said).toHaveLength(1);
    expect(said[0]?.slice(0, sentence.length)).toBe(sentence);
  });

  test('all of them together', () => {
    expect(faults({ targets: [], mode: 'dry', userPools: ['x', 'y'] })).toHaveLength(4);
  });
});

describe('what may be given', () => {
  test.each<[object]>([
    [{ targets: [{ prefix: '/' }] }],
    [{ sweepInterval: Duration.minutes(15) }],
    [{ sweepInterval: Duration.days(1) }],
    [{ deploymentName: 'x'.repeat(40) }],
    [{ deploymentName: 'a-b-1' }],
    [{ targets: [{ prefix: '/a'.repeat(14).concat('/') }] }],
    [{ targets: [{ prefix: '/a/aws/ssm/' }, { prefix: '/a/' }, { prefix: '/A/' }] }],
  ])('to the edges: %j', (given) => {
    expect(faults(given)).toEqual([]);
  });

  test.each<[object, Readonly<Record<string, string>>]>([
    ...['/', '/a/', '/a/b.c/', '/A-_/', '//', '/a', 'a/', '', '/a b/', '/a//'].map(
      (prefix): [object, Record<string, string>] => [
        { targets: [{ prefix }] },
        { TARGETS: JSON.stringify([{ prefix }]) },
      ],
    ),
    ...[pool, 'us-gov-west-1_1', 'eu-west-1', 'x', '', `${pool}/x`].flatMap(
      (id): [object, Record<string, string>][] => [
        [{ userPools: [id] }, { USER_POOLS: JSON.stringify([id]) }],
        [{ targets: [{ prefix: '/a/', pools: [id] }] }, { TARGETS: JSON.stringify([{ prefix: '/a/', pools: [id] }]) }],
      ],
    ),
    ...['ssm-sync', 'AWSx', 'a.b_c', 'x'.repeat(32), 'x'.repeat(33), 'a:b'].map(
      (tagPrefix): [object, Record<string, string>] => [{ tagPrefix }, { TAG_PREFIX: tagPrefix }],
    ),
  ])('is exactly what the function accepts: %j', (given, variables) => {
    expect(faults(given).length === 0).toBe(isAccepted(variables));
  });

  test.each(['cognito-ssm-sync', 'A', 'x'.repeat(40)])('as a name, the function accepts too: %s', (deploymentName) => {
    expect(faults({ deploymentName })).toEqual([]);
    expect(isAccepted({ DEPLOYMENT: deploymentName })).toBe(true);
  });
});

describe('the alarms’ topic', () => {
  /** Makes the construct in a stack of this region, or of whatever region it is deployed to. */
  function put(topicRegion: string, region?: string): () => void {
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const stack = new Stack(app, 'Host', region === undefined ? {} : { env: { region } });
    const alarmTopic = Topic.fromTopicArn(stack, 'People', `arn:aws:sns:${topicRegion}:123456789012:people`);
    return () => void new CognitoSsmSync(stack, 'CognitoSsmSync', { targets, alarmTopic });
  }

  test('is refused in another region than the stack’s', () => {
    expect(put('us-east-1', 'eu-west-1')).toThrow(
      new PropertiesError([
        'alarmTopic is "arn:aws:sns:us-east-1:123456789012:people". Accepted: a topic of the stack\'s region, eu-west-1.',
      ]),
    );
  });

  test('is taken in the stack’s region, and anywhere while that is not known', () => {
    expect(put('eu-west-1', 'eu-west-1')).not.toThrow();
    expect(put('us-east-1')).not.toThrow();
  });
});

function isAccepted(variables: Readonly<Record<string, string>>): boolean {
  try {
    parseConfiguration({
      TARGETS: '[{"prefix":"/a/"}]',
      EVENT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events',
      SWEEP_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sweeps.fifo',
      AWS_REGION: 'eu-west-1',
      ...variables,
    });
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}
