import { describe, expect, test } from 'vitest';
import { AwsError } from '../local-aws/service.ts';
import { createPool, putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

/** What the tagging index tells of the places that parameters give to user pools. */
const [here, there] = ['eu-west-1_Here', 'eu-west-1_There'];
const managed = { 'ssm-sync:managed': 'true' };
const key = 'ssm-sync:owner:auth.cognito';

async function put(aws: EmbeddedAws, name: string, tags: Readonly<Record<string, string>>): Promise<void> {
  await putParameter(aws, name, { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) });
}

/** Those in the deployment's own name, by user pool. */
const owned = async (aws: EmbeddedAws, deployment = 'test') => {
  const found = await aws.finish(aws.index.ownedPlaces(deployment));
  return Object.fromEntries([...found].map(([userPoolId, { owned }]) => [userPoolId, owned]));
};

describe('the owned places', () => {
  test('are told by user pool: each place with its client', async () => {
    const aws = createEmbeddedAws();
    await put(aws, '/apis/a', { ...managed, [key]: `${here} 1a test`, 'ssm-sync:owner:x': `${there} 1b test` });
    await put(aws, '/apis/b', { ...managed, team: 'b', [key]: `${here} 1c test` });
    expect(await owned(aws)).toEqual({
      [here]: [
        { parameter: '/apis/a', place: 'auth.cognito', clientId: '1a' },
        { parameter: '/apis/b', place: 'auth.cognito', clientId: '1c' },
      ],
      [there]: [{ parameter: '/apis/a', place: 'x', clientId: '1b' }],
    });
  });

  test('are this deployment’s apart from others’, and of tags that make sense', async () => {
    const aws = createEmbeddedAws();
    await put(aws, '/apis/a', { ...managed, [key]: `${here} 1a blue`, 'ssm-sync:owner:x': `${here} 1b test` });
    await put(aws, '/apis/b', { ...managed, [key]: 'nobody', 'ssm-sync:orders': `${here} 1c test` });
    await put(aws, '/apis/c', { [key]: `${here} 1d test` });
    await put(aws, '/apis/d', { 'ssm-sync:managed': 'false', [key]: `${here} 1e test` });
    await createPool(aws, { UserPoolTags: { ...managed, [key]: `${here} 1f test` } });
    expect(await owned(aws)).toEqual({ [here]: [{ parameter: '/apis/a', place: 'x', clientId: '1b' }] });
    const [blue, green] = [
      { parameter: '/apis/a', place: 'auth.cognito', clientId: '1a' },
      { parameter: '/apis/a', place: 'x', clientId: '1b' },
    ];
    expect(await aws.finish(aws.index.ownedPlaces('blue'))).toEqual(
      new Map([[here, { owned: [blue], foreign: [green] }]]),
    );
    expect(await owned(aws, 'green')).toEqual({ [here]: [] });
  });

  test('are of all pages, though pages are short or empty while they carry a token', async () => {
    const aws = createEmbeddedAws();
    for (let index = 0; index < 250; index++)
      await put(aws, `/apis/${index}`, { ...(index % 125 === 0 && managed), [key]: `${here} 1a test` });
    expect(
      Object.values(await owned(aws))
        .flat()
        .map(({ parameter }) => parameter),
    ).toEqual(['/apis/0', '/apis/125']);
    // 250 resources by hundreds, after an empty first page.
    expect(aws.dispatcher.count('GetResources')).toBe(4);
  });

  test.each(['parameter/apis/a', 'parameter//apis/a'])('are of one spelling where an ARN ends with %s', async (end) => {
    const aws = createEmbeddedAws();
    aws.amend(aws.tagging, 'GetResources', () => () => ({
      PaginationToken: '',
      ResourceTagMappingList: [
        {
          ResourceARN: `arn:aws:ssm:eu-west-1:123456789012:${end}`,
          Tags: [{ Key: key, Value: `${here} 1a test` }],
        },
      ],
    }));
    expect(await owned(aws)).toEqual({ [here]: [{ parameter: '/apis/a', place: 'auth.cognito', clientId: '1a' }] });
  });

  test('are what the index knows by now', async () => {
    const aws = createEmbeddedAws({ tagLagMilliseconds: 60_000 });
    await put(aws, '/apis/a', { ...managed, [key]: `${here} 1a test` });
    expect(await owned(aws)).toEqual({});
    await aws.clock.advance(60_000);
    expect(Object.keys(await owned(aws))).toEqual([here]);
    await aws.perform(aws.parameterStore, 'DeleteParameter', { Name: '/apis/a' });
    expect(Object.keys(await owned(aws))).toEqual([here]);
    await aws.clock.advance(60_000);
    expect(await owned(aws)).toEqual({});
  });

  test('are not told in part: half a list would make orphans of nothing and tags of everything', async () => {
    const aws = createEmbeddedAws();
    await put(aws, '/apis/a', { ...managed, [key]: `${here} 1a test` });
    aws.amend(aws.tagging, 'GetResources', (original) => (input, call) => {
      if (input.PaginationToken) throw new AwsError('PaginationTokenExpiredException', 'expired');
      return original(input, call);
    });
    expect(await rejection(aws, aws.index.ownedPlaces('test'))).toMatchObject({
      finding: { code: 'call-failed', operation: 'GetResources', error: 'PaginationTokenExpiredException' },
    });
  });
});
