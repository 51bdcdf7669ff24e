import { describe, expect, test } from 'vitest';
import { checksOf } from '../../local-aws/iam/requests.ts';
import type { Json } from '../../local-aws/service.ts';
import { defaultSwitches, type Switches } from '../../local-aws/switches.ts';
import { site } from './iam-fixture.ts';
import { createFixture } from './parameter-store-fixture.ts';

const mine = 'arn:aws:kms:eu-west-1:123456789012:key/mine';
const theirs = 'arn:aws:kms:eu-west-1:999999999999:key/1234';

/** A store in which `/app/a` lies under a key of the customer's, and what calls need of KMS. */
async function keysNeeded(switches: Partial<Switches> = {}, place = site) {
  const { store, put, call } = createFixture(switches);
  await put({ Name: '/app/a', KeyId: 'alias/mine' });
  const checks = (operation: string, input: Json) =>
    checksOf('ssm', operation, input, {
      site: place,
      switches: { ...defaultSwitches, ...switches },
      parameters: store,
      pools: { tagsOf: () => undefined },
      queues: { sourcesOf: () => [] },
    }).filter(({ action }) => action.startsWith('kms:'));
  const needs = (operation: string, input: Json) =>
    checks(operation, input).map(({ action, resource }) => `${action} ${resource}`);
  return { put, call, checks, needs };
}

const decrypt = `kms:Decrypt ${mine}`;
const decrypted = { WithDecryption: true };

describe('reading', () => {
  test('needs the key of what is decrypted, and nothing else', async () => {
    const { put, needs } = await keysNeeded();
    await put({ Name: '/app/default' });
    await put({ Name: '/app/plain', Type: 'String' });
    expect(needs('GetParameter', { Name: '/app/a', ...decrypted })).toEqual([decrypt]);
    expect(needs('GetParameter', { Name: '/app/a' })).toEqual([]);
    const Names = ['/app/a', '/app/default', '/app/plain', '/app/missing', 'not a name'];
    expect(needs('GetParameters', { Names, ...decrypted })).toEqual([decrypt]);
    expect(needs('GetParameters', { Names })).toEqual([]);
  });

  test('needs the key of the version that is read', async () => {
    const { put, call, needs } = await keysNeeded();
    await call('LabelParameterVersion', { Name: '/app/a', Labels: ['old'] });
    await put({ Name: '/app/a', KeyId: theirs, Overwrite: true });
    const read = (Name: string) => needs('GetParameter', { Name, ...decrypted });
    expect(read('/app/a')).toEqual([`kms:Decrypt ${theirs}`]);
    expect(read('/app/a:2')).toEqual([`kms:Decrypt ${theirs}`]);
    expect(read('/app/a:1')).toEqual([decrypt]);
    expect(read('arn:aws:ssm:eu-west-1:123456789012:parameter/app/a:old')).toEqual([decrypt]);
    expect(read('/app/a:9')).toEqual([]);
    const history = { Name: '/app/a', ...decrypted };
    expect(needs('GetParameterHistory', history)).toEqual([decrypt, `kms:Decrypt ${theirs}`]);
    expect(needs('GetParameterHistory', { Name: '/app/a' })).toEqual([]);
  });

  test('by path needs the keys of all that lies under it', async () => {
    const { put, needs } = await keysNeeded();
    await put({ Name: '/app/deep/b', KeyId: theirs });
    await put({ Name: '/apps/c', KeyId: 'alias/other' });
    const under = (Path: string, Recursive: boolean) => needs('GetParametersByPath', { Path, Recursive, ...decrypted });
    expect(under('/app', false)).toEqual([decrypt]);
    expect(under('/app/', true)).toEqual([decrypt, `kms:Decrypt ${theirs}`]);
    expect(under('/', true)).toHaveLength(3);
    expect(under('/', false)).toEqual([]);
    expect(needs('GetParametersByPath', { Path: '/app', Recursive: true })).toEqual([]);
  });

  test('tells KMS through whom and for which parameter', async () => {
    const { checks } = await keysNeeded();
    expect(checks('GetParameter', { Name: '/app/a', ...decrypted })).toMatchObject([
      {
        context: {
          'kms:ViaService': 'ssm.eu-west-1.amazonaws.com',
          'kms:CallerAccount': '123456789012',
          'kms:EncryptionContext:PARAMETER_ARN': 'arn:aws:ssm:eu-west-1:123456789012:parameter/app/a',
          'kms:EncryptionContextKeys': ['PARAMETER_ARN'],
        },
      },
    ]);
  });
});

test('in China it is through the service by its name there', async () => {
  const { checks } = await keysNeeded({}, { ...site, partition: 'aws-cn', region: 'cn-north-1' });
  expect(checks('GetParameter', { Name: '/app/a', ...decrypted })).toMatchObject([
    { context: { 'kms:ViaService': 'ssm.cn-north-1.amazonaws.com.cn' } },
  ]);
});

describe('writing', () => {
  const secure = { Name: '/app/new', Value: 'x', Type: 'SecureString' };
  const long = 'x'.repeat(4097);

  test.each<[string, Json, string[]]>([
    ['nothing for a text', { ...secure, Type: 'String' }, []],
    ['nothing for AWS’s own key', secure, []],
    ['nothing for it by its ARN', { ...secure, KeyId: 'arn:aws:kms:eu-west-1:123456789012:alias/aws/ssm' }, []],
    ['Encrypt for a Standard parameter', { ...secure, KeyId: 'alias/mine' }, [`kms:Encrypt ${mine}`]],
    ['the key by its id', { ...secure, KeyId: 'mine' }, [`kms:Encrypt ${mine}`]],
    ['the key by its ARN', { ...secure, KeyId: theirs }, [`kms:Encrypt ${theirs}`]],
    [
      'GenerateDataKey for an Advanced one',
      { ...secure, KeyId: 'alias/mine', Tier: 'Advanced' },
      [`kms:GenerateDataKey ${mine}`],
    ],
    [
      'the same where the tier is found by size',
      { ...secure, KeyId: 'alias/mine', Tier: 'Intelligent-Tiering', Value: long },
      [`kms:GenerateDataKey ${mine}`],
    ],
    [
      'or by policies',
      { ...secure, KeyId: 'alias/mine', Tier: 'Intelligent-Tiering', Policies: '[{"Type":"NoChangeNotification"}]' },
      [`kms:GenerateDataKey ${mine}`],
    ],
    [
      'or by data type',
      { ...secure, KeyId: 'alias/mine', Tier: 'Intelligent-Tiering', DataType: 'json' },
      [`kms:GenerateDataKey ${mine}`],
    ],
    [
      'or not at all',
      { ...secure, KeyId: 'alias/mine', Tier: 'Intelligent-Tiering', Policies: '[]' },
      [`kms:Encrypt ${mine}`],
    ],
    ['the key and type that are kept', { Name: '/app/a', Value: 'x', Overwrite: true }, [`kms:Encrypt ${mine}`]],
  ])('needs %s', async (_, input, expected) => {
    expect((await keysNeeded()).needs('PutParameter', input)).toEqual(expected);
  });

  test('needs what the account’s settings make of it', async () => {
    const overwrite = { Name: '/app/a', Value: 'x', Overwrite: true };
    const forgotten = await keysNeeded({ keyLeftOutOfOverwrite: 'default' });
    expect(forgotten.needs('PutParameter', overwrite)).toEqual([]);
    const advanced = await keysNeeded({ defaultTier: 'Advanced' });
    expect(advanced.needs('PutParameter', { ...overwrite, Tier: 'Standard' })).toEqual([`kms:GenerateDataKey ${mine}`]);
    expect(advanced.needs('PutParameter', { ...secure, KeyId: 'mine' })).toEqual([`kms:GenerateDataKey ${mine}`]);
  });
});
