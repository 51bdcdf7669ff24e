import { describe, expect, test } from 'vitest';
import type { Tags } from '../../lambdas/core/ownership.ts';
import { Secret } from '../../lambdas/core/secret.ts';
import { AwsError } from '../local-aws/service.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

const owner = { 'ssm-sync:managed': 'true', 'ssm-sync:owner:auth.cognito': 'eu-west-1_A 1x test' };
const ours: Tags = new Map(Object.entries(owner));
const text = new Secret('{"auth":1}');

/** From now on the operation is refused with this error, so many times. */
function refuse(aws: EmbeddedAws, operation: string, code: string, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  aws.dispatcher.interfere({
    before: (call) =>
      call.operation === operation && left-- > 0
        ? { kind: 'error', error: new AwsError(code, 'says AWS', 400) }
        : undefined,
  });
}

const fill = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `team-${index}`, Value: 'x' }));

describe('the tags of a parameter', () => {
  test('are all of them, whoever gave them', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Tags: [{ Key: 'team', Value: '' }, ...fill(1)] });
    expect(await aws.finish(aws.parameters.tags('/apis/a'))).toEqual(
      new Map([
        ['team', ''],
        ['team-0', 'x'],
      ]),
    );
  });

  test('are none where it has none, and unknown where it does not exist', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    expect(await aws.finish(aws.parameters.tags('/apis/a'))).toEqual(new Map());
    expect(await aws.finish(aws.parameters.tags('/apis/b'))).toBeUndefined();
  });

  test.each([
    ['refused', 'AccessDeniedException', 'call-refused'],
    ['throttled for good', 'ThrottlingException', 'call-failed'],
  ])('that are %s are a failure, and not none', async (_, code, finding) => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    refuse(aws, 'ListTagsForResource', code);
    expect(await rejection(aws, aws.parameters.tags('/apis/a'))).toMatchObject({
      finding: { code: finding, operation: 'ListTagsForResource', error: code },
    });
  });

  test('are asked for again after a throttle', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Tags: fill(1) });
    refuse(aws, 'ListTagsForResource', 'ThrottlingException', 2);
    expect(await aws.finish(aws.parameters.tags('/apis/a'))).toEqual(new Map([['team-0', 'x']]));
  });
});

describe('tagging a parameter', () => {
  test('adds to its tags and goes over those of the same keys', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Tags: [...fill(1), { Key: 'ssm-sync:managed', Value: 'no' }] });
    await aws.finish(aws.parameters.tag('/apis/a', ours));
    expect(aws.parameterStore.tagsOf('/apis/a')).toEqual({ 'team-0': 'x', ...owner });
    expect(aws.parameterStore.versions('/apis/a')).toHaveLength(1);
  });

  test('that is gone makes nothing, and is no error', async () => {
    const aws = createEmbeddedAws();
    await aws.finish(aws.parameters.tag('/apis/a', ours));
    expect(aws.parameterStore.names()).toEqual([]);
  });

  test.each([
    ['refused', 'AccessDeniedException', 'call-refused'],
    ['throttled for good', 'ThrottlingException', 'call-failed'],
    ['under way elsewhere', 'TooManyUpdates', 'call-failed'],
  ])('that is %s says so', async (_, code, finding) => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    refuse(aws, 'AddTagsToResource', code);
    expect(await rejection(aws, aws.parameters.tag('/apis/a', ours))).toMatchObject({
      finding: { code: finding, operation: 'AddTagsToResource', error: code },
    });
  });

  test('with 49 tags is refused for its two, and none of them is added', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Tags: fill(49) });
    expect(await rejection(aws, aws.parameters.tag('/apis/a', ours))).toMatchObject({
      finding: { code: 'call-refused', operation: 'AddTagsToResource', error: 'TooManyTagsError' },
    });
    expect(Object.keys(aws.parameterStore.tagsOf('/apis/a'))).toHaveLength(49);
  });
});

describe('creating a parameter with tags', () => {
  test('gives it both at once', async () => {
    const aws = createEmbeddedAws();
    expect(await aws.finish(aws.parameters.create('/apis/a', text, ours))).toBe('created');
    expect(aws.parameterStore.tagsOf('/apis/a')).toEqual(owner);
    expect(aws.counted).toEqual(['PutParameter']);
  });

  test('gives no tags to one that exists', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Tags: fill(1) });
    expect(await aws.finish(aws.parameters.create('/apis/a', text, ours))).toBe('exists');
    expect(aws.parameterStore.tagsOf('/apis/a')).toEqual({ 'team-0': 'x' });
  });

  test('that is refused makes nothing', async () => {
    const aws = createEmbeddedAws();
    refuse(aws, 'PutParameter', 'AccessDeniedException');
    expect(await rejection(aws, aws.parameters.create('/apis/a', text, ours))).toMatchObject({
      finding: { code: 'call-refused', operation: 'PutParameter' },
    });
    expect(aws.parameterStore.names()).toEqual([]);
  });
});
