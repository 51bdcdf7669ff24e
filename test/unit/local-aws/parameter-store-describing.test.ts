import { describe, expect, test } from 'vitest';
import { createFixture, readPages } from './parameter-store-fixture.ts';

async function withMany() {
  const fixture = createFixture();
  await fixture.put({ Name: '/app/one', KeyId: 'alias/mine' });
  await fixture.put({ Name: '/app/two', Type: 'String', Tags: [{ Key: 'team', Value: 'blue' }] });
  await fixture.put({ Name: '/app/deep/three', Tier: 'Advanced', DataType: 'json', Value: '{}' });
  await fixture.put({ Name: 'four' });
  return fixture;
}

describe('DescribeParameters', () => {
  test('shows key, tier, policies and who wrote, and never a value', async () => {
    const { call } = await withMany();
    const ParameterFilters = [{ Key: 'Name', Values: ['/app/one'] }];
    expect(await call('DescribeParameters', { ParameterFilters })).toEqual({
      Parameters: [
        {
          Name: '/app/one',
          ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/app/one',
          Type: 'SecureString',
          KeyId: 'alias/mine',
          LastModifiedDate: Date.UTC(2026, 10, 20, 10) / 1000,
          LastModifiedUser: 'arn:aws:iam::123456789012:user/tester',
          Version: 1,
          Tier: 'Standard',
          Policies: [],
          DataType: 'text',
        },
      ],
    });
  });

  test.each([
    [{ Key: 'Name', Option: 'Equals', Values: ['/app/one', '/four', '/none'] }, ['/app/one', 'four']],
    [{ Key: 'Name', Option: 'BeginsWith', Values: ['/app/t'] }, ['/app/two']],
    [{ Key: 'Name', Option: 'Contains', Values: ['deep', 'our'] }, ['/app/deep/three', 'four']],
    [{ Key: 'Type', Values: ['String'] }, ['/app/two']],
    [{ Key: 'KeyId', Values: ['alias/mine'] }, ['/app/one']],
    [{ Key: 'Tier', Values: ['Advanced'] }, ['/app/deep/three']],
    [{ Key: 'DataType', Values: ['json'] }, ['/app/deep/three']],
    [{ Key: 'Path', Values: ['/app'] }, ['/app/one', '/app/two']],
    [{ Key: 'Path', Option: 'Recursive', Values: ['/app'] }, ['/app/deep/three', '/app/one', '/app/two']],
    [{ Key: 'tag:team', Values: ['blue'] }, ['/app/two']],
    [{ Key: 'tag:other' }, []],
  ])('%j finds %j', async (filter, expected) => {
    const fixture = await withMany();
    const found = await readPages(fixture, 'DescribeParameters', { ParameterFilters: [filter] });
    expect(found.names).toEqual(expected);
  });

  test('the older Filters find by exact name too', async () => {
    const { call } = await withMany();
    const answer = await call('DescribeParameters', { Filters: [{ Key: 'Name', Values: ['/app/two'] }] });
    expect(answer).toMatchObject({ Parameters: [{ Name: '/app/two' }] });
  });

  const name = { Key: 'Name', Values: ['/a'] };
  test.each([
    [{ MaxResults: 51 }, 'ValidationException'],
    [{ MaxResults: 0 }, 'ValidationException'],
    [{ ParameterFilters: [{ ...name, Values: Array.from({ length: 51 }, (_, i) => `/${i}`) }] }, 'ValidationException'],
    [{ ParameterFilters: [{ Key: 'Colour', Values: ['red'] }] }, 'ValidationException'],
    [{ ParameterFilters: [name], Filters: [name] }, 'ValidationException'],
    [{ ParameterFilters: [name, name] }, 'InvalidFilterKey'],
    [{ ParameterFilters: [{ Key: 'Label', Values: ['a'] }] }, 'InvalidFilterKey'],
    [{ ParameterFilters: [{ Key: 'Type', Option: 'Contains', Values: ['S'] }] }, 'InvalidFilterOption'],
    [{ ParameterFilters: [{ Key: 'Name' }] }, 'InvalidFilterValue'],
    [{ ParameterFilters: [{ Key: 'Type', Values: ['String', 'Text'] }] }, 'InvalidFilterValue'],
    [{ ParameterFilters: [{ Key: 'Tier', Values: ['Huge'] }] }, 'InvalidFilterValue'],
    [{ ParameterFilters: [{ Key: 'Tier', Values: ['Intelligent-Tiering'] }] }, 'done'],
    [{ ParameterFilters: [{ Key: 'Path', Values: ['/apis', 'apis'] }] }, 'ValidationException'],
    [{ ParameterFilters: [{ Key: 'Path', Values: ['/'] }] }, 'done'],
    [{ NextToken: 'made up' }, 'InvalidNextToken'],
  ])('%j is %s', async (input, expected) => {
    expect(await createFixture().outcome('DescribeParameters', input)).toBe(expected);
  });

  test('fifty exact names come on one page, whatever else there is', async () => {
    const fixture = createFixture();
    const names = Array.from({ length: 60 }, (_, index) => `/many/${index + 10}`);
    for (const Name of names) await fixture.put({ Name });
    const asked = names.slice(5, 55);
    const found = await readPages(fixture, 'DescribeParameters', {
      ParameterFilters: [{ Key: 'Name', Values: asked }],
      MaxResults: 50,
    });
    expect(found).toEqual({ names: asked, sizes: [50] });
  });

  test('other filters look through windows: pages are short or empty while they carry a token', async () => {
    const fixture = await withMany();
    const ParameterFilters = [{ Key: 'Name', Option: 'BeginsWith', Values: ['/app/t'] }];
    const found = await readPages(fixture, 'DescribeParameters', { ParameterFilters, MaxResults: 1 });
    expect(found).toEqual({ names: ['/app/two'], sizes: [0, 0, 1, 0] });
  });

  test('pages can be shortened, and then begin empty', async () => {
    const fixture = await withMany();
    fixture.store.shortenPages(3);
    expect((await readPages(fixture, 'DescribeParameters', { MaxResults: 50 })).sizes).toEqual([0, 3, 1]);
  });

  test('a token belongs to its query', async () => {
    const { call, outcome } = await withMany();
    const { NextToken } = await call('DescribeParameters', { MaxResults: 1 });
    expect(await outcome('DescribeParameters', { MaxResults: 2, NextToken })).toBe('done');
    const ParameterFilters = [{ Key: 'Type', Values: ['String'] }];
    expect(await outcome('DescribeParameters', { ParameterFilters, NextToken })).toBe('InvalidNextToken');
  });
});

describe('GetParameterHistory', () => {
  test('shows every version with its labels, page by page, decrypted only when asked to', async () => {
    const fixture = createFixture();
    await fixture.put({ Name: '/a', Value: 'one' });
    await fixture.put({ Name: '/a', Value: 'two', Overwrite: true });
    await fixture.call('LabelParameterVersion', { Name: '/a', Labels: ['now'] });
    expect(await fixture.call('GetParameterHistory', { Name: '/a', WithDecryption: true })).toMatchObject({
      Parameters: [
        { Version: 1, Value: 'one', Labels: [], KeyId: 'alias/aws/ssm' },
        { Version: 2, Value: 'two', Labels: ['now'] },
      ],
    });
    const shut = JSON.stringify(await fixture.call('GetParameterHistory', { Name: '/a' }));
    expect(shut).not.toMatch(/"(one|two)"/);
    expect((await readPages(fixture, 'GetParameterHistory', { Name: '/a', MaxResults: 1 })).sizes).toEqual([1, 1]);
    expect(await fixture.outcome('GetParameterHistory', { Name: '/b' })).toBe('ParameterNotFound');
  });
});
