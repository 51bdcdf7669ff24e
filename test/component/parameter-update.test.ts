import { describe, expect, test } from 'vitest';
import { Secret } from '../../lambdas/core/secret.ts';
import { AwsError, type Json } from '../local-aws/service.ts';
import type { Switches } from '../local-aws/switches.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

const keyReadings: Switches['keyLeftOutOfOverwrite'][] = ['kept', 'default'];
const tierReadings: Switches['defaultTier'][] = ['Standard', 'Advanced', 'Intelligent-Tiering'];
const typeReadings: Switches['typeChange'][] = ['converts', 'refused'];
const readings = keyReadings.flatMap((keyLeftOutOfOverwrite) =>
  tierReadings.flatMap((defaultTier) =>
    typeReadings.map((typeChange) => ({ keyLeftOutOfOverwrite, defaultTier, typeChange })),
  ),
);

const kinds = {
  'a Standard one': {},
  'a Standard one under a customer key': { KeyId: 'alias/theirs' },
  'an Advanced one with everything': {
    Tier: 'Advanced',
    KeyId: 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-4333-8444-555555555555',
    Description: 'of the layered APIs',
    AllowedPattern: '^\\{[\\s\\S]*\\}$',
    DataType: 'json',
    Policies: '[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"20","Unit":"Days"}}]',
  },
  'an Advanced one that is small': { Tier: 'Advanced' },
  'a String': { Type: 'String' },
};

/** Reads it as a pass does and writes the new text; the version that the write answered with. */

async function update(aws: EmbeddedAws, name: string, text: string): Promise<number> {
  const sight = (await aws.parameters.read([name])).get(name);
  const metadata = (await aws.parameters.metadata([name])).get(name);
  if (sight?.kind !== 'present' || metadata === undefined) throw new Error(`${name} is not there`);
  const as = { type: sight.parameter.type, ...metadata };
  return aws.parameters.update(name, new Secret(text), as);
}

describe.each(readings)('updating a parameter ($keyLeftOutOfOverwrite, $defaultTier, $typeChange)', (switches) => {
  test.each(Object.entries(kinds))('changes the value of %s and nothing else of it', async (_, more) => {
    const aws = createEmbeddedAws({ switches });
    await putParameter(aws, '/apis/a', { Value: '{"a":1}', Tier: 'Standard', ...more });
    const tag = { ResourceType: 'Parameter', ResourceId: '/apis/a', Tags: [{ Key: 'team', Value: 'a' }] };
    await aws.perform(aws.parameterStore, 'AddTagsToResource', tag);
    const before = aws.parameterStore.describe('/apis/a');

    expect(await aws.finish(update(aws, '/apis/a', '{"a":2}'))).toBe(2);

    expect(aws.parameterStore.value('/apis/a')).toBe('{"a":2}');
    expect(aws.parameterStore.tagsOf('/apis/a')).toEqual({ team: 'a' });
    expect(aws.parameterStore.describe('/apis/a')).toEqual({
      ...before,
      Version: 2,
      LastModifiedDate: expect.anything(),
      LastModifiedUser: aws.callers.reconciler.arn,
    });
  });
});

describe('updating a parameter', () => {
  test('says type, tier and key as read, and nothing of what AWS keeps when it is left out', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    const sent: Json[] = [];
    aws.dispatcher.interfere({ before: ({ input }) => void sent.push(input) });
    const as = { type: 'SecureString', tier: 'Advanced', keyId: 'alias/theirs' };
    await aws.finish(aws.parameters.update('/apis/a', new Secret('new'), as));
    expect(sent).toEqual([
      { Name: '/apis/a', Value: 'new', Overwrite: true, Type: 'SecureString', Tier: 'Advanced', KeyId: 'alias/theirs' },
    ]);
  });

  test('answers with the version that it made, past what others wrote meanwhile', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    await putParameter(aws, '/apis/a', { Overwrite: true });
    const as = { type: 'SecureString', tier: 'Standard', keyId: 'alias/aws/ssm' };
    expect(await aws.finish(aws.parameters.update('/apis/a', new Secret('x'), as))).toBe(3);
  });

  test('finds a name of one level that was created without its slash', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, 'orders');
    expect(await aws.finish(update(aws, '/orders', 'new'))).toBe(2);
    expect(aws.parameterStore.names()).toEqual(['orders']);
  });
});

describe('an update is blocked', () => {
  test('when the oldest of a hundred versions bears a label', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    for (let version = 2; version <= 100; version++) await putParameter(aws, '/apis/a', { Overwrite: true });
    const label = { Name: '/apis/a', ParameterVersion: 1, Labels: ['keep'] };
    await aws.perform(aws.parameterStore, 'LabelParameterVersion', label);
    expect(await rejection(aws, update(aws, '/apis/a', 'new'))).toMatchObject({
      finding: { code: 'version-label-full', parameter: '/apis/a' },
    });
    expect(aws.parameterStore.describe('/apis/a')?.Version).toBe(100);
  });

  test('when the pattern of the parameter refuses the document', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Value: 'old', AllowedPattern: '^[a-z]+$' });
    expect(await rejection(aws, update(aws, '/apis/a', 'NEW'))).toMatchObject({
      finding: { code: 'parameter-pattern-mismatch', parameter: '/apis/a' },
    });
    expect(aws.parameterStore.value('/apis/a')).toBe('old');
  });

  test('when the key was closed to us since it was read', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { KeyId: 'alias/theirs' });
    aws.dispatcher.interfere({
      before: ({ operation }) => {
        if (operation === 'PutParameter') aws.parameterStore.denyKey('alias/theirs');
        return undefined;
      },
    });
    expect(await rejection(aws, update(aws, '/apis/a', 'new'))).toMatchObject({
      finding: { code: 'key-unusable', parameter: '/apis/a', operation: 'PutParameter' },
    });
  });
});

describe('an update fails', () => {
  test('retryably when others write at the same moment', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    aws.amend(aws.parameterStore, 'PutParameter', () => () => {
      throw new AwsError('TooManyUpdates', 'There are concurrent updates.');
    });
    expect(await rejection(aws, update(aws, '/apis/a', 'new'))).toMatchObject({
      finding: { code: 'call-failed', operation: 'PutParameter', error: 'TooManyUpdates' },
    });
  });

  test('for good when AWS finds the value wrong', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    expect(await rejection(aws, update(aws, '/apis/a', 'x'.repeat(4097)))).toMatchObject({
      finding: { code: 'call-refused', operation: 'PutParameter', error: 'ValidationException' },
    });
    expect(aws.dispatcher.count('PutParameter')).toBe(1);
  });
});
