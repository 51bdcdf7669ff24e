import { describe, expect, it } from 'vitest';
import { compileEventPattern } from '../../local-aws/event-pattern.ts';
import type { Json } from '../../local-aws/service.ts';

const matches = (pattern: Json, event: Json) => compileEventPattern(pattern)(event);
/** Whether a matcher takes a value, or (undefined) nothing. */
const takes = (matcher: unknown, value: unknown) => matches({ a: [matcher] }, value === undefined ? {} : { a: value });

describe('an event pattern', () => {
  it('wants every named member, and one of the values listed for it', () => {
    const pattern = { source: ['aws.ssm', 'aws.cognito-idp'], detail: { eventName: ['CreateUserPoolClient'] } };
    const detail = { eventName: 'CreateUserPoolClient', more: 1 };
    expect(matches(pattern, { source: 'aws.ssm', detail, extra: true })).toBe(true);
    expect(matches(pattern, { source: 'aws.s3', detail })).toBe(false);
    expect(matches(pattern, { source: 'aws.ssm', detail: {} })).toBe(false);
    expect(matches(pattern, { source: 'aws.ssm' })).toBe(false);
  });

  it('matches lists of an event when one of their members fits', () => {
    expect(takes('x', ['y', 'x'])).toBe(true);
    expect(matches({ a: { b: [1], c: [2] } }, { a: [{ b: 1, c: 2 }] })).toBe(true);
    expect(matches({ a: { b: [1], c: [2] } }, { a: [{ b: 1 }, { c: 2 }] })).toBe(false);
  });

  it.each([
    ['a text', 'x', ['x'], ['X', 1, null, undefined]],
    ['a number', 1, [1], ['1', 2]],
    ['null', null, [null], ['', 0, undefined]],
    ['prefix', { prefix: 'ssm-' }, ['ssm-sync'], ['assm-', 5, undefined]],
    ['prefix without case', { prefix: { 'equals-ignore-case': 'SSM-' } }, ['ssm-sync', 'SSM-'], ['xssm-']],
    ['suffix', { suffix: '/prod' }, ['/a/prod'], ['/prod/a']],
    ['equals-ignore-case', { 'equals-ignore-case': 'ab' }, ['AB'], ['abc']],
    ['anything-but a text', { 'anything-but': 'x' }, ['y', ['x', 'y']], ['x', undefined]],
    ['anything-but a list', { 'anything-but': ['x', 1] }, ['y', 2, '1'], ['x', 1]],
    ['anything-but a prefix', { 'anything-but': { prefix: 'x' } }, ['y', 1], ['xy', undefined]],
    ['anything-but some suffixes', { 'anything-but': { suffix: ['a', 'b'] } }, ['c'], ['xa', 'xb']],
    ['exists', { exists: true }, ['', null, 0, [1]], [undefined, {}, []]],
    ['exists not', { exists: false }, [undefined, {}], ['', null]],
    ['numeric', { numeric: ['=', 3] }, [3], ['3', 4]],
    ['numeric range', { numeric: ['>', 0, '<=', 5] }, [1, 5], [0, 6]],
    [
      'wildcard',
      { wildcard: '/apis/*/prod' },
      ['/apis/orders/prod', '/apis//prod', '/apis/a\nb/prod'],
      ['/apis/orders/prod/x'],
    ],
    ['wildcard with a dot and a star', { wildcard: 'a.b\\*c*' }, ['a.b*c', 'a.b*cd'], ['axb*c', 'a.bxc']],
  ])('%s', (_, matcher, taken, refused) => {
    expect(taken.filter((value) => !takes(matcher, value))).toEqual([]);
    expect(refused.filter((value) => takes(matcher, value))).toEqual([]);
  });

  it('finds a member absent whose parent is absent', () => {
    expect(matches({ detail: { errorCode: [{ exists: false }] } }, {})).toBe(true);
    expect(matches({ detail: { errorCode: [{ exists: false }] } }, { detail: [] })).toBe(true);
    expect(matches({ detail: { errorCode: [{ exists: false }] } }, { detail: { errorCode: 'x' } })).toBe(false);
  });

  it('takes one of the alternatives of $or, beside everything else', () => {
    const pattern = { a: [1], $or: [{ b: [1] }, { c: { d: [{ prefix: 'x' }] } }] };
    expect(matches(pattern, { a: 1, b: 1 })).toBe(true);
    expect(matches(pattern, { a: 1, c: { d: 'xy' } })).toBe(true);
    expect(matches(pattern, { a: 1, b: 2 })).toBe(false);
    expect(matches(pattern, { a: 2, b: 1 })).toBe(false);
  });

  it.each([
    ['an unknown operator', { a: [{ startsWith: 'x' }] }],
    ['an operator that is not known here', { a: [{ cidr: '10.0.0.0/8' }] }],
    ['two operators in one matcher', { a: [{ prefix: 'x', suffix: 'y' }] }],
    ['a bare value', { a: 'x' }],
    ['an empty list', { a: [] }],
    ['an empty object', { a: {} }],
    ['an empty pattern', {}],
    ['a list in a list', { a: [['x']] }],
    ['exists with a text', { a: [{ exists: 'true' }] }],
    ['numeric without a number', { a: [{ numeric: ['=', '3'] }] }],
    ['numeric with an unknown comparison', { a: [{ numeric: ['!=', 3] }] }],
    ['prefix of a number', { a: [{ prefix: 3 }] }],
    ['anything-but of exists', { a: [{ 'anything-but': { exists: true } }] }],
    ['anything-but of nothing', { a: [{ 'anything-but': [] }] }],
    ['two stars together', { a: [{ wildcard: 'a**' }] }],
    ['$or of one', { $or: [{ a: [1] }] }],
  ])('is refused for %s', (_, pattern) => {
    expect(() => compileEventPattern(pattern)).toThrow('Event pattern is not valid');
  });
});
