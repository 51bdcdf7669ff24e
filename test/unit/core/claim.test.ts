import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../lambdas/core/claim.ts';
import { type Declaration, parseDeclarations } from '../../../lambdas/core/declaration.ts';
import { claim, deployment, idOf, pool } from './builders.ts';

const orders = { id: idOf('orders'), name: 'orders' };

function declared(tags: Readonly<Record<string, string>>): readonly Declaration[] {
  return parseDeclarations(tags, 'ssm-sync');
}

/** What these tags mean for the client `orders`. */
function of(tags: Readonly<Record<string, string>>, where = deployment()): ReturnType<typeof claimsOf> {
  return claimsOf(orders, declared(tags), pool(), where);
}

describe('a regular client claims', () => {
  test('what the pattern says, with its own values', () => {
    expect(of({ 'ssm-sync': '/apis/:clientName' })).toEqual({
      claims: [claim('orders', { tag: 'ssm-sync', byPattern: true })],
      rejected: [],
    });
  });

  test.each([
    ['name', 'ssm-sync:orders'],
    ['id', `ssm-sync:${idOf('orders')}`],
  ])('what the tag with its %s says, and the pattern does not count', (_, tag) => {
    expect(of({ 'ssm-sync': '/apis/:clientName', [tag]: '/apis/x@y' })).toEqual({
      claims: [claim('orders', { tag, parameter: '/apis/x', place: ['y'] })],
      rejected: [],
    });
  });

  test('every target of its tag', () => {
    const { claims } = of({ 'ssm-sync:orders': '/apis/a /apis/b@x /apis/a@y' });
    expect(claims.map(({ parameter, place }) => [parameter, ...place])).toEqual([
      ['/apis/a', 'auth', 'cognito'],
      ['/apis/b', 'x'],
      ['/apis/a', 'y'],
    ]);
  });

  test.each([
    ['it is left out', { 'ssm-sync:orders': 'none' }],
    ['its tag is malformed', { 'ssm-sync:orders': 'oops' }],
    ['its tag is malformed and names it by id', { [`ssm-sync:${idOf('orders')}`]: 'oops' }],
  ])('nothing where %s, not even by the pattern', (_, tags) => {
    expect(of({ 'ssm-sync': '/apis/:clientName', ...tags })).toEqual({ claims: [], rejected: [] });
  });

  test.each([
    ['no tag is about it', { 'ssm-sync:billing': '/apis/x' }],
    ['its name is only like the tag’s', { 'ssm-sync:Orders': '/apis/x', 'ssm-sync:order': '/apis/x' }],
    ['the tag is a setting', { 'ssm-sync::orders': '/apis/x' }],
  ])('nothing where %s', (_, tags) => {
    expect(of(tags)).toEqual({ claims: [], rejected: [] });
  });

  test('nothing by a tag of an id that is another’s name', () => {
    const imposter = { id: idOf('imposter'), name: idOf('orders') };
    const tags = declared({ [`ssm-sync:${idOf('orders')}`]: '/apis/x' });
    expect(claimsOf(imposter, tags, pool(), deployment())).toEqual({ claims: [], rejected: [] });
  });
});

describe('a target of the pattern is common to all clients', () => {
  test.each([
    ['where nothing in it depends on the client', { 'ssm-sync': '/apis/:poolName' }, true],
    ['not where it holds their names', { 'ssm-sync': '/apis/:clientName' }, false],
    ['not where it holds their ids', { 'ssm-sync': '/apis/:clientId' }, false],
    ['not where it is no pattern’s', { 'ssm-sync:orders': '/apis/all' }, false],
  ])('%s', (_, tags, common) => {
    expect(of(tags).claims).toMatchObject([{ common }]);
  });
});

describe('a client named by two tags', () => {
  const tags = { 'ssm-sync:orders': '/apis/a', [`ssm-sync:${idOf('orders')}`]: '/apis/b create=never' };
  const rejection = {
    code: 'declared-twice',
    tags: ['ssm-sync:orders', `ssm-sync:${idOf('orders')}`],
    client: idOf('orders'),
  } as const;

  test('holds the places of all its claims without getting one, and each says why', () => {
    expect(of(tags)).toEqual({
      claims: [
        claim('orders', { tag: 'ssm-sync:orders', parameter: '/apis/a', rejection }),
        claim('orders', { tag: `ssm-sync:${idOf('orders')}`, parameter: '/apis/b', create: 'never', rejection }),
      ],
      rejected: [],
    });
  });

  test('is told so by itself where it has no claims to say it', () => {
    expect(of(Object.fromEntries(Object.keys(tags).map((tag) => [tag, 'none'])))).toEqual({
      claims: [],
      rejected: [{ rejection, client: orders }],
    });
  });
});

describe('a claim creates its parameter', () => {
  test.each([
    ['always', '/apis/x', 'always', 'always'],
    ['never where its tag says so', '/apis/x create=never', 'always', 'never'],
    ['never where the deployment says so', '/apis/x', 'never', 'never'],
    ['never where both say so', '/apis/x create=never', 'never', 'never'],
  ] as const)('%s', (_, value, create, expected) => {
    expect(of({ 'ssm-sync:orders': value }, deployment({ create })).claims).toMatchObject([{ create: expected }]);
  });
});
