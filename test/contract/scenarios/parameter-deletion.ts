/** Deleting parameters, and what a name is worth afterwards. */
import type { Scenario } from '../scenario.ts';

const put = { Value: 'x', Type: 'String' };

export const parameterDeletionScenarios: readonly Scenario[] = [
  {
    subject: 'deletion',
    promise: 'on what is left of a parameter that is deleted',
    steps: [
      ['create one', 'PutParameter', { ...put, Name: '/apis/orders', Tags: [{ Key: 'team', Value: 'a' }] }],
      ['create two', 'PutParameter', { ...put, Name: '/apis/returns' }],
      ['create three', 'PutParameter', { ...put, Name: 'flat' }],
      ['delete one', 'DeleteParameter', { Name: '/apis/orders' }],
      ['read it', 'GetParameter', { Name: '/apis/orders' }],
      ['its history', 'GetParameterHistory', { Name: '/apis/orders' }],
      ['its tags', 'ListTagsForResource', { ResourceType: 'Parameter', ResourceId: '/apis/orders' }],
      ['the index', 'GetResources', { ResourceTypeFilters: ['ssm:parameter'] }, 'every page'],
      ['delete it again', 'DeleteParameter', { Name: '/apis/orders' }],
      ['delete by a name without its slash', 'DeleteParameters', { Names: ['apis/returns'] }],
      ['delete several', 'DeleteParameters', { Names: ['/apis/returns', '/apis/none', '/flat'] }],
      ['nothing is left', 'GetParametersByPath', { Path: '/', Recursive: true }],
      ['delete too many', 'DeleteParameters', { Names: Array.from({ length: 11 }, (_, index) => `/apis/${index}`) }],
      ['delete none', 'DeleteParameters', { Names: [] }],
      ['delete a malformed name', 'DeleteParameter', { Name: 'my orders' }],
      ['create it at once', 'PutParameter', { ...put, Name: '/apis/orders' }],
    ],
  },
];
