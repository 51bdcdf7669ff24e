/** What parameters may be called, and the ways to refer to one. */
import type { Scenario } from '../scenario.ts';

const put = { Value: 'x', Type: 'String' };

export const parameterNameScenarios: readonly Scenario[] = [
  {
    subject: 'names',
    promise: 'on names that no parameter may have',
    steps: [
      ['a slash inside, none in front', 'PutParameter', { ...put, Name: 'apis/orders' }],
      ['a slash at the end', 'PutParameter', { ...put, Name: '/apis/orders/' }],
      ['a space inside', 'PutParameter', { ...put, Name: '/apis/my orders' }],
      ['a star', 'PutParameter', { ...put, Name: '/apis/*' }],
      ['an empty level', 'PutParameter', { ...put, Name: '/apis//orders' }],
      ['reserved aws', 'PutParameter', { ...put, Name: 'aws-orders' }],
      ['reserved AWS', 'PutParameter', { ...put, Name: '/AWSorders' }],
      ['reserved ssm', 'PutParameter', { ...put, Name: 'ssm-orders' }],
      ['reserved path of ssm', 'PutParameter', { ...put, Name: '/ssm/orders' }],
      ['reserved path of aws', 'PutParameter', { ...put, Name: '/aws/orders' }],
      ['aws on a lower level', 'PutParameter', { ...put, Name: '/apis/aws' }],
      ['fifteen levels', 'PutParameter', { ...put, Name: '/a'.repeat(15) }],
      ['sixteen levels', 'PutParameter', { ...put, Name: '/a'.repeat(16) }],
      ['empty', 'PutParameter', { ...put, Name: '' }],
      ['longer than an ARN may be', 'PutParameter', { ...put, Name: `/${'a'.repeat(1100)}` }],
    ],
  },
  {
    subject: 'spellings',
    promise: 'that /name and name are one parameter',
    steps: [
      ['create', 'PutParameter', { ...put, Name: 'orders' }],
      ['read as written', 'GetParameter', { Name: 'orders' }],
      ['read with a slash', 'GetParameter', { Name: '/orders' }],
      ['create with a slash', 'PutParameter', { ...put, Name: '/orders' }],
      ['overwrite with a slash', 'PutParameter', { Name: '/orders', Value: 'y', Overwrite: true }],
      ['read after that', 'GetParameter', { Name: 'orders' }],
      ['read several', 'GetParameters', { Names: ['orders', '/none', 'bad name'] }],
      ['read one twice', 'GetParameters', { Names: ['orders', 'orders'] }],
      ['read too many', 'GetParameters', { Names: Array.from({ length: 11 }, (_, index) => `/apis/${index}`) }],
      ['read none', 'GetParameters', { Names: [] }],
      ['read a malformed name', 'GetParameter', { Name: 'my orders' }],
      [
        'read an ARN of another account',
        'GetParameter',
        { Name: 'arn:aws:ssm:eu-west-1:210987654321:parameter/orders' },
      ],
    ],
  },
];
