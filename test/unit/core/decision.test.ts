import { describe, expect, test } from 'vitest';
import { decide } from '../../../lambdas/core/decision.ts';
import { clientRequest, credentials, deployment, document, idOf, poolRequest, world } from './builders.ts';
import { confidential, drive, model, publicClient, type Stated } from './model-world.ts';

const at = '2026-11-20T10:00:00Z';
const inSync = {
  '/apis/orders': document(credentials('orders')),
  '/apis/billing': document(credentials('billing')),
};
const both = { clients: [confidential('orders'), confidential('billing')] };
const parameters = ['parameter /apis/orders', 'parameter /apis/billing'];
const drifted = { ...inSync, '/apis/orders': document({ ...credentials('orders'), clientSecret: 'older' }) };
const newcomer = { ...inSync, '/apis/orders': document({}) };

describe('a pool pass looks', () => {
  const looks = (stated: Stated, clientIds: readonly string[] = []): ReturnType<typeof drive>['looks'] =>
    drive(poolRequest({ clientIds: clientIds.map(idOf) }), model(stated)).looks;

  test.each<[string, Stated, readonly (readonly string[])[]]>([
    ['at nothing where nothing is declared', { ...both, tags: { team: 'a' } }, []],
    ['at the clients only where nobody claims anything', { tags: { 'ssm-sync': 'none' }, ...both }, [['listing']]],
    [
      'at the clients and their parameters where all is in sync',
      { ...both, parameters: inSync },
      [['listing'], parameters],
    ],
    [
      'at the secret of a client whose place is new, and at no metadata to create',
      { clients: [confidential('orders')] },
      [['listing'], ['parameter /apis/orders'], ['client orders']],
    ],
    [
      'at the metadata of what changes, last',
      { ...both, parameters: newcomer },
      [['listing'], parameters, ['client orders'], ['metadata /apis/orders']],
    ],
    [
      'at no secret for another url',
      {
        clients: [confidential('orders')],
        parameters: { '/apis/orders': document({ ...credentials('orders'), url: 'x' }) },
      },
      [['listing'], ['parameter /apis/orders'], ['metadata /apis/orders']],
    ],
    [
      'at the ids that only tags know before anything else',
      { tags: { [`ssm-sync:${idOf('gone')}`]: '/apis/orders' }, ...both },
      [['listing'], ['client gone']],
    ],
    [
      'at the ids that only tags know before it opens what others claim',
      {
        tags: { [`ssm-sync:${idOf('gone')}`]: '/apis/x', 'ssm-sync:orders': '/apis/orders' },
        ...both,
        parameters: inSync,
      },
      [['listing'], ['client gone'], ['parameter /apis/orders']],
    ],
    [
      'at no client who stands where its clients come in, but at whose place it is: whoever claims is listed',
      { tags: { 'ssm-sync:orders': '/apis/orders' }, ...both, parameters: { '/apis/orders': inSync['/apis/billing'] } },
      [['listing'], ['parameter /apis/orders'], ['tags /apis/orders']],
    ],
    [
      'at the number of secrets where none is shown',
      { tags: { 'ssm-sync:spa': '/apis/spa' }, clients: [publicClient('spa')] },
      [['listing'], ['parameter /apis/spa'], ['client spa'], ['count spa']],
    ],
    [
      'at no secret for a parameter that cannot be written anyway',
      { clients: [confidential('orders')], parameters: { '/apis/orders': 'oops' } },
      [['listing'], ['parameter /apis/orders']],
    ],
  ])('%s', (_, stated, rounds) => {
    expect(looks(stated)).toEqual(rounds);
  });

  test('at the client that an event named, though it stands where it should', () => {
    expect(looks({ ...both, parameters: inSync }, ['billing'])).toEqual([['listing'], parameters, ['client billing']]);
  });

  test('at a parameter that cannot be written for no client, though an event named it', () => {
    expect(looks({ clients: [confidential('orders')], parameters: { '/apis/orders': 'oops' } }, ['orders'])).toEqual([
      ['listing'],
      ['parameter /apis/orders'],
    ]);
  });

  test('at the number of secrets where another is stored than shown', () => {
    expect(looks({ ...both, parameters: drifted }, ['orders'])).toEqual([
      ['listing'],
      parameters,
      ['client orders'],
      ['count orders'],
      ['metadata /apis/orders'],
    ]);
  });
});

test('a pass that needs to see more says what', () => {
  expect(decide(poolRequest(), world(), deployment())).toMatchObject({ kind: 'look', needs: { listing: true } });
});

test('a pool that declares nothing has an empty plan', () => {
  const nothing = {
    parameters: [],
    lost: [],
    rejected: [],
    failures: [],
    deferred: [],
    unowned: new Set(),
    orphans: [],
  };
  expect(drive(poolRequest(), model({ ...both, tags: {} })).plan).toEqual(nothing);
});

describe('a sweep looks', () => {
  test('at every winner’s secret', () => {
    expect(drive(poolRequest({ sweep: at }), model({ ...both, parameters: inSync })).looks).toEqual([
      ['listing'],
      parameters,
      ['client orders', 'client billing'],
    ]);
  });

  test('at no secret for a parameter that cannot be written anyway', () => {
    const broken = model({ ...both, parameters: { ...inSync, '/apis/orders': 'oops' } });
    expect(drive(poolRequest({ sweep: at }), broken).looks).toEqual([['listing'], parameters, ['client billing']]);
  });
});

describe('a client pass looks', () => {
  test('at its client and its parameter where nothing changed', () => {
    const { looks, plan } = drive(clientRequest(['orders']), model({ ...both, parameters: inSync }));
    expect(looks).toEqual([['client orders'], ['parameter /apis/orders']]);
    expect(plan.parameters).toMatchObject([{ targets: [{ action: 'none' }] }]);
    expect(plan.parameters[0]?.write).toBeUndefined();
  });

  test('at the number of secrets and metadata besides where the secret changed', () => {
    const { looks, plan } = drive(clientRequest(['orders']), model({ ...both, parameters: drifted }));
    expect(looks).toEqual([['client orders'], ['parameter /apis/orders'], ['count orders'], ['metadata /apis/orders']]);
    expect(plan.parameters[0]?.write?.text.reveal()).toBe(document(credentials('orders')));
  });

  test('at nothing where nothing is declared', () => {
    expect(drive(clientRequest(['orders']), model({ ...both, tags: {} })).looks).toEqual([]);
  });

  test('no further where its client registered itself: such a client claims nothing', () => {
    const stranger = confidential('stranger', { dynamic: true });
    const { looks, plan } = drive(clientRequest(['stranger']), model({ clients: [stranger] }));
    expect(looks).toEqual([['client stranger']]);
    expect(plan).toMatchObject({ parameters: [], lost: [], rejected: [], failures: [], deferred: [] });
  });
});

describe('the rest of a large pass looks', () => {
  const rest = (names: readonly string[]): ReturnType<typeof clientRequest> => clientRequest(names, { settled: true });

  test('at its clients and their parameters', () => {
    const { looks, plan } = drive(rest(['orders', 'billing']), model(both));
    expect(looks).toEqual([['client orders', 'client billing'], parameters]);
    expect(plan.parameters).toMatchObject([{ targets: [{ action: 'create' }] }, { targets: [{ action: 'create' }] }]);
  });

  test('at who stands where its clients come in', () => {
    const { looks } = drive(
      rest(['orders']),
      model({ ...both, parameters: { '/apis/orders': inSync['/apis/billing'] } }),
    );
    expect(looks).toEqual([
      ['client orders'],
      ['parameter /apis/orders'],
      ['client billing'],
      ['parameter /apis/billing'],
      ['tags /apis/orders'],
      ['metadata /apis/orders'],
    ]);
  });

  test.each([
    ['has characters that ids have not', 'a client/id'],
    ['is longer than ids are', 'a'.repeat(129)],
  ])('at nobody where what stands there %s', (_, clientId) => {
    const { looks, plan } = drive(
      rest(['orders']),
      model({ ...both, parameters: { '/apis/orders': document({ clientId }) } }),
    );
    expect(looks).toEqual([['client orders'], ['parameter /apis/orders'], ['metadata /apis/orders']]);
    expect(plan.parameters).toMatchObject([{ targets: [{ action: 'update' }] }]);
  });

  test('at nobody where its parameter cannot be read', () => {
    const { looks } = drive(rest(['orders']), model({ ...both, failing: ['parameter /apis/orders'] }));
    expect(looks).toEqual([['client orders'], ['parameter /apis/orders']]);
  });
});
