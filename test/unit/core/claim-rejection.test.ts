import { describe, expect, test } from 'vitest';
import { claimsOf, rejectedDeclarations, unlistedIds } from '../../../lambdas/core/claim.ts';
import { type Declaration, parseDeclarations } from '../../../lambdas/core/declaration.ts';
import type { ClientSight } from '../../../lambdas/core/world.ts';
import { callFailed, claim, client, deployment, idOf, pool } from './builders.ts';

const orders = { id: idOf('orders'), name: 'orders' };

function declared(tags: Readonly<Record<string, string>>): readonly Declaration[] {
  return parseDeclarations(tags, 'ssm-sync');
}

/** What these tags mean for the client `orders`. */
function of(tags: Readonly<Record<string, string>>, where = deployment()): ReturnType<typeof claimsOf> {
  return claimsOf(orders, declared(tags), pool(), where);
}

describe('a target is rejected', () => {
  test('where its path cannot be a parameter’s name, and the tag’s other targets are not', () => {
    expect(of({ 'ssm-sync:orders': '/apis/x= /apis/a' })).toEqual({
      claims: [claim('orders', { parameter: '/apis/a' })],
      rejected: [
        {
          client: orders,
          rejection: {
            code: 'target-invalid',
            tag: 'ssm-sync:orders',
            target: '/apis/x=',
            problem: 'has the segment "x=": segments are made of A-Z a-z 0-9 _ . -',
          },
        },
      ],
    });
  });

  test('where a placeholder stands outside the pattern', () => {
    expect(of({ 'ssm-sync:orders': '/apis/:clientName' }).rejected).toMatchObject([
      {
        rejection: {
          code: 'target-invalid',
          target: '/apis/:clientName',
          problem: expect.stringContaining('placeholder'),
        },
      },
    ]);
  });

  test('where a placeholder’s value cannot stand in a path', () => {
    const named = { id: idOf('x'), name: 'my orders' };
    expect(claimsOf(named, declared({ 'ssm-sync': '/apis/:clientName' }), pool(), deployment())).toEqual({
      claims: [],
      rejected: [
        {
          client: named,
          rejection: {
            code: 'target-invalid',
            tag: 'ssm-sync',
            target: '/apis/:clientName',
            problem: 'cannot hold "my orders", the value of :clientName: a path is made of A-Z a-z 0-9 _ . -',
          },
        },
      ],
    });
  });

  test('where it lies outside the prefixes of the deployment, even by a placeholder’s value', () => {
    const targets = [{ prefix: '/apis/billing/' }, { prefix: '/x/', pools: [] }];
    expect(of({ 'ssm-sync': '/apis/:clientName/prod' }, deployment({ targets }))).toEqual({
      claims: [],
      rejected: [
        {
          client: orders,
          rejection: {
            code: 'target-not-allowed',
            tag: 'ssm-sync',
            target: '/apis/orders/prod',
            prefixes: ['/apis/billing/'],
          },
        },
      ],
    });
  });
});

describe('the ids to look at besides a listing', () => {
  test('are those that tags name and the listing has not', () => {
    const tags = declared({
      'ssm-sync': '/apis/:clientName',
      'ssm-sync:billing': '/apis/x',
      [`ssm-sync:${idOf('orders')}`]: '/apis/x',
      [`ssm-sync:${idOf('gone')}`]: '/apis/y',
      [`ssm-sync:${idOf('left')}`]: 'none',
    });
    expect(unlistedIds(tags, [orders])).toEqual([idOf('gone'), idOf('left')]);
  });
});

describe('of a whole pool', () => {
  function rejected(
    tags: Readonly<Record<string, string>>,
    described: Readonly<Record<string, ClientSight>> = {},
  ): ReturnType<typeof rejectedDeclarations> {
    return rejectedDeclarations(declared(tags), [orders], { described: new Map(Object.entries(described)) });
  }
  const byId = { [`ssm-sync:${idOf('gone')}`]: '/apis/x' };

  test.each([
    ['a client by name', { 'ssm-sync:orders': '/apis/x' }],
    ['a client by id', { [`ssm-sync:${idOf('orders')}`]: '/apis/x' }],
    ['the pattern', { 'ssm-sync': '/apis/:clientName' }],
  ])('%s is not rejected', (_, tags) => {
    expect(rejected(tags)).toEqual([]);
  });

  test.each([
    ['of a client that is not there by name', { 'ssm-sync:gone': '/apis/x' }, {}, 'gone'],
    ['of a client that is not there by id', byId, { [idOf('gone')]: 'missing' as const }, idOf('gone')],
    ['that leaves out a client that is not there', { 'ssm-sync:gone': 'none' }, {}, 'gone'],
  ])('a tag %s is rejected as missing', (_, tags, described, name) => {
    const [tag] = Object.keys(tags);
    expect(rejected(tags, described)).toEqual([{ rejection: { code: 'client-missing', tag, client: name } }]);
  });

  test('a tag of a dynamically registered client’s id is rejected, with that client', () => {
    const dynamic = client('gone', { dynamic: true });
    expect(rejected(byId, { [idOf('gone')]: dynamic })).toEqual([
      { rejection: { code: 'client-dynamic', tag: `ssm-sync:${idOf('gone')}`, client: idOf('gone') }, client: dynamic },
    ]);
  });

  test('a dynamic client’s name satisfies no tag, since a listing is of regular ones', () => {
    expect(
      rejected({ 'ssm-sync:stranger': '/apis/x' }, { [idOf('stranger')]: client('stranger', { dynamic: true }) }),
    ).toEqual([{ rejection: { code: 'client-missing', tag: 'ssm-sync:stranger', client: 'stranger' } }]);
  });

  test('a tag of a client that was made after the listing is not rejected', () => {
    expect(rejected(byId, { [idOf('gone')]: client('gone') })).toEqual([]);
  });

  test('a tag of a client that could not be looked at is not judged', () => {
    expect(rejected(byId, { [idOf('gone')]: callFailed('DescribeUserPoolClient') })).toEqual([]);
  });

  test('a malformed tag is rejected as that, whomever it names', () => {
    const codes = rejected({ 'ssm-sync': '', 'ssm-sync:gone': 'oops', 'ssm-sync:orders': 'oops', 'ssm-sync::x': '' });
    expect(codes.map(({ rejection }) => rejection)).toMatchObject([
      { code: 'tag-malformed', tag: 'ssm-sync' },
      { code: 'tag-malformed', tag: 'ssm-sync::x' },
      { code: 'tag-malformed', tag: 'ssm-sync:gone' },
      { code: 'tag-malformed', tag: 'ssm-sync:orders' },
    ]);
  });
});
