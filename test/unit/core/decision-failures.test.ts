import { describe, expect, test } from 'vitest';
import { callFailed, clientRequest, credentials, document, idOf, poolRequest } from './builders.ts';
import { confidential, drive, model, publicClient, type Stated } from './model-world.ts';

const both = { clients: [confidential('orders'), confidential('billing')] };
const describeFailed = callFailed('DescribeUserPoolClient');
const countFailed = callFailed('ListUserPoolClientSecrets');

interface Told {
  readonly targets: Readonly<Record<string, string>>;
  readonly lost: readonly (string | undefined)[];
  readonly rejected: readonly string[];
  readonly failures: readonly unknown[];
}

/** What a pass says of every target, by client, and what it says besides. */
function told(stated: Stated, request = poolRequest()): Told {
  const { plan } = drive(request, model(stated));
  return {
    targets: Object.fromEntries(
      plan.parameters
        .flatMap(({ targets }) => targets)
        .map(({ claim, action, finding }) => [claim.client.name, finding ? `${action} ${finding.code}` : action]),
    ),
    lost: plan.lost.map(({ finding }) => finding?.code),
    rejected: plan.rejected.map(({ rejection }) => rejection.code),
    failures: plan.failures,
  };
}

const nothing: Told = { targets: {}, lost: [], rejected: [], failures: [] };

describe('one thing that cannot be looked at stops no other', () => {
  test.each<[string, Stated, string]>([
    ['a client', { ...both, failing: ['client orders'] }, 'failed call-failed'],
    ['a parameter', { ...both, failing: ['parameter /apis/orders'] }, 'failed call-failed'],
    [
      'the number of a client’s secrets',
      { clients: [publicClient('orders'), confidential('billing')], failing: ['count orders'] },
      'failed call-failed',
    ],
    [
      'a parameter’s metadata',
      { ...both, parameters: { '/apis/orders': '{}' }, failing: ['metadata /apis/orders'] },
      'failed call-failed',
    ],
    ['a parameter that is no document', { ...both, parameters: { '/apis/orders': '[]' } }, 'blocked document-invalid'],
  ])('%s', (_, stated, orders) => {
    expect(told(stated)).toEqual({ ...nothing, targets: { orders, billing: 'create' } });
  });
});

describe('a failure', () => {
  test('of a client that stands at its place and was named fails its target', () => {
    const stated = {
      ...both,
      parameters: { '/apis/orders': document(credentials('orders')) },
      failing: ['client orders'],
    };
    expect(told(stated, poolRequest({ clientIds: [idOf('orders')] })).targets).toMatchObject({
      orders: 'failed call-failed',
    });
  });

  test('of a client that a tag names and no listing knows is told, and the tag is not judged', () => {
    const stated = { tags: { [`ssm-sync:${idOf('gone')}`]: '/apis/x' }, failing: ['client gone'] };
    expect(told(stated)).toEqual({ ...nothing, failures: [describeFailed] });
  });

  test('of a client that a client pass is about is told, and the others go on', () => {
    const stated = {
      ...both,
      parameters: { '/apis/billing': document(credentials('billing')) },
      failing: ['client orders'],
    };
    expect(told(stated, clientRequest(['orders', 'billing']))).toEqual({
      ...nothing,
      targets: { billing: 'none' },
      failures: [describeFailed],
    });
  });

  test.each([
    ['description', 'client b', describeFailed],
    ['number of secrets', 'count b', countFailed],
  ])(
    'of a contested client’s %s is told: once it is seen to be public, the other gets the place',
    (_, failing, failure) => {
      const clients = [confidential('a', { name: 'orders' }), publicClient('b', { name: 'orders' })];
      expect(told({ clients, failing: [failing] })).toEqual({
        ...nothing,
        lost: ['claimed-twice', 'claimed-twice'],
        failures: [failure],
      });
      expect(told({ clients })).toEqual({ ...nothing, targets: { orders: 'create' } });
    },
  );

  test('of one that stands where the rest of a large pass comes in is told once, by the target it stops', () => {
    const stated = {
      ...both,
      parameters: { '/apis/orders': document(credentials('billing')) },
      failing: ['client billing'],
    };
    expect(told(stated, clientRequest(['orders'], { settled: true }))).toEqual({
      ...nothing,
      lost: ['call-failed'],
    });
  });

  test('of a client that a tag names keeps no regular one from the place where it stands', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders', [`ssm-sync:${idOf('gone')}`]: '/apis/x' };
    const parameters = { '/apis/orders': document(credentials('gone')) };
    expect(told({ ...both, tags, parameters, failing: ['client gone'] })).toEqual({
      ...nothing,
      targets: { orders: 'update' },
      failures: [describeFailed],
    });
  });

  test('of metadata leaves alone what does not change', () => {
    const stated = {
      ...both,
      parameters: { '/apis/orders': document(credentials('orders')) },
      failing: ['metadata /apis/orders'],
    };
    expect(told(stated).targets).toEqual({ orders: 'none', billing: 'create' });
  });
});

describe('a client that is gone by the time it is looked at', () => {
  test('claims nothing, and leaves its place to others', () => {
    // The listing is of before its deletion.
    const { clients, ...rest } = model({ clients: [confidential('orders'), confidential('billing')] });
    const gone = {
      ...rest,
      clients: clients.map((one) => ({ ...one, ...(one.client.name === 'orders' && { gone: true }) })),
    };
    const { plan } = drive(poolRequest(), gone);
    expect(plan.parameters.flatMap(({ targets }) => targets).map(({ claim }) => claim.client.name)).toEqual([
      'billing',
    ]);
  });

  test('is missing to a tag that names it by id', () => {
    const tags = { [`ssm-sync:${idOf('orders')}`]: '/apis/orders' };
    const { clients, ...rest } = model({ tags, clients: [confidential('orders')] });
    const { plan } = drive(poolRequest(), { ...rest, clients: clients.map((one) => ({ ...one, gone: true })) });
    expect(plan).toMatchObject({
      parameters: [],
      rejected: [{ rejection: { code: 'client-missing', client: idOf('orders') } }],
    });
  });
});
