import { describe, expect, test } from 'vitest';
import { AwsError } from '../local-aws/service.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

describe('the metadata of parameters', () => {
  test('are tier, key and version, of those that exist', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/standard');
    await putParameter(aws, '/apis/advanced', { Tier: 'Advanced', KeyId: 'alias/theirs' });
    await putParameter(aws, '/apis/text', { Type: 'String' });
    const asked = ['/apis/standard', '/apis/advanced', '/apis/text', '/apis/none'];
    expect(Object.fromEntries(await aws.finish(aws.parameters.metadata(asked)))).toEqual({
      '/apis/standard': { tier: 'Standard', keyId: 'alias/aws/ssm', version: 1 },
      '/apis/advanced': { tier: 'Advanced', keyId: 'alias/theirs', version: 1 },
      '/apis/text': { tier: 'Standard', version: 1 },
    });
  });

  test('are read by fifties', async () => {
    const aws = createEmbeddedAws();
    const names = Array.from({ length: 120 }, (_, index) => `/apis/p${index}`);
    for (const name of names) await putParameter(aws, name);
    const found = await aws.finish(aws.parameters.metadata(names));
    expect([...found.keys()].sort()).toEqual([...names].sort());
    expect(aws.dispatcher.count('DescribeParameters')).toBe(3);
  });

  test('are complete though pages are short, and the first is empty', async () => {
    const aws = createEmbeddedAws();
    const names = Array.from({ length: 60 }, (_, index) => `/apis/p${index}`);
    for (const name of names) await putParameter(aws, name);
    aws.parameterStore.shortenPages(7);
    const found = await aws.finish(aws.parameters.metadata(names));
    expect([...found.keys()].sort()).toEqual([...names].sort());
    // An empty page and eight of seven for fifty names, an empty one and two for ten.
    expect(aws.dispatcher.count('DescribeParameters')).toBe(12);
  });

  test.each(['orders', '/orders'])('are found for a name of one level, created as %s', async (created) => {
    const aws = createEmbeddedAws();
    await putParameter(aws, created, { Tier: 'Advanced' });
    expect((await aws.finish(aws.parameters.metadata(['/orders']))).get('/orders')?.tier).toBe('Advanced');
  });

  test('that cannot be read on a later page are not taken for absent', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    aws.parameterStore.shortenPages(1);
    aws.amend(aws.parameterStore, 'DescribeParameters', (original) => (input, call) => {
      if (input.NextToken !== undefined) throw new AwsError('AccessDeniedException', 'refused');
      return original(input, call);
    });
    expect(await rejection(aws, aws.parameters.metadata(['/apis/a']))).toMatchObject({
      finding: { code: 'call-refused', operation: 'DescribeParameters', error: 'AccessDeniedException' },
    });
  });

  test('of nothing call nobody', async () => {
    const aws = createEmbeddedAws();
    expect((await aws.finish(aws.parameters.metadata([]))).size).toBe(0);
    expect(aws.dispatcher.calls).toEqual([]);
  });
});
