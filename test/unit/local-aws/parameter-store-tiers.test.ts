import { describe, expect, test } from 'vitest';
import { createFixture } from './parameter-store-fixture.ts';

const json = { DataType: 'json', Value: '{}' };
const policies = {
  Policies: JSON.stringify([
    { Type: 'Expiration', Version: '1.0', Attributes: { Timestamp: '2027-01-01T00:00:00.000Z' } },
  ]),
};

describe('sizes', () => {
  test.each([
    ['Standard', 4096],
    ['Advanced', 8192],
  ])('%s holds %d bytes of UTF-8, not characters', async (Tier, bytes) => {
    const { put, tryPut } = createFixture();
    const Value = 'é'.repeat(bytes / 2);
    await put({ Name: '/fits', Tier, Value });
    expect(await tryPut({ Name: '/not', Tier, Value: `${Value}x` })).toBe('ValidationException');
  });

  test('a value that has outgrown Standard is refused in the words of AWS', async () => {
    const { put } = createFixture();
    await expect(put({ Name: '/a', Value: 'x'.repeat(4097) })).rejects.toThrow(
      'Standard tier parameters support a maximum parameter value of 4096 characters.',
    );
  });
});

describe('which tier', () => {
  test.each([
    ['a small text', {}, 'Standard'],
    ['more than 4,096 bytes', { Value: 'x'.repeat(4097) }, 'Advanced'],
    ['a policy', policies, 'Advanced'],
    ['the data type json', json, 'Advanced'],
  ])('intelligent tiering makes of %s %s', async (_, input, expected) => {
    const { put } = createFixture();
    expect(await put({ Name: '/a', Tier: 'Intelligent-Tiering', ...input })).toMatchObject({ Tier: expected });
  });

  test('a write without a tier goes to the default tier of the account, upwards for good', async () => {
    const { put, tryPut } = createFixture({ defaultTier: 'Advanced' });
    await put({ Name: '/a', Tier: 'Standard' });
    expect(await put({ Name: '/a', Overwrite: true })).toMatchObject({ Tier: 'Advanced' });
    expect(await tryPut({ Name: '/a', Tier: 'Standard', Overwrite: true })).toBe('ValidationException');
  });

  test('an Advanced parameter stays Advanced when the tier is left out or left to AWS', async () => {
    const { put } = createFixture();
    await put({ Name: '/a', Tier: 'Advanced' });
    expect(await put({ Name: '/a', Overwrite: true })).toMatchObject({ Tier: 'Advanced' });
    expect(await put({ Name: '/a', Tier: 'Intelligent-Tiering', Overwrite: true })).toMatchObject({ Tier: 'Advanced' });
  });

  test('there is an end of Standard parameters', async () => {
    const { put, tryPut } = createFixture({}, { standardLimit: 1 });
    await put({ Name: '/a' });
    expect(await tryPut({ Name: '/b' })).toBe('ParameterLimitExceeded');
    expect(await tryPut({ Name: '/a', Overwrite: true })).toBe('done');
    expect(await put({ Name: '/b', Tier: 'Intelligent-Tiering' })).toMatchObject({ Tier: 'Advanced' });
  });

  test('a policy, and each validated data type, needs Advanced', async () => {
    const { tryPut } = createFixture();
    expect(await tryPut({ Name: '/a', Tier: 'Standard', ...policies })).toBe('ValidationException');
    expect(await tryPut({ Name: '/a', Tier: 'Standard', ...json })).toBe('ValidationException');
    expect(await tryPut({ Name: '/a', Tier: 'Standard', ...json, DataType: 'jsonc' })).toBe('ValidationException');
    expect(await tryPut({ Name: '/a', Tier: 'Standard', DataType: 'url', Value: 'https://a.b' })).toBe(
      'ValidationException',
    );
  });
});

describe('data types', () => {
  test.each([
    ['json', '{"a":[1]}', 'done'],
    ['json', '{"a":1,}', 'ValidationException'],
    ['json', '{} // why', 'ValidationException'],
    ['jsonc', '{"a":1,} // why', 'done'],
    ['jsonc', '{"a":', 'ValidationException'],
    ['url', 'https://a.example/oauth2/token', 'done'],
    ['url', 'nowhere', 'ValidationException'],
    ['text', '{"a":', 'done'],
  ])('as %s the value %j is %s', async (DataType, Value, expected) => {
    expect(await createFixture().tryPut({ Name: '/a', Tier: 'Advanced', DataType, Value })).toBe(expected);
  });

  test('a value that is no longer of the data type it has is refused', async () => {
    const { put, tryPut } = createFixture();
    await put({ Name: '/a', Tier: 'Advanced', ...json });
    expect(await tryPut({ Name: '/a', Value: 'text', Overwrite: true })).toBe('ValidationException');
  });

  test('an image of EC2 is a String and never becomes anything else', async () => {
    const { put, tryPut } = createFixture();
    const image = { DataType: 'aws:ec2:image', Value: 'ami-12345abcde' };
    expect(await tryPut({ Name: '/a', ...image })).toBe('ValidationException');
    await put({ Name: '/a', Type: 'String', ...image });
    expect(await tryPut({ Name: '/a', Type: 'String', DataType: 'text', Overwrite: true })).toBe('ValidationException');
  });
});

describe('policies', () => {
  test.each([
    ['not JSON', 'x', 'InvalidPolicyAttributeException'],
    ['an unknown type', '[{"Type":"Other","Version":"1.0","Attributes":{}}]', 'InvalidPolicyTypeException'],
    ['no attributes', '[{"Type":"Expiration","Version":"1.0"}]', 'InvalidPolicyAttributeException'],
    ['eleven', JSON.stringify(Array.from({ length: 11 }, () => ({}))), 'PoliciesLimitExceededException'],
  ])('%s is refused', async (_, Policies, expected) => {
    expect(await createFixture().tryPut({ Name: '/a', Tier: 'Advanced', Policies })).toBe(expected);
  });

  test('they are kept until they are sent anew, and an empty list clears them', async () => {
    const { put, store } = createFixture();
    await put({ Name: '/a', Tier: 'Advanced', ...policies });
    await put({ Name: '/a', Overwrite: true });
    expect(store.describe('/a')?.Policies).toMatchObject([{ PolicyType: 'Expiration', PolicyStatus: 'Pending' }]);
    await put({ Name: '/a', Overwrite: true, Policies: '[]' });
    expect(store.describe('/a')?.Policies).toEqual([]);
  });
});
