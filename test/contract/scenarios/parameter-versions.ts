/** Versions, labels and history. */
import type { Scenario, Step } from '../scenario.ts';

const Name = '/apis/orders';
const three: readonly Step[] = [
  ['first', 'PutParameter', { Name, Value: 'one', Type: 'String' }],
  ['second', 'PutParameter', { Name, Value: 'two', Overwrite: true }],
  ['third', 'PutParameter', { Name, Value: 'three', Overwrite: true }],
];

export const parameterVersionScenarios: readonly Scenario[] = [
  {
    subject: 'versions',
    promise: 'on reading old versions, by number and by label',
    steps: [
      ...three,
      ['by number', 'GetParameter', { Name: `${Name}:2` }],
      ['by a number that is none yet', 'GetParameter', { Name: `${Name}:4` }],
      ['label', 'LabelParameterVersion', { Name, ParameterVersion: 1, Labels: ['good'] }],
      ['by label', 'GetParameter', { Name: `${Name}:good` }],
      ['by a label that is none', 'GetParameter', { Name: `${Name}:bad` }],
      ['several at once', 'GetParameters', { Names: [`${Name}:2`, `${Name}:4`, `${Name}:bad`] }],
      ['by ARN and number', 'GetParameter', { Name: `arn:aws:ssm:eu-west-1:123456789012:parameter${Name}:1` }],
      ['of what does not exist', 'GetParameter', { Name: '/apis/none:1' }],
    ],
  },
  {
    subject: 'labels',
    promise: 'on labels: one version each, ten a version, and which are malformed',
    steps: [
      ...three,
      ['label the newest', 'LabelParameterVersion', { Name, Labels: ['good'] }],
      ['move it', 'LabelParameterVersion', { Name, ParameterVersion: 2, Labels: ['good'] }],
      ['history', 'GetParameterHistory', { Name }],
      ['malformed', 'LabelParameterVersion', { Name, Labels: ['1st', 'aws-x', 'ssm.x', 'a b', 'fine'] }],
      ['reserved in capitals', 'LabelParameterVersion', { Name, Labels: ['AWS-x'] }],
      ['too long', 'LabelParameterVersion', { Name, Labels: ['x'.repeat(101)] }],
      ['ten', 'LabelParameterVersion', { Name, ParameterVersion: 1, Labels: [...'abcdefghij'] }],
      ['one more', 'LabelParameterVersion', { Name, ParameterVersion: 1, Labels: ['k'] }],
      ['one that is there', 'LabelParameterVersion', { Name, ParameterVersion: 1, Labels: ['a'] }],
      ['unlabel', 'UnlabelParameterVersion', { Name, ParameterVersion: 1, Labels: ['a', 'good', 'none'] }],
      ['unlabel a version that is none', 'UnlabelParameterVersion', { Name, ParameterVersion: 9, Labels: ['a'] }],
      ['unlabel without a version', 'UnlabelParameterVersion', { Name, Labels: ['a'] }],
      ['a version that is none', 'LabelParameterVersion', { Name, ParameterVersion: 9, Labels: ['x'] }],
      ['a parameter that is none', 'LabelParameterVersion', { Name: '/apis/none', Labels: ['x'] }],
      ['no labels', 'LabelParameterVersion', { Name, Labels: [] }],
    ],
  },
  {
    subject: 'history',
    promise: 'on the history of a parameter, page by page',
    steps: [
      ...three,
      ['all', 'GetParameterHistory', { Name }],
      ['in pages of two', 'GetParameterHistory', { Name, MaxResults: 2 }, 'every page'],
      ['in pages of one', 'GetParameterHistory', { Name, MaxResults: 1 }, 'every page'],
      ['pages too large', 'GetParameterHistory', { Name, MaxResults: 51 }],
      ['pages of nothing', 'GetParameterHistory', { Name, MaxResults: 0 }],
      ['of what does not exist', 'GetParameterHistory', { Name: '/apis/none' }],
      ['with a token that nobody gave', 'GetParameterHistory', { Name, NextToken: 'mine' }],
    ],
  },
  {
    subject: 'a hundred versions',
    promise: 'that a hundred versions are kept, and that a label on the oldest stops the next',
    steps: [
      ...Array.from(
        { length: 100 },
        (_, index): Step => [
          `write ${index + 1}`,
          'PutParameter',
          { Name, Value: `${index}`, Type: 'String', Overwrite: true },
        ],
      ),
      ['write 101', 'PutParameter', { Name, Value: 'x', Overwrite: true }],
      ['the first is gone', 'GetParameter', { Name: `${Name}:1` }],
      ['the second is there', 'GetParameter', { Name: `${Name}:2` }],
      ['label the oldest', 'LabelParameterVersion', { Name, ParameterVersion: 2, Labels: ['keep'] }],
      ['write 102', 'PutParameter', { Name, Value: 'y', Overwrite: true }],
      ['move the label', 'LabelParameterVersion', { Name, ParameterVersion: 3, Labels: ['keep'] }],
      ['write 102 again', 'PutParameter', { Name, Value: 'y', Overwrite: true }],
    ],
  },
];
