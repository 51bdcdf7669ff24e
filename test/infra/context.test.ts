import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { contextNames, propsOf, readContext } from '../../infra/context.ts';
import { PropertiesError } from '../../infra/properties.ts';
import type { CognitoSsmSyncProps } from '../../infra/props.ts';

/** The properties that the app makes of this context. */
function props(context: object): CognitoSsmSyncProps {
  const app = new App({ context: { ...context } });
  return propsOf(readContext(app), new Stack(app, 'Stack'));
}

function faults(context: object): readonly string[] {
  try {
    props(context);
    return [];
  } catch (error) {
    if (error instanceof PropertiesError) return error.message.split('\n');
    throw error;
  }
}

describe('the context', () => {
  test.each<[unknown, CognitoSsmSyncProps['targets']]>([
    ['/a/', [{ prefix: '/a/' }]],
    ['/a/,/b/', [{ prefix: '/a/' }, { prefix: '/b/' }]],
    ['[{"prefix":"/a/","pools":["x"]}]', [{ prefix: '/a/', pools: ['x'] }]],
    [[{ prefix: '/a/' }], [{ prefix: '/a/' }]],
  ])('holds the targets as text, as JSON in text, or as JSON: %j', (targets, read) => {
    expect(props({ targets }).targets).toEqual(read);
  });

  test.each<[unknown]>([['30'], [30]])('holds a number as text or as a number: %j', (sweepIntervalMinutes) => {
    expect(props({ targets: '/a/', sweepIntervalMinutes }).sweepInterval?.toMinutes()).toBe(30);
  });

  test.each<[unknown, boolean]>([
    ['true', true],
    ['false', false],
    [true, true],
  ])('holds a yes or no as text or as it is: %j', (trail, read) => {
    expect(props({ targets: '/a/', trail }).trail).toBe(read);
  });

  test.each<[unknown]>([['x,y'], [['x', 'y']]])('holds a list as text or as a list: %j', (userPools) => {
    expect(props({ targets: '/a/', userPools }).userPools).toEqual(['x', 'y']);
  });

  test('leaves what it does not say to the construct', () => {
    expect(props({ targets: '/a/' })).toEqual({
      targets: [{ prefix: '/a/' }],
      deploymentName: 'cognito-ssm-sync',
      customerKeys: [],
    });
  });

  test.each<[object, string]>([
    [{ targets: undefined }, 'targets is missing. Accepted: prefixes like /layered-apis/,/audit/ or JSON like '],
    [{ targets: '[{"prefix":1}]' }, 'targets is "[{\\"prefix\\":1}]". Accepted: prefixes '],
    [{ targets: '[{"prefix":"/a/"' }, 'targets is "[{\\"prefix\\":\\"/a/\\"". Accepted: '],
    [{ targets: [{ prefix: '/a/', pool: 'x' }] }, 'targets is [{"prefix":"/a/","pool":"x"}]. Accepted: '],
    [{ deploymentName: '1' }, 'deploymentName is "1". Accepted: a letter, then up to 39 '],
    [
      { sweepIntervalMinutes: 'x' },
      'sweepIntervalMinutes is "x". Accepted: a whole number of minutes; say it with -c ',
    ],
    [{ logRetentionDays: '-1' }, 'logRetentionDays is "-1". Accepted: a whole number of days; '],
    [{ mode: 'dry' }, 'mode is "dry". Accepted: apply or report; say it with -c mode=…'],
    [{ trail: 'yes' }, 'trail is "yes". Accepted: true or false; say it with -c trail=…'],
    [{ create: '' }, 'create is "". Accepted: always or never; '],
    [{ createKeyArn: 'alias/x' }, 'createKeyArn is "alias/x". Accepted: the ARN of a KMS key (no alias); '],
    [
      { customerKeyArns: 'x' },
      'customerKeyArns is "x". Accepted: ARNs of KMS keys (no aliases), separated by commas; ',
    ],
    [{ alarmTopicArn: 'people' }, 'alarmTopicArn is "people". Accepted: the ARN of an SNS topic; '],
    [{ userPools: 1 }, 'userPools is 1. Accepted: ids of user pools, separated by commas; '],
    [{ tagPrefix: 1 }, 'tagPrefix is 1. Accepted: a text; '],
  ])('is refused by a sentence: %j', (context, sentence) => {
    const said = faults({ targets: '/a/', ...context });
    expect(said).toHaveLength(1);
    expect(said[0]?.slice(0, sentence.length)).toBe(sentence);
  });

  test.each<[string, string]>([
    ['target', 'targets'],
    ['deploymentname', 'deploymentName'],
    ['deployment-name', 'deploymentName'],
    ['sweepInterval', 'sweepIntervalMinutes'],
    ['createKey', 'createKeyArn'],
    ['customerKeys', 'customerKeyArns'],
    ['pools', 'userPools'],
    ['modes', 'mode'],
    ['trial', 'trail'],
  ])('is refused where it is misspelled, by the nearest name: %s', (name, nearest) => {
    expect(faults({ targets: '/a/', [name]: 'something' })).toEqual([`${name} is no setting. Is it ${nearest}?`]);
  });

  test('is refused where it is like no setting, by all names', () => {
    expect(faults({ targets: '/a/', verbose: true })).toEqual([
      `verbose is no setting. There are ${contextNames.join(', ')}.`,
    ]);
  });

  test('names what is unknown together with what is wrong', () => {
    expect(faults({ tragets: '/a/', mode: 'dry' }).map((said) => said.split(' ', 2).join(' '))).toEqual([
      'tragets is',
      'targets is',
      'mode is',
    ]);
  });

  test.each([
    '@aws-cdk/core:stackRelativeExports',
    'aws:cdk:enable-path-metadata',
    'availability-zones:account=123456789012:region=eu-west-1',
    'vpc-provider:account=123456789012:filter.isDefault=true:region=eu-west-1',
    'acknowledged-issue-numbers',
    'cli-telemetry',
    'assets-ecr-repository-name',
  ])('may have what the CDK itself puts there: %s', (name) => {
    expect(faults({ targets: '/a/', [name]: true })).toEqual([]);
  });

  test('is documented, every name of it and no other', () => {
    const [, settings = ''] = readFileSync('docs/operations.md', 'utf8').split(/^## Settings$/m);
    const rows = [...(settings.split(/^## /m)[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(contextNames);
  });

  test('is documented beside the property that each name stands for, every property and no other', () => {
    const [, settings = ''] = readFileSync('docs/operations.md', 'utf8').split(/^## Settings$/m);
    const rows = [...(settings.split(/^## /m)[0] ?? '').matchAll(/^\| `\w+` \| `(\w+)` \|/gm)];
    const [, props = ''] = readFileSync('infra/props.ts', 'utf8').split('interface CognitoSsmSyncProps {');
    const properties = [...props.matchAll(/^ {2}readonly (\w+)\??:/gm)];
    expect(rows.map(([, name]) => name)).toEqual(properties.map(([, name]) => name));
  });
});
