import { describe, expect, test } from 'vitest';
import { allowedPrefixes, expandPath, isAllowed, pathProblem } from '../../../lambdas/core/path.ts';
import { idOf, pool, poolId } from './builders.ts';

const values = { clientName: 'orders', clientId: idOf('orders'), poolName: 'customers', poolId };

describe('a pattern’s path', () => {
  test.each([
    [
      'has every placeholder filled in',
      '/:poolName/:poolId/:clientName/:clientId',
      `/customers/${poolId}/orders/${idOf('orders')}`,
    ],
    ['may mix placeholders with text', '/x-:clientName.y/:clientName', '/x-orders.y/orders'],
    ['may be without any', '/apis/all', '/apis/all'],
  ])('%s', (_, pattern, path) => {
    expect(expandPath(pattern, values)).toBe(path);
  });

  test.each([
    ['is unknown', '/:client', ':client'],
    ['is nameless', '/:/x', ':'],
    ['is named like a property of every object', '/:constructor', ':constructor'],
    ['is written in another case', '/:clientname', ':clientname'],
  ])('is refused where a placeholder %s', (_, pattern, written) => {
    expect(expandPath(pattern, values)).toEqual({
      problem: `has the unknown placeholder ${written} (known: :clientName :clientId :poolName :poolId)`,
    });
  });

  test.each(['a b', 'a/b', 'a:b', 'a@b', '', 'ä', 'a,', '=a'])(
    'is refused where a value is %j, and not altered',
    (name) => {
      expect(expandPath('/:clientName', { ...values, clientName: name })).toEqual({
        problem: `cannot hold ${JSON.stringify(name)}, the value of :clientName: a path is made of A-Z a-z 0-9 _ . -`,
      });
    },
  );

  test('is refused for its first fault', () => {
    const bad = { ...values, clientName: 'a b', poolName: 'c d' };
    expect(expandPath('/:poolName/:clientName/:x', bad)).toMatchObject({ problem: expect.stringContaining('"c d"') });
    expect(expandPath('/:x/:y/:clientName', bad)).toMatchObject({ problem: expect.stringContaining('placeholder :x') });
  });

  test('does not expand what a value looks like', () => {
    expect(expandPath('/:clientName/:poolName', { ...values, clientName: '$1-$&' })).toHaveProperty('problem');
  });
});

describe('a path', () => {
  const levels = (count: number): string => '/a'.repeat(count);
  // arn:aws:ssm:eu-west-1:123456789012:parameter has 44 characters.
  const ofLength = (arnLength: number): string => `/${'a'.repeat(arnLength - 45)}`;

  test.each([
    ['of one level', '/orders'],
    ['of all characters there are', '/Az09_.-/x'],
    ['of 15 levels', levels(15)],
    ['of the full length', ofLength(1011)],
    ['with a reserved word further on', '/x/aws/ssm'],
    ['with a reserved word inside its first name', '/my-aws'],
  ])('%s is a parameter’s name', (_, path) => {
    expect(pathProblem(path, pool())).toBeUndefined();
  });

  test.each([
    ['nothing', '', 'does not begin with /'],
    ['a name without its slash', 'orders', 'does not begin with /'],
    ['a relative path', 'apis/orders', 'does not begin with /'],
    ['a placeholder', '/:clientName', 'has a placeholder, and placeholders belong in the pool’s pattern only'],
    ['a slash alone', '/', 'has an empty segment (// or a / at its end)'],
    ['a slash at the end', '/a/', 'has an empty segment (// or a / at its end)'],
    ['two slashes in a row', '/a//b', 'has an empty segment (// or a / at its end)'],
    ['a forbidden character', '/a/b=c', 'has the segment "b=c": segments are made of A-Z a-z 0-9 _ . -'],
    ['a forbidden first character', '/=c', 'has the segment "=c": segments are made of A-Z a-z 0-9 _ . -'],
    ['16 levels', levels(16), 'has 16 levels; a parameter has at most 15'],
    ['a first name aws', '/aws/x', 'begins with aws or ssm, which AWS reserves'],
    ['a first name that begins with SSM', '/SSMx', 'begins with aws or ssm, which AWS reserves'],
    ['one character too many', ofLength(1012), 'is too long: its ARN has 1012 characters, AWS accepts 1011'],
  ])('%s is none, and is told why', (_, path, problem) => {
    expect(pathProblem(path, pool())).toEqual({ problem });
  });

  test('may be as long as the names of partition, region and account leave it', () => {
    const longer = pool({ arn: `arn:aws-us-gov:cognito-idp:us-gov-west-1:123456789012:userpool/${poolId}` });
    expect(pathProblem(ofLength(1000), longer)).toBeUndefined();
    expect(pathProblem(ofLength(1001), longer)).toEqual({
      problem: 'is too long: its ARN has 1012 characters, AWS accepts 1011',
    });
  });
});

describe('a path is allowed', () => {
  const prefixes = [{ prefix: '/open/' }, { prefix: '/bound/', pools: [poolId] }, { prefix: '/closed/', pools: [] }];

  test.each([
    ['under a prefix that is open', '/open/x', true],
    ['under a prefix that is bound to its pool', '/bound/x', true],
    ['not under a prefix of other pools', '/closed/x', false],
    ['not under a name that begins alike', '/opening/x', false],
    ['not as the prefix itself', '/open', false],
    ['not further down', '/x/open/x', false],
  ])('%s', (_, path, allowed) => {
    expect(isAllowed(path, poolId, prefixes)).toBe(allowed);
  });

  test('for another pool under what is open or bound to it only, and those prefixes are what it is told', () => {
    expect(isAllowed('/bound/x', 'eu-west-1_Other0000', prefixes)).toBe(false);
    expect(allowedPrefixes('eu-west-1_Other0000', prefixes)).toEqual(['/open/']);
    expect(allowedPrefixes(poolId, prefixes)).toEqual(['/open/', '/bound/']);
  });
});
