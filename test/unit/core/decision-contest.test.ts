import { describe, expect, test } from 'vitest';
import { clientRequest, credentials, document, idOf, poolRequest } from './builders.ts';
import { applied, confidential, drive, type Model, model, nameOf, publicClient, type Stated } from './model-world.ts';

const at = '2026-11-20T10:00:00Z';

/** What a pass comes to: who got which place how, and what was rejected. */
function outcome(of: Model, request = poolRequest()): readonly string[] {
  const { plan } = drive(request, of);
  return [
    ...plan.parameters
      .flatMap(({ targets }) => targets)
      .map(({ claim, action }) => `${action} ${nameOf(claim.client.id)} ${claim.parameter}`),
    ...plan.lost.map(({ claim, finding }) => `${finding?.code} ${nameOf(claim.client.id)}`),
    ...plan.rejected.map(({ rejection }) => rejection.code),
  ];
}

const named = { name: 'orders' };
const theirs = (name: string): Stated => ({ parameters: { '/apis/orders': document(credentials(name)) } });

describe('a place that the pattern gives to two clients', () => {
  test('goes to none where both are confidential', () => {
    const twins = { clients: [confidential('a', named), confidential('b', named)] };
    expect(outcome(model(twins))).toEqual(['claimed-twice a', 'claimed-twice b']);
    expect(drive(poolRequest(), model(twins)).plan.lost[0]).toEqual({
      claim: expect.objectContaining({ parameter: '/apis/orders', place: ['auth', 'cognito'], byPattern: true }),
      action: 'rejected',
      reasons: [],
      notes: [],
      finding: expect.objectContaining({ code: 'claimed-twice', clients: [idOf('a'), idOf('b')] }),
    });
  });

  test('goes to the confidential one where the other is public, and no fault is told', () => {
    const twins = model({ clients: [confidential('a', named), publicClient('b', named)] });
    expect(drive(poolRequest(), twins).looks).toEqual([
      ['listing'],
      ['parameter /apis/orders'],
      ['client a', 'client b'],
      ['count b'],
    ]);
    expect(outcome(twins)).toEqual(['create a /apis/orders']);
  });

  test.each([
    ['a pool pass', poolRequest()],
    ['a sweep', poolRequest({ sweep: at })],
  ])('stays with the confidential one in %s afterwards, and still no fault is told', (_, request) => {
    const twins = model({ clients: [confidential('a', named), publicClient('b', named)] });
    expect(outcome(applied(twins, drive(poolRequest(), twins).plan), request)).toEqual(['none a /apis/orders']);
  });

  test('is taken for contested where a client’s secrets are not shown, since it is not public', () => {
    const hidden = { ...publicClient('b', named), secretCount: 1 };
    expect(outcome(model({ clients: [confidential('a', named), hidden] }))).toEqual([
      'claimed-twice a',
      'claimed-twice b',
    ]);
  });

  test('stays with the one that stands there, and moves over when that one is deleted', () => {
    const replaced = model({ clients: [confidential('old', named), confidential('new', named)], ...theirs('old') });
    expect(outcome(replaced)).toEqual(['none old /apis/orders', 'claimed-by-another-client new']);
    const after = { ...replaced, clients: replaced.clients.filter(({ client }) => client.id === idOf('new')) };
    expect(outcome(after, clientRequest(['old']))).toEqual(['update new /apis/orders']);
  });

  test('never goes to a dynamically registered client, whatever its name', () => {
    const stranger = confidential('x', { ...named, dynamic: true });
    expect(outcome(model({ clients: [confidential('a', named), stranger] }))).toEqual(['create a /apis/orders']);
  });

  test('is a client’s that stands there in a sweep too, unless it turns out to be public', () => {
    const clients = [confidential('a', named), publicClient('b', named)];
    const of = model({ clients, parameters: { '/apis/orders': document({ clientId: idOf('b') }) } });
    expect(outcome(of, poolRequest({ sweep: at }))).toEqual(['update a /apis/orders']);
  });
});

describe('a place that a tag and the pattern give to two clients', () => {
  const tags = { 'ssm-sync': '/apis/:clientName', 'ssm-sync:backend': '/apis/orders' };

  test('goes to none where both are confidential', () => {
    expect(outcome(model({ tags, clients: [confidential('orders'), confidential('backend')] }))).toEqual([
      'claimed-twice orders',
      'claimed-twice backend',
    ]);
  });

  test('goes to the tag’s where the pattern’s is public', () => {
    expect(outcome(model({ tags, clients: [publicClient('orders'), confidential('backend')] }))).toEqual([
      'create backend /apis/orders',
    ]);
  });

  test('is not kept from the tag’s client by a public one’s place around it', () => {
    const around = { ...tags, 'ssm-sync:backend': '/apis/orders@auth.cognito.backend' };
    expect(outcome(model({ tags: around, clients: [publicClient('orders'), confidential('backend')] }))).toEqual([
      'create backend /apis/orders',
    ]);
    expect(outcome(model({ tags: around, clients: [confidential('orders'), confidential('backend')] }))).toEqual([
      'places-overlap orders',
      'places-overlap backend',
    ]);
  });

  test('costs no look at clients that only tags contest', () => {
    const byTags = { 'ssm-sync:orders': '/apis/x', 'ssm-sync:backend': '/apis/x' };
    const of = model({ tags: byTags, clients: [publicClient('orders'), confidential('backend')] });
    expect(drive(poolRequest(), of).looks).toEqual([['listing'], ['parameter /apis/x']]);
    expect(outcome(of)).toEqual(['claimed-twice orders', 'claimed-twice backend']);
  });

  test('costs no look at a client whose own places overlap: its declaration is wrong whoever it is', () => {
    const of = model({
      tags: { 'ssm-sync': '/apis/:clientName@x /apis/:clientName@x.y' },
      clients: [publicClient('orders')],
    });
    expect(drive(poolRequest(), of).looks).toEqual([['listing'], ['parameter /apis/orders']]);
    expect(outcome(of)).toEqual(['places-overlap orders', 'places-overlap orders']);
  });
});

describe('public clients', () => {
  test('are not covered by the pattern', () => {
    const of = model({ clients: [publicClient('spa'), confidential('orders')] });
    expect(outcome(of)).toEqual(['create orders /apis/orders']);
    expect(outcome(of, poolRequest({ sweep: at }))).toEqual(['create orders /apis/orders']);
  });

  test('that stand where the pattern leads, by a tag that is gone, are left as they are', () => {
    const left = document({ url: 'https://old.example', clientId: idOf('spa') });
    const of = model({ clients: [publicClient('spa')], parameters: { '/apis/spa': left } });
    expect(outcome(of)).toEqual([]);
    expect(outcome(of, poolRequest({ sweep: at }))).toEqual([]);
    expect(outcome(of, clientRequest(['spa']))).toEqual([]);
  });

  test('are written by a tag, without a secret', () => {
    const { plan } = drive(
      poolRequest(),
      model({ tags: { 'ssm-sync:spa': '/apis/spa' }, clients: [publicClient('spa')] }),
    );
    const { clientSecret: _, ...secretless } = credentials('spa');
    expect(JSON.parse(plan.parameters[0]?.write?.text.reveal() ?? '')).toEqual({ auth: { cognito: secretless } });
  });
});

describe('a client named by two tags', () => {
  const tags = { 'ssm-sync:orders': '/apis/orders', [`ssm-sync:${idOf('orders')}`]: '/apis/other' };

  test('gets nothing, is told so for each of its places, and nobody else gets them', () => {
    const clients = [confidential('orders'), confidential('billing')];
    const of = model({ tags: { ...tags, 'ssm-sync:billing': '/apis/orders' }, clients, ...theirs('orders') });
    expect(outcome(of)).toEqual([
      'declared-twice orders',
      'claimed-by-another-client billing',
      'declared-twice orders',
    ]);
  });
});

describe('several clients in one parameter', () => {
  test('are one write', () => {
    const tags = { 'ssm-sync:a': '/apis/x@auth.a', 'ssm-sync:b': '/apis/x@auth.b create=never' };
    const { plan } = drive(poolRequest(), model({ tags, clients: [confidential('b'), confidential('a')] }));
    expect(plan.parameters).toHaveLength(1);
    expect(plan.parameters[0]?.targets).toMatchObject([{ action: 'create' }, { action: 'create' }]);
    expect(JSON.parse(plan.parameters[0]?.write?.text.reveal() ?? '')).toEqual({
      auth: { a: credentials('a'), b: credentials('b') },
    });
  });
});
