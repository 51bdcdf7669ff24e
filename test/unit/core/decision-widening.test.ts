import { describe, expect, test } from 'vitest';
import { clientRequest, credentials, document, idOf } from './builders.ts';
import { confidential, drive, model, publicClient, type Stated } from './model-world.ts';

const orders = document(credentials('orders'));
const billing = document(credentials('billing'));
const both = { clients: [confidential('orders'), confidential('billing')] };
const inSync = { ...both, parameters: { '/apis/orders': orders, '/apis/billing': billing } };

/** Whether a client pass about `orders` looked at the whole pool, and what it planned. */
function pass(
  stated: Stated,
  settled = false,
): { widened: boolean; actions: readonly string[]; rejected: readonly string[] } {
  const { looks, plan } = drive(clientRequest(['orders'], { settled }), model(stated));
  return {
    widened: looks.flat().includes('listing'),
    actions: [...plan.parameters.flatMap(({ targets }) => targets), ...plan.lost].map(
      ({ claim, action }) => `${action} ${claim.client.name} ${claim.parameter}`,
    ),
    rejected: plan.rejected.map(({ rejection }) => rejection.code),
  };
}

describe('a client pass becomes a pool pass', () => {
  test.each<[string, Stated, readonly string[]]>([
    [
      'where its client is gone, and others may come in',
      { ...inSync, clients: [confidential('billing')] },
      ['none billing /apis/billing'],
    ],
    [
      'where its client claims nothing any more, as after it was renamed',
      { ...inSync, tags: { 'ssm-sync:billing': '/apis/billing' } },
      ['none billing /apis/billing'],
    ],
    [
      'where its client is left out',
      { ...inSync, tags: { 'ssm-sync': '/apis/:clientName', 'ssm-sync:orders': 'none' } },
      ['none billing /apis/billing'],
    ],
    [
      'where its client stands nowhere yet, and answers for the others too',
      { ...both, parameters: { '/apis/orders': '{}' } },
      ['update orders /apis/orders', 'create billing /apis/billing'],
    ],
    [
      'where somebody else stands at its client’s place',
      { ...inSync, parameters: { ...inSync.parameters, '/apis/orders': billing } },
      ['update orders /apis/orders', 'none billing /apis/billing'],
    ],
    ['where its client’s parameter is absent', { clients: [confidential('orders')] }, ['create orders /apis/orders']],
    [
      'where something else than a text stands under one of its keys: another client may have its place there',
      {
        clients: [confidential('orders')],
        parameters: { '/apis/orders': document({ ...credentials('orders'), url: {} }) },
      },
      ['update orders /apis/orders'],
    ],
  ])('%s', (_, stated, actions) => {
    expect(pass(stated)).toEqual({ widened: true, actions, rejected: [] });
  });

  test('where only one of its clients is gone', () => {
    const { looks } = drive(clientRequest(['orders', 'gone']), model(inSync));
    expect(looks).toEqual([
      ['client orders', 'client gone'],
      ['listing'],
      ['parameter /apis/orders', 'parameter /apis/billing'],
    ]);
  });

  test('and then tells what is wrong with the declarations of the whole pool', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders', 'ssm-sync:gone': '/apis/x', 'ssm-sync::x': '' };
    expect(pass({ ...inSync, tags, parameters: {} })).toEqual({
      widened: true,
      actions: ['create orders /apis/orders'],
      rejected: ['tag-malformed', 'client-missing'],
    });
  });

  test('and then says of a pattern that its client is covered by no more than it was', () => {
    expect(
      pass({ clients: [publicClient('orders'), confidential('billing')], parameters: { '/apis/billing': billing } }),
    ).toEqual({
      widened: true,
      actions: ['none billing /apis/billing'],
      rejected: [],
    });
  });
});

describe('a client pass stays one', () => {
  test.each<[string, Stated, readonly string[]]>([
    ['where its client stands at its place', inSync, ['none orders /apis/orders']],
    [
      'where its client’s secret changed',
      { ...inSync, parameters: { '/apis/orders': document({ ...credentials('orders'), clientSecret: 'older' }) } },
      ['update orders /apis/orders'],
    ],
    [
      'where its parameter cannot be read',
      { ...inSync, failing: ['parameter /apis/orders'] },
      ['failed orders /apis/orders'],
    ],
    [
      'where its parameter cannot be written',
      { ...inSync, parameters: { '/apis/orders': 'oops' } },
      ['blocked orders /apis/orders'],
    ],
    ['where its client cannot be looked at', { ...inSync, failing: ['client orders'] }, []],
  ])('%s', (_, stated, actions) => {
    expect(pass(stated)).toEqual({ widened: false, actions, rejected: [] });
  });

  test('and tells what is wrong with its client’s declaration, and nothing of others’', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders /apis/orders/', 'ssm-sync:gone': '/apis/x', 'ssm-sync::x': '' };
    expect(pass({ ...inSync, tags })).toEqual({
      widened: false,
      actions: ['none orders /apis/orders'],
      rejected: ['target-invalid'],
    });
  });

  test('and tells of an overlap with its own other place', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders@auth /apis/orders@auth.cognito' };
    const inner = { auth: { ...credentials('orders'), cognito: credentials('orders') } };
    expect(pass({ ...inSync, tags, parameters: { '/apis/orders': JSON.stringify(inner) } })).toEqual({
      widened: false,
      actions: ['rejected orders /apis/orders', 'rejected orders /apis/orders'],
      rejected: [],
    });
  });
});

describe('the rest of a large pass never widens', () => {
  test.each<[string, Stated, readonly string[]]>([
    ['where its client is gone: it is left', { ...inSync, clients: [confidential('billing')] }, []],
    [
      'where its client claims nothing any more: it is left',
      { ...inSync, tags: { 'ssm-sync:billing': '/apis/billing' } },
      [],
    ],
    [
      'where its client stands nowhere yet: it comes in',
      { ...both, parameters: { '/apis/orders': '{}' } },
      ['update orders /apis/orders'],
    ],
    [
      'where a client stands there that is gone: its own comes in',
      { clients: [confidential('orders')], parameters: { '/apis/orders': billing } },
      ['update orders /apis/orders'],
    ],
    [
      'where a client stands there that claims another place now: its own comes in',
      { ...inSync, parameters: { ...inSync.parameters, '/apis/orders': billing } },
      ['update orders /apis/orders'],
    ],
    [
      'where a client stands there that still claims the place: its own is rejected',
      {
        tags: { 'ssm-sync:orders': '/apis/shared', 'ssm-sync:billing': '/apis/shared' },
        ...both,
        parameters: { '/apis/shared': billing },
      },
      ['rejected orders /apis/shared'],
    ],
    [
      'where a stranger stands there: its own comes in',
      {
        tags: { 'ssm-sync:orders': '/apis/shared' },
        clients: [confidential('orders'), confidential('billing', { dynamic: true })],
        parameters: { '/apis/shared': billing },
      },
      ['update orders /apis/shared'],
    ],
    [
      'where a client stands there that claims the place by the pattern: its own is rejected, until a sweep sees the other to be public',
      {
        tags: { 'ssm-sync': '/apis/shared', 'ssm-sync:orders': '/apis/shared' },
        clients: [confidential('orders'), publicClient('billing')],
        parameters: { '/apis/shared': document({ clientId: idOf('billing') }) },
      },
      ['rejected orders /apis/shared'],
    ],
    [
      'where the pattern leads everybody to one place: who gets it was for the whole pool to say',
      { tags: { 'ssm-sync': '/apis/shared' }, clients: [confidential('orders')], parameters: { '/apis/shared': '{}' } },
      [],
    ],
    [
      'where the pattern leads everybody to one place and its client has it: it is kept up',
      {
        tags: { 'ssm-sync': '/apis/shared' },
        clients: [confidential('orders')],
        parameters: { '/apis/shared': document({ ...credentials('orders'), url: 'https://old.example/oauth2/token' }) },
      },
      ['update orders /apis/shared'],
    ],
    [
      'where the one that stands there cannot be looked at: nothing is taken from it',
      { ...inSync, parameters: { '/apis/orders': billing }, failing: ['client billing'] },
      ['failed orders /apis/orders'],
    ],
  ])('%s', (_, stated, actions) => {
    expect(pass(stated, true)).toEqual({ widened: false, actions, rejected: [] });
  });

  test('and tells nothing of the client that stands in the way', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders', 'ssm-sync:billing': '/apis/y@a /apis/y@a.b' };
    const stated = { ...both, tags, parameters: { '/apis/orders': billing } };
    expect(pass(stated, true)).toEqual({ widened: false, actions: ['update orders /apis/orders'], rejected: [] });
  });

  test('and gives nobody anew what the pattern gives to all: that has been settled', () => {
    const stated = { ...both, tags: { 'ssm-sync': '/apis/:clientName /apis/common' }, parameters: {} };
    expect(pass(stated, true).actions).toEqual(['create orders /apis/orders']);
    const standing = { ...stated, parameters: { '/apis/common': document({ ...credentials('orders'), url: 'x' }) } };
    expect(pass(standing, true).actions).toEqual(['create orders /apis/orders', 'update orders /apis/common']);
  });

  test('and does not tell again what is wrong with its client’s declaration', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders /apis/orders/' };
    expect(pass({ ...inSync, tags }, true)).toEqual({
      widened: false,
      actions: ['none orders /apis/orders'],
      rejected: [],
    });
  });
});
