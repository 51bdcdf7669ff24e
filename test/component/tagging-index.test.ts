import { describe, expect, test } from 'vitest';
import { AwsError } from '../local-aws/service.ts';
import { createPool, putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

describe('the tagged pools', () => {
  test('are those that bear the prefix, alone or before a colon', async () => {
    const aws = createEmbeddedAws();
    const declaring = [
      await createPool(aws, { UserPoolTags: { 'ssm-sync': '/apis/:clientName/prod' } }),
      await createPool(aws, { UserPoolTags: { team: 'a', 'ssm-sync:orders': '/apis/orders' } }),
    ];
    await createPool(aws, { UserPoolTags: { 'ssm-syncing': 'x', 'ssm-sync-2:orders': '/apis/orders' } });
    await createPool(aws, { UserPoolTags: { team: 'ssm-sync' } });
    await createPool(aws);
    expect(await aws.finish(aws.index.taggedPools('ssm-sync'))).toEqual([...declaring].sort());
  });

  test('are of all pages, though pages are short or empty while they carry a token', async () => {
    const aws = createEmbeddedAws();
    const declaring: string[] = [];
    for (let index = 0; index < 250; index++) {
      const id = await createPool(aws, { UserPoolTags: index % 5 === 0 ? { 'ssm-sync': '/apis/x' } : { team: 'a' } });
      if (index % 5 === 0) declaring.push(id);
      // Other resources fill pages of the index too.
      await putParameter(aws, `/apis/${index}`, { Tags: [{ Key: 'ssm-sync', Value: 'x' }] });
    }
    expect(await aws.finish(aws.index.taggedPools('ssm-sync'))).toEqual([...declaring].sort());
    // 500 resources by hundreds, after an empty first page.
    expect(aws.dispatcher.count('GetResources')).toBe(6);
  });

  test('are what the index knows by now', async () => {
    const aws = createEmbeddedAws({ tagLagMilliseconds: 60_000 });
    const id = await createPool(aws, { UserPoolTags: { 'ssm-sync': '/apis/x' } });
    expect(await aws.finish(aws.index.taggedPools('ssm-sync'))).toEqual([]);
    await aws.clock.advance(60_000);
    expect(await aws.finish(aws.index.taggedPools('ssm-sync'))).toEqual([id]);
  });

  test('are not those whose tag was taken off, which the index still lists', async () => {
    const aws = createEmbeddedAws();
    const id = await createPool(aws, { UserPoolTags: { 'ssm-sync': '/apis/x' } });
    const ResourceArn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`;
    await aws.perform(aws.cognito, 'UntagResource', { ResourceArn, TagKeys: ['ssm-sync'] });
    expect(await aws.finish(aws.index.taggedPools('ssm-sync'))).toEqual([]);
  });

  test('are none at all when a page fails: half a list would look like a whole one', async () => {
    const aws = createEmbeddedAws();
    await createPool(aws, { UserPoolTags: { 'ssm-sync': '/apis/x' } });
    aws.amend(aws.tagging, 'GetResources', (original) => (input, call) => {
      if (input.PaginationToken) throw new AwsError('PaginationTokenExpiredException', 'expired');
      return original(input, call);
    });
    expect(await rejection(aws, aws.index.taggedPools('ssm-sync'))).toMatchObject({
      finding: { code: 'call-failed', operation: 'GetResources', error: 'PaginationTokenExpiredException' },
    });
  });
});
