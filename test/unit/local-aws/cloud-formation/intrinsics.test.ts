import { describe, expect, it } from 'vitest';
import { holds } from '../../../local-aws/cloud-formation/conditions.ts';
import { resolve, type Scope } from '../../../local-aws/cloud-formation/intrinsics.ts';
import { orderOf } from '../../../local-aws/cloud-formation/order.ts';

const conditions = {
  IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
  IsThere: { 'Fn::Not': [{ Condition: 'IsHere' }] },
  Either: { 'Fn::Or': [{ Condition: 'IsThere' }, { Condition: 'IsHere' }] },
  Both: { 'Fn::And': [{ Condition: 'IsThere' }, { Condition: 'IsHere' }] },
  Odd: { 'Fn::Xor': [] },
};

/** Names stand for themselves, in brackets. */
const scope: Scope = {
  ref: (name) => {
    if (name === 'Nobody') throw new Error('there is no Nobody');
    return name === 'AWS::Region' ? 'eu-west-1' : `<${name}>`;
  },
  attribute: (id, name) => `<${id}.${name}>`,
  condition: (name) => holds(name, conditions, scope),
};
const resolved = (value: unknown) => resolve(value, scope, 'Here');

describe('a value of a template', () => {
  it.each([
    ['plain', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
    ['Ref', { a: { Ref: 'Queue' } }, { a: '<Queue>' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, '<Queue.Arn>'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, '<Queue.Arn>'],
    ['Fn::Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Region' }, 1]] }, 'arn:eu-west-1:1'],
    ['Fn::Split', { 'Fn::Split': ['/', 'a/b'] }, ['a', 'b']],
    ['Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    ['Fn::Sub', { 'Fn::Sub': `a-\${AWS::Region}-\${Queue.Arn}-\${!Literal}` }, `a-eu-west-1-<Queue.Arn>-\${Literal}`],
    ['Fn::Sub with variables', { 'Fn::Sub': [`\${It}/\${Queue}`, { It: { Ref: 'It' } }] }, '<It>/<Queue>'],
    ['Fn::If that holds', { 'Fn::If': ['IsHere', { Ref: 'A' }, 'b'] }, '<A>'],
    ['Fn::If that does not', { 'Fn::If': ['IsThere', 'a', { Ref: 'B' }] }, '<B>'],
    ['AWS::NoValue', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    ['AWS::NoValue behind Fn::If', { a: { 'Fn::If': ['IsHere', { Ref: 'AWS::NoValue' }, 1] }, b: 2 }, { b: 2 }],
  ])('has everything in its place: %s', (_, value, wanted) => {
    expect(resolved(value)).toEqual(wanted);
  });

  it.each([
    ['a function that is not known', { a: [{ 'Fn::Cidr': [] }] }, 'Here.a[0]: Fn::Cidr is not known here.'],
    ['a function with company', { a: { Ref: 'A', b: 1 } }, 'Here.a: Ref has company.'],
    ['a name that is not there', { a: { b: { Ref: 'Nobody' } } }, 'Here.a.b: there is no Nobody.'],
    ['a name within a text', { a: { 'Fn::Sub': `-\${Nobody}-` } }, 'Here.a: there is no Nobody.'],
    ['an item beyond the list', { 'Fn::Select': [2, ['a']] }, 'Here: Fn::Select finds no item 2 of 1.'],
    ['a list where a text is needed', { 'Fn::Join': ['', [[]]] }, 'Here: a text is needed.'],
    ['a condition that is not there', { 'Fn::If': ['Missing', 1, 2] }, 'Here: there is no condition Missing.'],
  ])('throws, saying where, for %s', (_, value, message) => {
    expect(() => resolved(value)).toThrow(new Error(message));
  });
});

describe('a condition', () => {
  it('holds or not, also by others', () => {
    const found = ['IsHere', 'IsThere', 'Either', 'Both'].map((name) => scope.condition(name));
    expect(found).toEqual([true, false, true, false]);
  });

  it('throws for what is not known', () => {
    expect(() => scope.condition('Odd')).toThrow('Conditions.Odd: Fn::Xor is no condition that is known here.');
  });
});

describe('the order of resources', () => {
  const needing = (...ids: string[]) => ({ Type: 'T', Properties: { list: ids.map((Ref) => ({ Ref })) } });

  it('has each after all that it needs', () => {
    const resources = {
      A: { Type: 'T', Properties: { a: { 'Fn::GetAtt': ['B', 'Arn'] } } },
      B: { Type: 'T', Properties: { a: { 'Fn::Sub': [`\${C.Arn}-\${Own}`, { Own: { Ref: 'D' } }] } } },
      C: { Type: 'T', DependsOn: 'E' },
      D: { Type: 'T', DependsOn: ['C'], Properties: { a: { 'Fn::GetAtt': 'C.Arn' } } },
      E: needing('AWS::Region'),
    };
    expect(orderOf(resources)).toEqual(['E', 'C', 'D', 'B', 'A']);
  });

  it('is none for a circle', () => {
    expect(() => orderOf({ A: needing('B'), B: needing('A') })).toThrow('A → B → A');
  });
});
