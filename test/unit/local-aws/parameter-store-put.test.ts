import { describe, expect, test } from 'vitest';
import { createFixture } from './parameter-store-fixture.ts';

describe('names', () => {
  test.each([
    ['Name', 'done'],
    ['/one/two', 'done'],
    [' /spaced ', 'done'],
    [`/${Array.from({ length: 15 }, () => 'l').join('/')}`, 'done'],
    [`/${Array.from({ length: 16 }, () => 'l').join('/')}`, 'HierarchyLevelLimitExceededException'],
    ['one/two', 'ValidationException'],
    ['/one//two', 'ValidationException'],
    ['/one/', 'ValidationException'],
    ['/one two', 'ValidationException'],
    ['/one:two', 'ValidationException'],
    ['', 'ValidationException'],
    ['awsome', 'ValidationException'],
    ['/SSM/thing', 'ValidationException'],
    ['Ssm', 'ValidationException'],
    ['/aws/thing', 'AccessDeniedException'],
    ['/one/aws', 'done'],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/one', 'ValidationException'],
  ])('the name %j is %s', async (Name, expected) => {
    expect(await createFixture().tryPut({ Name })).toBe(expected);
  });

  test('a name and its ARN together have at most 1,011 characters', async () => {
    const { tryPut } = createFixture();
    const prefix = 'arn:aws:ssm:eu-west-1:123456789012:parameter/';
    expect(await tryPut({ Name: `/${'n'.repeat(1011 - prefix.length)}` })).toBe('done');
    expect(await tryPut({ Name: `/${'m'.repeat(1012 - prefix.length)}` })).toBe('ValidationException');
  });

  test('a name with and without its leading slash is the same parameter', async () => {
    const { store, put, tryPut } = createFixture();
    await put({ Name: 'Name', Value: 'first' });
    expect(await tryPut({ Name: '/Name' })).toBe('ParameterAlreadyExists');
    await put({ Name: '/Name', Value: 'second', Overwrite: true });
    expect(store.names()).toEqual(['Name']);
    expect(store.value('Name')).toBe('second');
  });
});

describe('what a request may say', () => {
  test.each([
    ['no value', { Value: undefined }],
    ['an empty value', { Value: '' }],
    ['a nested parameter', { Value: 'a {{ssm:b}} c' }],
    ['nested braces over several lines', { Value: '{{\n}}' }],
    ['an unknown type', { Type: 'Secret' }],
    ['an unknown tier', { Tier: 'Premium' }],
    ['tags while overwriting', { Overwrite: true, Tags: [{ Key: 'k', Value: 'v' }] }],
    ['a key of KMS for a String', { Type: 'String', KeyId: 'alias/mine' }],
    ['no type for a new parameter', { Type: undefined }],
    ['an unknown data type', { DataType: 'yaml' }],
    ['a description that is too long', { Description: 'd'.repeat(1025) }],
    ['a reserved tag', { Tags: [{ Key: 'aws:mine', Value: 'v' }] }],
    ['a tag with a brace', { Tags: [{ Key: 'k', Value: '{v}' }] }],
    ['a tag without a value', { Tags: [{ Key: 'k' }] }],
    ['a tag key that is too long', { Tags: [{ Key: 'k'.repeat(129), Value: 'v' }] }],
    ['fifty-one tags', { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) }],
  ])('%s is refused, and nothing is stored', async (_, input) => {
    const { store, tryPut, events } = createFixture();
    expect(await tryPut({ Name: '/a', ...input })).toBe('ValidationException');
    expect(store.names()).toEqual([]);
    expect(events).toEqual([]);
  });

  test.each([
    ['a number for a value', { Value: 7 }],
    ['a number for a name', { Name: 5 }],
    ['a text for Overwrite', { Overwrite: 'true' }],
    ['a text for a list', { Tags: 'team' }],
    ['a text for a structure', { Tags: ['team'] }],
  ])('%s is no JSON of this operation, and nothing is stored', async (_, input) => {
    const { store, tryPut, events } = createFixture();
    expect(await tryPut({ Name: '/a', ...input })).toBe('SerializationException');
    expect(store.names()).toEqual([]);
    expect(events).toEqual([]);
  });

  test('a refusal never quotes the value', async () => {
    const { put } = createFixture();
    const Value = `hush-${'x'.repeat(5000)}`;
    await expect(put({ Name: '/a', Value })).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hush') }),
    );
  });

  test('a value that the pattern does not allow is refused, also by the pattern of an earlier version', async () => {
    const { put, tryPut, store } = createFixture();
    expect(await tryPut({ Name: '/a', Value: 'x', AllowedPattern: '^\\d+$' })).toBe(
      'ParameterPatternMismatchException',
    );
    expect(await tryPut({ Name: '/a', Value: 'x', AllowedPattern: '(' })).toBe('InvalidAllowedPatternException');
    await put({ Name: '/a', Value: '1', AllowedPattern: '^\\d+$' });
    expect(await tryPut({ Name: '/a', Value: 'x', Overwrite: true })).toBe('ParameterPatternMismatchException');
    expect(store.value('/a')).toBe('1');
  });
});

describe('overwriting', () => {
  test('creating never overwrites', async () => {
    const { put, tryPut, store } = createFixture();
    await put({ Name: '/a', Value: 'mine' });
    expect(await tryPut({ Name: '/a', Value: 'yours' })).toBe('ParameterAlreadyExists');
    expect(store.value('/a')).toBe('mine');
  });

  test('an identical value makes a new version', async () => {
    const { put } = createFixture();
    expect(await put({ Name: '/a' })).toEqual({ Version: 1, Tier: 'Standard' });
    expect(await put({ Name: '/a', Overwrite: true })).toEqual({ Version: 2, Tier: 'Standard' });
  });

  test('what the request leaves out stays as it was', async () => {
    const { put, call, store } = createFixture();
    const policy = { Type: 'NoChangeNotification', Version: '1.0', Attributes: { After: '20', Unit: 'Days' } };
    await put({
      Name: '/a',
      Value: '{"a":1}',
      KeyId: 'alias/mine',
      Tier: 'Advanced',
      DataType: 'json',
      Description: 'words',
      AllowedPattern: 'a',
      Policies: JSON.stringify([policy]),
      Tags: [{ Key: 'team', Value: 'blue' }],
    });
    const { Version: _, ...before } = store.describe('/a') ?? {};
    await call('PutParameter', { Name: '/a', Value: '{"a":2}', Overwrite: true });
    expect(store.describe('/a')).toEqual({ ...before, Version: 2 });
    expect(before).toMatchObject({ Type: 'SecureString', KeyId: 'alias/mine', DataType: 'json', Description: 'words' });
    expect(store.tagsOf('/a')).toEqual({ team: 'blue' });
  });

  test('the key falls back to the default one where the switch says so', async () => {
    const { put, store } = createFixture({ keyLeftOutOfOverwrite: 'default' });
    await put({ Name: '/a', KeyId: 'alias/mine' });
    await put({ Name: '/a', Overwrite: true });
    expect(store.describe('/a')?.KeyId).toBe('alias/aws/ssm');
  });

  test('another type converts in place, or is refused, as the switch says', async () => {
    const converting = createFixture();
    await converting.put({ Name: '/a' });
    await converting.put({ Name: '/a', Type: 'String', Overwrite: true });
    expect(converting.store.describe('/a')).toMatchObject({ Type: 'String', Version: 2 });
    expect(converting.store.describe('/a')).not.toHaveProperty('KeyId');

    const refusing = createFixture({ typeChange: 'refused' });
    await refusing.put({ Name: '/a' });
    expect(await refusing.tryPut({ Name: '/a', Type: 'String', Overwrite: true })).toBe(
      'HierarchyTypeMismatchException',
    );
  });

  test('the oldest of a hundred versions makes room, unless a label holds it', async () => {
    const { put, tryPut, call, store } = createFixture();
    await put({ Name: '/a', Value: 'value 1' });
    for (let version = 2; version <= 101; version += 1) {
      await put({ Name: '/a', Value: `value ${version}`, Overwrite: true });
    }
    expect(store.versions('/a').map(({ version }) => version)).toEqual(Array.from({ length: 100 }, (_, i) => i + 2));
    await call('LabelParameterVersion', { Name: '/a', ParameterVersion: 2, Labels: ['keep'] });
    expect(await tryPut({ Name: '/a', Overwrite: true })).toBe('ParameterMaxVersionLimitExceeded');
    await call('LabelParameterVersion', { Name: '/a', ParameterVersion: 3, Labels: ['keep'] });
    expect(await tryPut({ Name: '/a', Overwrite: true })).toBe('done');
    expect(await tryPut({ Name: '/a', Overwrite: true })).toBe('ParameterMaxVersionLimitExceeded');
  });

  test('a key without access refuses the write', async () => {
    const { put, tryPut, store } = createFixture();
    await put({ Name: '/a', Value: 'old', KeyId: 'alias/mine' });
    store.denyKey('arn:aws:kms:eu-west-1:123456789012:alias/mine');
    expect(await tryPut({ Name: '/a', Overwrite: true })).toBe('InvalidKeyId');
    expect(store.value('/a')).toBe('old');
    store.allowKey('alias/mine');
    expect(await tryPut({ Name: '/a', Overwrite: true })).toBe('done');
  });
});

describe('a name that was deleted', () => {
  test.each([
    ['already-exists', 'ParameterAlreadyExists'],
    ['too-many-updates', 'TooManyUpdates'],
    ['free', 'done'],
  ] as const)('%s: within 30 seconds creating it is %s, later it is done', async (nameAfterDeletion, expected) => {
    const { put, tryPut, call, advance, store } = createFixture({ nameAfterDeletion });
    await put({ Name: '/a' });
    await call('DeleteParameter', { Name: '/a' });
    advance(29_999);
    expect(await tryPut({ Name: '/a' })).toBe(expected);
    if (expected === 'done') return;
    expect(store.names()).toEqual([]);
    advance(1);
    expect(await put({ Name: '/a' })).toMatchObject({ Version: 1 });
  });
});
