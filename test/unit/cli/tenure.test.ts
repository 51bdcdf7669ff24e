import { describe, expect, test } from 'vitest';
import { type Holder, tenureOf } from '../../../lambdas/cli/release/tenure.ts';
import { client, deployment, idOf, pool, poolId } from '../core/builders.ts';

const owner = { userPoolId: poolId, clientId: idOf('orders'), deployment: deployment().name };
const holder = (difference: Partial<Holder> = {}): Holder => ({
  owner,
  pool: pool({ tags: {} }),
  client: client('orders'),
  secretCount: 1,
  ...difference,
});
const bearing = (tags: Record<string, string>, more: Partial<Holder> = {}): Holder =>
  holder({ pool: pool({ tags }), ...more });
const isFree = (of: Holder | undefined, difference: Parameters<typeof deployment>[0] = {}): boolean =>
  tenureOf('/apis/orders', 'auth.cognito', of, deployment(difference)).free;

describe('a place', () => {
  test.each<[string, Holder | undefined]>([
    ['the tag makes no sense', undefined],
    ['the pool is gone', holder({ pool: 'missing', client: 'missing' })],
    ['the client is gone', holder({ client: 'missing' })],
    ['no tag is about the client', holder()],
    ['the tag points elsewhere', bearing({ 'ssm-sync:orders': '/apis/other' })],
    ['the tag points at another place of the parameter', bearing({ 'ssm-sync:orders': '/apis/orders@machine' })],
    ['the client is left out of the pattern', bearing({ 'ssm-sync': '/apis/:clientName', 'ssm-sync:orders': 'none' })],
    [
      'the client is public, which no pattern covers',
      bearing(
        { 'ssm-sync': '/apis/:clientName' },
        { client: { id: idOf('orders'), name: 'orders', dynamic: false }, secretCount: 0 },
      ),
    ],
    [
      'the client registered itself',
      bearing({ [`ssm-sync:${idOf('orders')}`]: '/apis/orders' }, { client: client('orders', { dynamic: true }) }),
    ],
  ])('is free where %s', (_, of) => {
    expect(isFree(of)).toBe(true);
  });

  test('is free where the deployment no longer looks at the pool', () => {
    const claimed = bearing({ 'ssm-sync:orders': '/apis/orders' });
    expect(isFree(claimed)).toBe(false);
    expect(isFree(claimed, { userPools: ['eu-west-1_Other'] })).toBe(true);
  });

  test.each<[string, Holder]>([
    ['its tag gives it the place', bearing({ 'ssm-sync:orders': '/apis/orders' })],
    ['the pattern gives it the place', bearing({ 'ssm-sync': '/apis/:clientName' })],
    ['a tag about it is at fault', bearing({ 'ssm-sync:orders': 'nonsense' })],
    ['a target of it is at fault', bearing({ 'ssm-sync:orders': '/elsewhere/orders' })],
    ['it is declared twice', bearing({ 'ssm-sync:orders': '/apis/orders', [`ssm-sync:${idOf('orders')}`]: '/apis/x' })],
    ['the pool may not be looked at', holder({ pool: 'refused', client: 'refused' })],
    ['the client may not be looked at', holder({ client: 'refused' })],
    ['another deployment put it there', holder({ owner: { ...owner, deployment: 'elsewhere' } })],
  ])('is held where %s', (_, of) => {
    expect(isFree(of)).toBe(false);
    expect(tenureOf('/apis/orders', 'auth.cognito', of, deployment()).next).toBeTruthy();
  });
});
