import { describe, expect, test } from 'vitest';
import { createFixture, readPages } from './parameter-store-fixture.ts';

const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/a/b';

async function withHistory() {
  const fixture = createFixture();
  await fixture.put({ Name: '/a/b', Value: 'one' });
  await fixture.put({ Name: '/a/b', Value: 'two', Overwrite: true });
  await fixture.call('LabelParameterVersion', { Name: '/a/b', ParameterVersion: 1, Labels: ['first'] });
  return fixture;
}

describe('GetParameter', () => {
  test('shows value, type, version and data type, and neither key nor tier', async () => {
    const { call } = await withHistory();
    expect(await call('GetParameter', { Name: '/a/b', WithDecryption: true })).toEqual({
      Parameter: {
        Name: '/a/b',
        Type: 'SecureString',
        Value: 'two',
        Version: 2,
        LastModifiedDate: Date.UTC(2026, 10, 20, 10) / 1000,
        ARN: arn,
        DataType: 'text',
      },
    });
  });

  test.each([
    ['/a/b:1', 'one', ':1'],
    ['/a/b:first', 'one', ':first'],
    [`${arn}:1`, 'one', ':1'],
    [arn, 'two', undefined],
    [' /a/b ', 'two', undefined],
  ])('%s reads %s', async (Name, Value, Selector) => {
    const { call } = await withHistory();
    const { Parameter } = await call('GetParameter', { Name, WithDecryption: true });
    expect(Parameter).toMatchObject({ Name: '/a/b', Value, ...(Selector === undefined ? {} : { Selector }) });
  });

  test.each([
    ['/a', 'ParameterNotFound'],
    ['/a/b:9', 'ParameterVersionNotFound'],
    ['/a/b:last', 'ParameterVersionNotFound'],
    ['a/b', 'ValidationException'],
    ['/a b', 'ValidationException'],
    [arn.replace('eu-west-1', 'eu-west-2'), 'ParameterNotFound'],
    [undefined, 'ValidationException'],
  ])('%s is %s', async (Name, expected) => {
    const { outcome } = await withHistory();
    expect(await outcome('GetParameter', { Name })).toBe(expected);
  });

  test('a SecureString that is not to be decrypted shows nothing of its value', async () => {
    const { call, store } = await withHistory();
    store.denyKey('alias/aws/ssm');
    const { Parameter } = await call('GetParameter', { Name: '/a/b' });
    expect(Parameter).toMatchObject({ Value: expect.stringMatching(/^AQICAHh[\w-]{80,}$/) });
    expect(Parameter).toEqual((await call('GetParameter', { Name: '/a/b' })).Parameter);
  });

  test.each(['InvalidKeyId', 'AccessDeniedException'] as const)('a denied key is %s', async (refusal) => {
    const { outcome, store } = await withHistory();
    store.denyKey('alias/aws/ssm', refusal);
    expect(await outcome('GetParameter', { Name: '/a/b', WithDecryption: true })).toBe(refusal);
  });
});

describe('GetParameters', () => {
  test('answers in alphabetical order and names what it did not find', async () => {
    const { put, call } = createFixture();
    for (const Name of ['/c', '/a', '/b']) await put({ Name });
    const Names = ['/c', '/none', '/a', 'ill formed', '/b:7'];
    expect(await call('GetParameters', { Names })).toMatchObject({
      Parameters: [{ Name: '/a' }, { Name: '/c' }],
      InvalidParameters: ['/none', 'ill formed', '/b:7'],
    });
  });

  test.each([
    ['eleven names', Array.from({ length: 11 }, (_, index) => `/${index}`)],
    ['no name', []],
    ['one name twice', ['/a', '/a']],
  ])('%s is refused', async (_, Names) => {
    expect(await createFixture().outcome('GetParameters', { Names })).toBe('ValidationException');
  });

  test('takes no number for a name, nor for how many are wanted no text', async () => {
    const { outcome } = createFixture();
    expect(await outcome('GetParameters', { Names: [1] })).toBe('SerializationException');
    expect(await outcome('GetParametersByPath', { Path: '/', MaxResults: '5' })).toBe('SerializationException');
  });

  test('one value that cannot be decrypted fails the call', async () => {
    const { put, outcome, store } = createFixture();
    await put({ Name: '/a' });
    await put({ Name: '/b', KeyId: 'alias/mine' });
    store.denyKey('alias/mine');
    expect(await outcome('GetParameters', { Names: ['/a', '/b'], WithDecryption: true })).toBe('InvalidKeyId');
    expect(await outcome('GetParameters', { Names: ['/a'], WithDecryption: true })).toBe('done');
  });

  test('or it is told as invalid, as the switch says', async () => {
    const { put, call, store } = createFixture({ undecryptable: 'reported-invalid' });
    await put({ Name: '/a' });
    await put({ Name: '/b', KeyId: 'alias/mine' });
    store.denyKey('alias/mine');
    const answer = await call('GetParameters', { Names: ['/a', '/b'], WithDecryption: true });
    expect(answer).toMatchObject({ Parameters: [{ Name: '/a', Value: 'v' }], InvalidParameters: ['/b'] });
  });
});

describe('GetParametersByPath', () => {
  test('walks a hierarchy one level deep or all the way, page by page', async () => {
    const fixture = createFixture();
    for (let index = 10; index < 22; index += 1) await fixture.put({ Name: `/x/${index}` });
    for (const Name of ['/x', '/x/10/deep', '/xx/10', '/w']) await fixture.put({ Name });
    const shallow = await readPages(fixture, 'GetParametersByPath', { Path: '/x' });
    expect(shallow.names).toEqual(Array.from({ length: 12 }, (_, index) => `/x/${index + 10}`));
    expect(shallow.sizes.length).toBeGreaterThan(1);
    const deep = await readPages(fixture, 'GetParametersByPath', { Path: '/x/', Recursive: true });
    expect(deep.names).toContain('/x/10/deep');
  });

  test('a label reads the versions that bear it', async () => {
    const { call } = await withHistory();
    const ParameterFilters = [{ Key: 'Label', Values: ['first'] }];
    const answer = await call('GetParametersByPath', { Path: '/a', ParameterFilters, WithDecryption: true });
    expect(answer).toMatchObject({ Parameters: [{ Name: '/a/b', Version: 1, Value: 'one' }] });
  });

  test.each([
    [{ Path: 'x' }, 'ValidationException'],
    [{ Path: '/x', MaxResults: 11 }, 'ValidationException'],
    [{ Path: '/x', ParameterFilters: [{ Key: 'Name', Values: ['/x'] }] }, 'InvalidFilterKey'],
  ])('%j is %s', async (input, expected) => {
    expect(await createFixture().outcome('GetParametersByPath', input)).toBe(expected);
  });
});
