/** Finding parameters: by path, by filters, page by page. */
import type { Scenario, Step } from '../scenario.ts';

const names = ['/apis/orders', '/apis/orders/key', '/apis/returns', '/apis/v2/orders', '/apisother/x', 'flat'];
const six: readonly Step[] = names.map((Name, index) => [
  `create ${Name}`,
  'PutParameter',
  { Name, Value: `v${index}`, Type: index === 2 ? 'StringList' : 'String' },
]);
const secure: Step = [
  'create a secret one',
  'PutParameter',
  { Name: '/apis/secret', Value: 'v', Type: 'SecureString' },
];

function filtered(name: string, filter: object): Step {
  return [name, 'DescribeParameters', { ParameterFilters: [filter] }];
}

export const parameterListingScenarios: readonly Scenario[] = [
  {
    subject: 'paths',
    promise: 'on what lies under a path',
    steps: [
      ...six,
      secure,
      ['one level', 'GetParametersByPath', { Path: '/apis' }],
      ['a slash at the end', 'GetParametersByPath', { Path: '/apis/' }],
      ['all levels', 'GetParametersByPath', { Path: '/apis', Recursive: true }],
      ['decrypted', 'GetParametersByPath', { Path: '/apis', WithDecryption: true }],
      ['the root', 'GetParametersByPath', { Path: '/' }],
      ['the root, all levels', 'GetParametersByPath', { Path: '/', Recursive: true }],
      ['nothing there', 'GetParametersByPath', { Path: '/none' }],
      ['no slash in front', 'GetParametersByPath', { Path: 'apis' }],
      ['in pages of two', 'GetParametersByPath', { Path: '/apis', Recursive: true, MaxResults: 2 }, 'every page'],
      ['in pages of three', 'GetParametersByPath', { Path: '/apis', Recursive: true, MaxResults: 3 }, 'every page'],
      ['pages too large', 'GetParametersByPath', { Path: '/apis', MaxResults: 11 }],
      [
        'by type',
        'GetParametersByPath',
        { Path: '/apis', ParameterFilters: [{ Key: 'Type', Values: ['StringList'] }] },
      ],
      ['by name', 'GetParametersByPath', { Path: '/apis', ParameterFilters: [{ Key: 'Name', Values: ['x'] }] }],
      ['label', 'LabelParameterVersion', { Name: '/apis/returns', Labels: ['good'] }],
      ['by label', 'GetParametersByPath', { Path: '/apis', ParameterFilters: [{ Key: 'Label', Values: ['good'] }] }],
      ['with a token that nobody gave', 'GetParametersByPath', { Path: '/apis', NextToken: 'mine' }],
    ],
  },
  {
    subject: 'filters',
    promise: 'on what DescribeParameters finds',
    steps: [
      ...six,
      secure,
      ['everything', 'DescribeParameters', {}],
      filtered('a name', { Key: 'Name', Values: ['/apis/orders'] }),
      filtered('names', { Key: 'Name', Values: ['/apis/orders', 'flat', '/none'] }),
      filtered('a name by its other spelling', { Key: 'Name', Values: ['/flat'] }),
      filtered('the beginning of a name', { Key: 'Name', Option: 'BeginsWith', Values: ['/apis/o'] }),
      filtered('a part of a name', { Key: 'Name', Option: 'Contains', Values: ['orders'] }),
      filtered('a type', { Key: 'Type', Values: ['SecureString'] }),
      filtered('two types', { Key: 'Type', Values: ['SecureString', 'StringList'] }),
      filtered('a path', { Key: 'Path', Values: ['/apis'] }),
      filtered('a path with all below', { Key: 'Path', Option: 'Recursive', Values: ['/apis'] }),
      filtered('a key', { Key: 'KeyId', Values: ['alias/aws/ssm'] }),
      filtered('a tier', { Key: 'Tier', Values: ['Standard'] }),
      filtered('a data type', { Key: 'DataType', Values: ['text'] }),
      [
        'two filters',
        'DescribeParameters',
        {
          ParameterFilters: [
            { Key: 'Type', Values: ['String'] },
            { Key: 'Path', Option: 'Recursive', Values: ['/apis'] },
          ],
        },
      ],
      ['the old filters by type', 'DescribeParameters', { Filters: [{ Key: 'Type', Values: ['StringList'] }] }],
      ['the old filters by name', 'DescribeParameters', { Filters: [{ Key: 'Name', Values: ['/apis/orders'] }] }],
      ['in pages of two', 'DescribeParameters', { MaxResults: 2 }, 'every page'],
    ],
  },
  {
    subject: 'malformed filters',
    promise: 'on filters that are none',
    steps: [
      filtered('unknown key', { Key: 'Colour', Values: ['red'] }),
      filtered('label', { Key: 'Label', Values: ['good'] }),
      filtered('unknown option', { Key: 'Name', Option: 'EndsWith', Values: ['x'] }),
      filtered('unknown option of a path', { Key: 'Path', Option: 'BeginsWith', Values: ['/x'] }),
      filtered('part of a type', { Key: 'Type', Option: 'Contains', Values: ['String'] }),
      filtered('no values', { Key: 'Name' }),
      filtered('unknown type', { Key: 'Type', Values: ['Text'] }),
      filtered('unknown tier', { Key: 'Tier', Values: ['Huge'] }),
      filtered('reserved path', { Key: 'Path', Values: ['/aws/service'] }),
      filtered('path without a slash', { Key: 'Path', Values: ['apis'] }),
      [
        'one key twice',
        'DescribeParameters',
        {
          ParameterFilters: [
            { Key: 'Name', Values: ['x'] },
            { Key: 'Name', Values: ['y'] },
          ],
        },
      ],
      [
        'old and new filters',
        'DescribeParameters',
        { Filters: [{ Key: 'Name', Values: ['x'] }], ParameterFilters: [{ Key: 'Name', Values: ['x'] }] },
      ],
      ['pages too large', 'DescribeParameters', { MaxResults: 51 }],
      ['with a token that nobody gave', 'DescribeParameters', { NextToken: 'mine' }],
    ],
  },
];
