import { describe, expect, test } from 'vitest';
import { createFixture } from './parameter-store-fixture.ts';

const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/a';

describe('labels', () => {
  test('a label stands at one version: attaching it elsewhere moves it', async () => {
    const { put, call, store } = createFixture();
    await put({ Name: '/a' });
    await put({ Name: '/a', Overwrite: true });
    const answer = await call('LabelParameterVersion', {
      Name: '/a',
      ParameterVersion: 1,
      Labels: ['prod', '1st', 'awsX'],
    });
    expect(answer).toEqual({ InvalidLabels: ['1st', 'awsX'], ParameterVersion: 1 });
    expect(await call('LabelParameterVersion', { Name: '/a', Labels: ['prod'] })).toMatchObject({
      ParameterVersion: 2,
    });
    expect(store.versions('/a').map(({ labels }) => [...labels])).toEqual([[], ['prod']]);
  });

  test('a version bears ten', async () => {
    const { put, call, outcome } = createFixture();
    await put({ Name: '/a' });
    await call('LabelParameterVersion', { Name: '/a', Labels: Array.from({ length: 10 }, (_, index) => `l${index}`) });
    expect(await outcome('LabelParameterVersion', { Name: '/a', Labels: ['l0'] })).toBe('done');
    expect(await outcome('LabelParameterVersion', { Name: '/a', Labels: ['l10'] })).toBe(
      'ParameterVersionLabelLimitExceeded',
    );
  });

  test('taking labels off tells which were there', async () => {
    const { put, call, outcome } = createFixture();
    await put({ Name: '/a' });
    await call('LabelParameterVersion', { Name: '/a', Labels: ['x'] });
    const input = { Name: '/a', ParameterVersion: 1, Labels: ['x', 'y'] };
    expect(await call('UnlabelParameterVersion', input)).toEqual({ RemovedLabels: ['x'], InvalidLabels: ['y'] });
    expect(await outcome('UnlabelParameterVersion', { ...input, ParameterVersion: 2 })).toBe(
      'ParameterVersionNotFound',
    );
    expect(await outcome('UnlabelParameterVersion', { Name: '/a', Labels: ['x'] })).toBe('ValidationException');
  });
});

describe('deleting', () => {
  test('takes the parameter with all its versions', async () => {
    const { put, call, outcome, store } = createFixture();
    await put({ Name: '/a' });
    await put({ Name: '/b' });
    await call('DeleteParameter', { Name: '/a' });
    expect(await outcome('DeleteParameter', { Name: '/a' })).toBe('ParameterNotFound');
    expect(await call('DeleteParameters', { Names: ['/a', '/b'] })).toEqual({
      DeletedParameters: ['/b'],
      InvalidParameters: ['/a'],
    });
    expect(store.names()).toEqual([]);
  });

  test('spares a parameter of a hierarchy whose name is given without its slash', async () => {
    const { put, call, store } = createFixture();
    await put({ Name: '/a/b' });
    expect(await call('DeleteParameters', { Names: ['a/b'] })).toEqual({
      DeletedParameters: [],
      InvalidParameters: ['a/b'],
    });
    expect(store.names()).toEqual(['/a/b']);
  });
});

describe('tags', () => {
  test('they are added, replaced, removed and listed', async () => {
    const { put, call } = createFixture();
    const resource = { ResourceType: 'Parameter', ResourceId: '/a' };
    await put({ Name: '/a', Tags: [{ Key: 'one', Value: '1' }] });
    await call('AddTagsToResource', {
      ...resource,
      Tags: [
        { Key: 'one', Value: '2' },
        { Key: 'two', Value: '' },
      ],
    });
    expect(await call('ListTagsForResource', resource)).toEqual({
      TagList: [
        { Key: 'one', Value: '2' },
        { Key: 'two', Value: '' },
      ],
    });
    await call('RemoveTagsFromResource', { ...resource, TagKeys: ['one', 'none'] });
    expect(await call('ListTagsForResource', resource)).toEqual({ TagList: [{ Key: 'two', Value: '' }] });
  });

  test('a parameter has fifty', async () => {
    const { put, outcome, store } = createFixture();
    const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    await put({ Name: '/a', Tags });
    const resource = { ResourceType: 'Parameter', ResourceId: 'a' };
    expect(await outcome('AddTagsToResource', { ...resource, Tags: [{ Key: 'k0', Value: 'w' }] })).toBe('done');
    expect(await outcome('AddTagsToResource', { ...resource, Tags: [{ Key: 'k50', Value: 'v' }] })).toBe(
      'TooManyTagsError',
    );
    expect(Object.keys(store.tagsOf('/a'))).toHaveLength(50);
  });

  test.each([
    [{ ResourceType: 'Parameter', ResourceId: '/none', Tags: [] }, 'InvalidResourceId'],
    [{ ResourceType: 'Parameter', ResourceId: 'a/b', Tags: [] }, 'InvalidResourceId'],
    [{ ResourceType: 'Parameter', ResourceId: 'a b', Tags: [] }, 'InvalidResourceId'],
    [{ ResourceType: 'Document', ResourceId: '/a', Tags: [] }, 'InvalidResourceId'],
    [{ ResourceType: 'Bucket', ResourceId: '/a', Tags: [] }, 'ValidationException'],
    [{ ResourceType: 'Parameter', ResourceId: '/a' }, 'ValidationException'],
    [{ ResourceType: 'Parameter', ResourceId: '/a', Tags: [{ Key: 'aws:x', Value: '' }] }, 'ValidationException'],
    [{ ResourceType: 'Parameter', ResourceId: '/a', Tags: [{ Key: 'a*', Value: '' }] }, 'ValidationException'],
    [
      { ResourceType: 'Parameter', ResourceId: '/a', Tags: [{ Key: 'a', Value: 'v'.repeat(257) }] },
      'ValidationException',
    ],
  ])('%j is %s', async (input, expected) => {
    const { put, outcome } = createFixture();
    await put({ Name: '/a' });
    expect(await outcome('AddTagsToResource', input)).toBe(expected);
  });

  test('the index is told of every change, and of the end', async () => {
    const { put, call, tagged } = createFixture();
    const resource = { ResourceType: 'Parameter', ResourceId: '/a' };
    await put({ Name: '/a', Tags: [{ Key: 'one', Value: '1' }] });
    await call('AddTagsToResource', { ...resource, Tags: [{ Key: 'two', Value: '2' }] });
    await call('RemoveTagsFromResource', { ...resource, TagKeys: ['one'] });
    await call('DeleteParameter', { Name: '/a' });
    expect(tagged).toEqual([
      { arn, tags: { one: '1' } },
      { arn, tags: { one: '1', two: '2' } },
      { arn, tags: { two: '2' } },
      { arn, tags: undefined },
    ]);
  });
});

describe('events', () => {
  test('the bus hears of creating, updating, labelling and deleting, never of a value', async () => {
    const { put, call, outcome, events } = createFixture();
    await put({ Name: '/a', Value: 'hush', Description: 'words' });
    await put({ Name: '/a', Value: 'hush', Overwrite: true });
    await call('LabelParameterVersion', { Name: '/a', Labels: ['x'] });
    await call('DeleteParameters', { Names: ['/a', '/none'] });
    expect(await outcome('DeleteParameter', { Name: '/a' })).toBe('ParameterNotFound');
    const detail = { name: '/a', type: 'SecureString', description: 'words' };
    expect(events).toEqual(
      ['Create', 'Update', 'LabelParameterVersion', 'Delete'].map((operation) => ({ ...detail, operation })),
    );
  });
});
