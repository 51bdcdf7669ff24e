/** Tags of parameters, and the index of them. */
import type { Scenario } from '../scenario.ts';

const Name = '/apis/orders';
const resource = { ResourceType: 'Parameter', ResourceId: Name };
const types = { ResourceTypeFilters: ['ssm:parameter'] };

export const parameterTagScenarios: readonly Scenario[] = [
  {
    subject: 'tags of parameters',
    promise: 'on tags that are given, replaced, removed and looked for',
    steps: [
      ['create', 'PutParameter', { Name, Value: 'x', Type: 'String', Tags: [{ Key: 'team', Value: 'a' }] }],
      ['create another', 'PutParameter', { Name: '/apis/returns', Value: 'x', Type: 'String' }],
      ['list', 'ListTagsForResource', resource],
      ['list none', 'ListTagsForResource', { ...resource, ResourceId: '/apis/returns' }],
      [
        'add and replace',
        'AddTagsToResource',
        {
          ...resource,
          Tags: [
            { Key: 'team', Value: 'b' },
            { Key: 'stage', Value: '' },
          ],
        },
      ],
      ['list again', 'ListTagsForResource', resource],
      ['find by tag', 'DescribeParameters', { ParameterFilters: [{ Key: 'tag:team', Values: ['b'] }] }],
      ['find by a key alone', 'DescribeParameters', { ParameterFilters: [{ Key: 'tag:stage' }] }],
      ['find by another value', 'DescribeParameters', { ParameterFilters: [{ Key: 'tag:team', Values: ['c'] }] }],
      ['index', 'GetResources', types, 'every page'],
      ['index by tag', 'GetResources', { ...types, TagFilters: [{ Key: 'team', Values: ['b'] }] }, 'every page'],
      ['index by another tag', 'GetResources', { ...types, TagFilters: [{ Key: 'none' }] }, 'every page'],
      ['overwrite keeps them', 'PutParameter', { Name, Value: 'y', Overwrite: true }],
      ['list after the overwrite', 'ListTagsForResource', resource],
      ['remove', 'RemoveTagsFromResource', { ...resource, TagKeys: ['stage', 'none'] }],
      ['list after removal', 'ListTagsForResource', resource],
      ['list by its other spelling', 'ListTagsForResource', { ...resource, ResourceId: 'apis/orders' }],
    ],
  },
  {
    subject: 'malformed tags of parameters',
    promise: 'on tags that cannot be',
    steps: [
      ['create', 'PutParameter', { Name, Value: 'x', Type: 'String' }],
      [
        'no such parameter',
        'AddTagsToResource',
        { ...resource, ResourceId: '/none', Tags: [{ Key: 'a', Value: 'b' }] },
      ],
      ['list of no such parameter', 'ListTagsForResource', { ...resource, ResourceId: '/none' }],
      ['remove from no such parameter', 'RemoveTagsFromResource', { ...resource, ResourceId: '/none', TagKeys: ['a'] }],
      ['no such type', 'ListTagsForResource', { ...resource, ResourceType: 'Parrot' }],
      ['reserved key', 'AddTagsToResource', { ...resource, Tags: [{ Key: 'aws:a', Value: 'b' }] }],
      ['key with a brace', 'AddTagsToResource', { ...resource, Tags: [{ Key: '{a}', Value: 'b' }] }],
      ['key too long', 'AddTagsToResource', { ...resource, Tags: [{ Key: 'k'.repeat(129), Value: 'b' }] }],
      ['value too long', 'AddTagsToResource', { ...resource, Tags: [{ Key: 'a', Value: 'v'.repeat(257) }] }],
      ['value with a star', 'AddTagsToResource', { ...resource, Tags: [{ Key: 'a', Value: '*' }] }],
      [
        'too many',
        'AddTagsToResource',
        { ...resource, Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) },
      ],
    ],
  },
];
