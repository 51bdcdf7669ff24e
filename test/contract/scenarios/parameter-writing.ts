/** Creating and overwriting parameters: what is kept, what is refused, what each tier holds. */
import type { Scenario } from '../scenario.ts';

const orders = { Name: '/apis/orders', Value: 'first', Type: 'String' };
const Name = orders.Name;

export const parameterWritingScenarios: readonly Scenario[] = [
  {
    subject: 'creation',
    promise: 'on a parameter that is created, read, and never created twice',
    steps: [
      ['create', 'PutParameter', orders],
      ['read', 'GetParameter', { Name }],
      ['read by ARN', 'GetParameter', { Name: '$read.Parameter.ARN' }],
      ['create again', 'PutParameter', { ...orders, Value: 'second' }],
      ['create again with Overwrite false', 'PutParameter', { ...orders, Value: 'second', Overwrite: false }],
      ['read after refusals', 'GetParameter', { Name }],
      ['overwrite what does not exist', 'PutParameter', { ...orders, Name: '/apis/new', Overwrite: true }],
      ['read what Overwrite created', 'GetParameter', { Name: '/apis/new' }],
      ['create a list', 'PutParameter', { Name: '/apis/list', Value: 'a,b', Type: 'StringList' }],
      ['read the list', 'GetParameter', { Name: '/apis/list' }],
      ['create with a text beyond ASCII', 'PutParameter', { ...orders, Name: '/apis/text', Value: 'naïve ✓ 𝄞' }],
      ['read the text beyond ASCII', 'GetParameter', { Name: '/apis/text' }],
      ['read what does not exist', 'GetParameter', { Name: '/apis/none' }],
    ],
  },
  {
    subject: 'overwriting',
    promise: 'on what an overwrite changes and what it keeps',
    steps: [
      [
        'create with everything',
        'PutParameter',
        { ...orders, Description: 'for orders', AllowedPattern: '^[a-z]+$', Tier: 'Standard', DataType: 'text' },
      ],
      ['overwrite with the value only', 'PutParameter', { Name, Value: 'second', Overwrite: true }],
      ['read', 'GetParameter', { Name }],
      ['describe', 'DescribeParameters', { ParameterFilters: [{ Key: 'Name', Values: [Name] }] }],
      ['overwrite with the same value', 'PutParameter', { Name, Value: 'second', Overwrite: true }],
      ['overwrite the description', 'PutParameter', { Name, Value: 'fourth', Overwrite: true, Description: 'other' }],
      ['read at the end', 'GetParameter', { Name }],
      ['describe at the end', 'DescribeParameters', {}],
      ['overwrite with tags', 'PutParameter', { Name, Value: 'x', Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }],
      ['overwrite against the pattern', 'PutParameter', { Name, Value: 'THIRD', Overwrite: true }],
    ],
  },
  {
    subject: 'encryption',
    promise: 'on parameters that are encrypted, with and without a key of its own',
    steps: [
      ['create', 'PutParameter', { Name: '/keys/plain', Value: 'first', Type: 'SecureString' }],
      ['read decrypted', 'GetParameter', { Name: '/keys/plain', WithDecryption: true }],
      ['read encrypted', 'GetParameter', { Name: '/keys/plain' }],
      ['describe', 'DescribeParameters', {}],
      [
        'create with a key',
        'PutParameter',
        { Name: '/keys/own', Value: 'first', Type: 'SecureString', KeyId: 'alias/own' },
      ],
      [
        'overwrite with the key',
        'PutParameter',
        { Name: '/keys/own', Value: 'second', Overwrite: true, KeyId: 'alias/own' },
      ],
      ['describe by key', 'DescribeParameters', { ParameterFilters: [{ Key: 'KeyId', Values: ['alias/own'] }] }],
      ['overwrite without the key', 'PutParameter', { Name: '/keys/own', Value: 'third', Overwrite: true }],
      ['read the third decrypted', 'GetParameter', { Name: '/keys/own', WithDecryption: true }],
      [
        'describe after the third',
        'DescribeParameters',
        { ParameterFilters: [{ Key: 'Name', Values: ['/keys/own'] }] },
      ],
      ['a key for a text', 'PutParameter', { Name: '/keys/text', Value: 'x', Type: 'String', KeyId: 'alias/own' }],
    ],
  },
  {
    subject: 'tiers',
    promise: 'on what each tier holds and that no parameter goes down',
    steps: [
      ['as much as Standard holds', 'PutParameter', { ...orders, Value: 'x'.repeat(4096), Tier: 'Standard' }],
      [
        'more than Standard holds',
        'PutParameter',
        { ...orders, Name: '/big', Value: 'x'.repeat(4097), Tier: 'Standard' },
      ],
      [
        'more bytes than characters',
        'PutParameter',
        { ...orders, Name: '/wide', Value: 'é'.repeat(2049), Tier: 'Standard' },
      ],
      [
        'as much as Advanced holds',
        'PutParameter',
        { Name, Value: 'x'.repeat(8192), Tier: 'Advanced', Overwrite: true },
      ],
      ['left out', 'PutParameter', { Name, Value: 'second', Overwrite: true }],
      ['describe', 'DescribeParameters', { ParameterFilters: [{ Key: 'Name', Values: [Name] }] }],
      ['down', 'PutParameter', { Name, Value: 'third', Tier: 'Standard', Overwrite: true }],
      [
        'more than Advanced holds',
        'PutParameter',
        { ...orders, Name: '/huge', Value: 'x'.repeat(8193), Tier: 'Advanced' },
      ],
      ['by Tier', 'DescribeParameters', { ParameterFilters: [{ Key: 'Tier', Values: ['Advanced'] }] }],
    ],
  },
  {
    subject: 'malformed writes',
    promise: 'on writes that no state makes right',
    steps: [
      ['no type', 'PutParameter', { Name, Value: 'x' }],
      ['unknown type', 'PutParameter', { ...orders, Name: '/malformed/1', Type: 'Text' }],
      ['unknown data type', 'PutParameter', { ...orders, Name: '/malformed/2', DataType: 'xml' }],
      ['empty value', 'PutParameter', { ...orders, Name: '/malformed/3', Value: '' }],
      ['value that names a parameter', 'PutParameter', { ...orders, Name: '/malformed/4', Value: '{{ssm:other}}' }],
      ['no image', 'PutParameter', { ...orders, Name: '/malformed/5', Value: 'x', DataType: 'aws:ec2:image' }],
      ['value against its pattern', 'PutParameter', { ...orders, Name: '/malformed/6', AllowedPattern: '^[0-9]+$' }],
      ['pattern that is none', 'PutParameter', { ...orders, Name: '/malformed/7', AllowedPattern: '[' }],
      ['unknown tier', 'PutParameter', { ...orders, Name: '/malformed/8', Tier: 'Huge' }],
      [
        'policies that are no JSON',
        'PutParameter',
        { ...orders, Name: '/malformed/9', Tier: 'Advanced', Policies: 'x' },
      ],
    ],
  },
];
