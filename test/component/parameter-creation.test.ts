import { describe, expect, test } from 'vitest';
import { Secret } from '../../lambdas/core/secret.ts';
import type { Switches } from '../local-aws/switches.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

const ours = new Secret('{"auth":1}');

describe('creating a parameter', () => {
  test.each<Switches['defaultTier']>(['Standard', 'Advanced', 'Intelligent-Tiering'])(
    'makes a Standard SecureString under the key of AWS, though the account prefers %s',
    async (defaultTier) => {
      const aws = createEmbeddedAws({ switches: { defaultTier } });
      expect(await aws.finish(aws.parameters.create('/apis/a', ours))).toBe('created');
      expect(aws.parameterStore.value('/apis/a')).toBe('{"auth":1}');
      expect(aws.parameterStore.describe('/apis/a')).toMatchObject({
        Type: 'SecureString',
        Tier: 'Standard',
        KeyId: 'alias/aws/ssm',
        Version: 1,
        DataType: 'text',
      });
    },
  );

  test('is under the customer key that the deployment names', async () => {
    const aws = createEmbeddedAws({ createKeyId: 'alias/ours' });
    await aws.finish(aws.parameters.create('/apis/a', ours));
    expect(aws.parameterStore.describe('/apis/a')).toMatchObject({ Type: 'SecureString', KeyId: 'alias/ours' });
  });

  test.each([
    ['/apis/a', 'SecureString'],
    ['/apis/a', 'String'],
    ['orders', 'SecureString'],
  ])('never overwrites: %s, a %s, stands as it stood', async (name, type) => {
    const aws = createEmbeddedAws();
    await putParameter(aws, name, { Value: 'theirs', Type: type });
    const spelled = name.startsWith('/') ? name : `/${name}`;
    expect(await aws.finish(aws.parameters.create(spelled, ours))).toBe('exists');
    expect(aws.parameterStore.versions(name).map(({ value }) => value)).toEqual(['theirs']);
  });

  test.each<Switches['undecryptable']>(['fails-the-call', 'reported-invalid'])(
    'of one that stands there undecryptable says that its key is the reason, and leaves it alone (%s)',
    async (undecryptable) => {
      const aws = createEmbeddedAws({ switches: { undecryptable } });
      await putParameter(aws, '/apis/a', { Value: 'theirs', KeyId: 'alias/theirs' });
      aws.parameterStore.denyKey('alias/theirs');
      expect(await rejection(aws, aws.parameters.create('/apis/a', ours))).toMatchObject({
        finding: { code: 'key-unusable', parameter: '/apis/a', operation: 'GetParameter' },
      });
      expect(aws.parameterStore.versions('/apis/a').map(({ value }) => value)).toEqual(['theirs']);
    },
  );

  test('under a key that is not open to us is blocked, and nothing is made', async () => {
    const aws = createEmbeddedAws({ createKeyId: 'alias/ours' });
    aws.parameterStore.denyKey('alias/ours');
    expect(await rejection(aws, aws.parameters.create('/apis/a', ours))).toMatchObject({
      finding: { code: 'key-unusable', parameter: '/apis/a', operation: 'PutParameter' },
    });
    expect(aws.parameterStore.names()).toEqual([]);
  });

  test('in an account that is full is blocked', async () => {
    const aws = createEmbeddedAws();
    for (let index = 0; index < 10_000; index++) await putParameter(aws, `/full/${index}`, { Type: 'String' });
    expect(await rejection(aws, aws.parameters.create('/apis/a', ours))).toMatchObject({
      finding: { code: 'parameter-limit', parameter: '/apis/a' },
    });
  });

  test('right after a deletion waits for another try, whatever AWS answers then', async () => {
    const arrange = async (nameAfterDeletion: Switches['nameAfterDeletion']) => {
      const aws = createEmbeddedAws({ switches: { nameAfterDeletion } });
      await putParameter(aws, '/apis/a');
      await aws.perform(aws.parameterStore, 'DeleteParameter', { Name: '/apis/a' });
      return aws;
    };
    const existing = await arrange('already-exists');
    expect(await existing.finish(existing.parameters.create('/apis/a', ours))).toBe('exists');
    const busy = await arrange('too-many-updates');
    expect(await rejection(busy, busy.parameters.create('/apis/a', ours))).toMatchObject({
      finding: { code: 'call-failed', error: 'TooManyUpdates' },
    });
    const free = await arrange('free');
    expect(await free.finish(free.parameters.create('/apis/a', ours))).toBe('created');
  });

  test('that AWS did though its answer was lost is told as existing, and is one version', async () => {
    const aws = createEmbeddedAws();
    let losses = 1;
    aws.dispatcher.interfere({
      after: ({ operation }) => (operation === 'PutParameter' && losses-- > 0 ? { kind: 'time-out' } : undefined),
    });
    expect(await aws.finish(aws.parameters.create('/apis/a', ours))).toBe('exists');
    expect(aws.parameterStore.versions('/apis/a').map(({ value }) => value)).toEqual(['{"auth":1}']);
  });
});
