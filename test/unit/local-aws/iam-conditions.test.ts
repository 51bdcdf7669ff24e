import { describe, expect, test } from 'vitest';
import type { Json } from '../../local-aws/service.ts';
import { iamOf } from './iam-fixture.ts';

type Context = Record<string, string | readonly string[]>;

/** Whether a statement with this condition covers a request that says this. */
function holds(Condition: Json, context: Context): boolean {
  return iamOf({ Action: 'ssm:PutParameter', Resource: '*', Condition }).allows('ssm:PutParameter', '*', context);
}

const account = (operator: string, values: unknown): Json => ({ [operator]: { 'aws:SourceAccount': values } });
const tags = (operator: string, values: unknown): Json => ({ [operator]: { 'aws:TagKeys': values } });
const rule = 'arn:aws:events:eu-west-1:123456789012:rule/';
const from = (operator: string, values: unknown): Json => ({ [operator]: { 'aws:SourceArn': values } });

describe('a condition', () => {
  test.each<[string, Json, Context, boolean]>([
    ['StringEquals: the value', account('StringEquals', '1'), { 'aws:SourceAccount': '1' }, true],
    ['StringEquals: another', account('StringEquals', '1'), { 'aws:SourceAccount': '2' }, false],
    ['StringEquals: one of several', account('StringEquals', ['1', '2']), { 'aws:SourceAccount': '2' }, true],
    ['StringEquals: no key', account('StringEquals', '1'), {}, false],
    ['StringEquals: a star is a star', account('StringEquals', '*'), { 'aws:SourceAccount': '1' }, false],
    ['StringEquals: values have a case', account('StringEquals', 'a'), { 'aws:SourceAccount': 'A' }, false],
    ['keys have none', account('StringEquals', '1'), { 'AWS:sourceaccount': '1' }, true],
    ['StringNotEquals: the value', account('StringNotEquals', '1'), { 'aws:SourceAccount': '1' }, false],
    ['StringNotEquals: one of several', account('StringNotEquals', ['1', '2']), { 'aws:SourceAccount': '2' }, false],
    ['StringNotEquals: another', account('StringNotEquals', ['1', '2']), { 'aws:SourceAccount': '3' }, true],
    ['StringNotEquals: no key', account('StringNotEquals', '1'), {}, true],
    ['StringLike: a wildcard', account('StringLike', '1?3*'), { 'aws:SourceAccount': '123' }, true],
    ['StringLike: too short', account('StringLike', '1?3*'), { 'aws:SourceAccount': '13' }, false],
    ['StringLike: no key', account('StringLike', '*'), {}, false],
    ['ArnEquals: the ARN', from('ArnEquals', `${rule}a`), { 'aws:SourceArn': `${rule}a` }, true],
    ['ArnEquals: a wildcard, as ArnLike', from('ArnEquals', `${rule}*`), { 'aws:SourceArn': `${rule}a` }, true],
    ['ArnLike: another', from('ArnLike', [`${rule}a`, `${rule}b`]), { 'aws:SourceArn': `${rule}c` }, false],
    ['ArnLike: what is no ARN', from('ArnLike', `${rule}*`), { 'aws:SourceArn': 'rule/a' }, false],
    [
      'ArnLike: an ARN cut short',
      from('ArnLike', 'arn:aws:events:*:*:*'),
      { 'aws:SourceArn': 'arn:aws:events' },
      false,
    ],
    ['ArnLike: no key', from('ArnLike', `${rule}*`), {}, false],
    ['Bool: as every request has it', { Bool: { 'aws:SecureTransport': 'true' } }, {}, true],
    ['Bool: the other', { Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
    ['Bool: no key', { Bool: { 'ssm:Overwrite': 'false' } }, {}, false],
    ['Null: true, no key', account('Null', 'true'), {}, true],
    ['Null: true, a key', account('Null', true), { 'aws:SourceAccount': '1' }, false],
    ['Null: false, a key', account('Null', 'false'), { 'aws:SourceAccount': '1' }, true],
    ['Null: false, no key', account('Null', false), {}, false],
    ['ForAllValues: all', tags('ForAllValues:StringEquals', ['a', 'b']), { 'aws:TagKeys': ['a'] }, true],
    ['ForAllValues: one not', tags('ForAllValues:StringEquals', ['a', 'b']), { 'aws:TagKeys': ['a', 'c'] }, false],
    ['ForAllValues: no key', tags('ForAllValues:StringEquals', 'a'), {}, true],
    ['ForAllValues: no value', tags('ForAllValues:StringLike', 'a'), { 'aws:TagKeys': [] }, true],
    ['ForAllValues, negated: none', tags('ForAllValues:StringNotEquals', 'a'), { 'aws:TagKeys': ['b', 'c'] }, true],
    ['ForAllValues, negated: one', tags('ForAllValues:StringNotEquals', 'a'), { 'aws:TagKeys': ['a', 'c'] }, false],
    ['ForAnyValue: one', tags('ForAnyValue:StringLike', 'a*'), { 'aws:TagKeys': ['c', 'ab'] }, true],
    ['ForAnyValue: none', tags('ForAnyValue:StringEquals', 'a'), { 'aws:TagKeys': ['c'] }, false],
    ['ForAnyValue: no key', tags('ForAnyValue:StringEquals', 'a'), {}, false],
    ['ForAnyValue over a single one', account('ForAnyValue:StringEquals', '1'), { 'aws:SourceAccount': '1' }, true],
    ['tags by their keys', { StringEquals: { 'aws:ResourceTag/Team': 'x' } }, { 'aws:ResourceTag/Team': 'x' }, true],
    ['another tag', { StringEquals: { 'aws:ResourceTag/Team': 'x' } }, { 'aws:ResourceTag/Of': 'x' }, false],
    ['the region of this AWS', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, {}, true],
    ['the role who asks', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/work*' } }, {}, true],
    ['the account of who asks', { StringEquals: { 'aws:PrincipalAccount': '123456789012' } }, {}, true],
  ])('%s', (_, condition, context, expected) => {
    expect(holds(condition, context)).toBe(expected);
  });

  test('holds only when every key and every operator of it does', () => {
    const all = {
      StringEquals: { 'aws:SourceAccount': '1', 'kms:ViaService': 'ssm' },
      Bool: { 'ssm:Overwrite': 'true' },
    };
    const said = { 'aws:SourceAccount': '1', 'kms:ViaService': 'ssm', 'ssm:Overwrite': 'true' };
    expect(holds(all, said)).toBe(true);
    for (const key of Object.keys(said)) expect(holds(all, { ...said, [key]: 'other' })).toBe(false);
  });
});
