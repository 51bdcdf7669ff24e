import { describe, expect, test } from 'vitest';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import { clientRequest, credentials, deployment, document, idOf, ownerTag, poolRequest } from './builders.ts';
import { confidential, drive, model, nameOf, type Stated } from './model-world.ts';

/** Which owner tags a pass gives to a parameter, when it looks at those that are there, and when it writes only with them. */
const parameter = '/apis/orders';
const at = '2026-11-20T10:00:00Z';
const managed = { 'ssm-sync:managed': 'true' };
const usual = { tags: { 'ssm-sync:orders': parameter }, clients: [confidential('orders')] };
const inSync = { ...usual, parameters: { [parameter]: document(credentials('orders')) } };
const place = 'auth.cognito';
const known = { parameter, place, clientId: idOf('orders') };
const sweep = (owned: PoolRequest['owned'] = []): PoolRequest => poolRequest({ sweep: at, ...(owned && { owned }) });

/** The tags that the parameter is to get, whether the write needs them, and whether its tags were looked at. */
function tagging(stated: Stated, request = poolRequest(), where = deployment()) {
  const { plan, looks } = drive(request, model(stated), where);
  const [planned] = plan.parameters;
  return {
    tags: planned?.tagging && Object.fromEntries(planned.tagging.tags),
    needed: planned?.tagging?.needed,
    writes: planned?.write?.kind,
    looked: looks.flat().includes(`tags ${parameter}`),
  };
}

describe('a client that gets its place', () => {
  test('gets it with its owner tags where the parameter is created', () => {
    expect(tagging(usual)).toEqual({
      tags: { ...managed, ...ownerTag('orders') },
      needed: false,
      writes: 'create',
      looked: false,
    });
  });

  test('gets it with its owner tags where the place is empty', () => {
    expect(tagging({ ...usual, parameters: { [parameter]: '{}' } })).toEqual({
      tags: { ...managed, ...ownerTag('orders') },
      needed: false,
      writes: 'update',
      looked: false,
    });
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['nobody', {}],
    ['the one before', { ...managed, ...ownerTag('gone') }],
    ['it already, since the one before may just be having its own put right', { ...managed, ...ownerTag('orders') }],
  ])('gets it only with all its owner tags where another id stands and they name %s', (_, found) => {
    const taken = { ...usual, parameters: { [parameter]: document(credentials('gone')) } };
    expect(tagging({ ...taken, tagged: { [parameter]: found } })).toEqual({
      tags: { ...managed, ...ownerTag('orders') },
      needed: true,
      writes: 'update',
      looked: true,
    });
  });

  test('is named by its deployment', () => {
    expect(tagging(usual, poolRequest(), deployment({ name: 'blue' })).tags).toEqual({
      ...managed,
      ...ownerTag('orders', { deploymentName: 'blue' }),
    });
  });

  test('gets no tags where it does not get the place, nor where it waits for a parameter', () => {
    const text = document({ clientId: 'x'.repeat(26) });
    const tooLarge = { ...usual, parameters: { [parameter]: `${text.slice(0, -1)},"pad":"${'x'.repeat(4000)}"}` } };
    expect(tagging(tooLarge)).toMatchObject({ tags: undefined, writes: undefined });
    expect(tagging({ ...usual, tags: { 'ssm-sync:orders': `${parameter} create=never` } })).toMatchObject({
      tags: undefined,
      writes: undefined,
    });
  });
});

describe('several clients in one parameter', () => {
  const tags = { 'ssm-sync:a': `${parameter}@a`, 'ssm-sync:b': `${parameter}@b`, 'ssm-sync:c': `${parameter}@c` };
  const clients = [confidential('a'), confidential('b'), confidential('c')];

  test('are tagged together, and of those that stand there already only the ones whose tags were looked at', () => {
    const text = JSON.stringify({ a: credentials('a'), b: {} });
    expect(tagging({ tags, clients, parameters: { [parameter]: text } })).toEqual({
      tags: { ...managed, ...ownerTag('b', { place: 'b' }), ...ownerTag('c', { place: 'c' }) },
      needed: false,
      writes: 'update',
      looked: false,
    });
    expect(tagging({ tags, clients, parameters: { [parameter]: text } }, sweep())).toEqual({
      tags: {
        ...managed,
        ...ownerTag('a', { place: 'a' }),
        ...ownerTag('b', { place: 'b' }),
        ...ownerTag('c', { place: 'c' }),
      },
      needed: false,
      writes: 'update',
      looked: true,
    });
  });

  test('need their tags if one of them takes its place from another id', () => {
    const text = JSON.stringify({ a: credentials('a'), b: credentials('gone') });
    expect(tagging({ tags, clients, parameters: { [parameter]: text } })).toMatchObject({ needed: true });
  });
});

describe('a client that stands at its place', () => {
  test.each([
    ['is not tagged by a pass that knows nothing of the index', inSync, poolRequest()],
    [
      'is not tagged where its secret changes',
      { ...inSync, parameters: { [parameter]: document({ ...credentials('orders'), url: 'x' }) } },
      poolRequest(),
    ],
    ['is not looked at where the index shows it as the owner', inSync, sweep([known])],
  ])('%s', (_, stated, request) => {
    expect(tagging(stated, request)).toMatchObject({ tags: undefined, looked: false });
  });

  test.each<[string, PoolRequest['owned'], Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['nothing', [], {}, { ...managed, ...ownerTag('orders') }],
    ['another client', [{ ...known, clientId: idOf('x') }], { ...managed, ...ownerTag('x') }, ownerTag('orders')],
    [
      'another place',
      [{ ...known, place: 'x' }],
      { ...managed, ...ownerTag('orders', { place: 'x' }) },
      ownerTag('orders'),
    ],
    ['another parameter', [{ ...known, parameter: '/apis/x' }], managed, ownerTag('orders')],
  ])('is tagged by a sweep where the index shows %s, and nothing is written', (_, owned, found, tags) => {
    expect(tagging({ ...inSync, tagged: { [parameter]: found } }, sweep(owned))).toEqual({
      tags,
      needed: false,
      writes: undefined,
      looked: true,
    });
  });

  test('is tagged as of the version that was read, for it may change hands; what is created has none', () => {
    const version = (stated: Stated, request: PoolRequest) =>
      drive(request, model(stated)).plan.parameters.map(({ tagging }) => tagging?.version);
    expect(version(inSync, sweep())).toEqual([7]);
    expect(version(usual, poolRequest())).toEqual([undefined]);
  });

  test('is left alone where the index lags and its tags are right', () => {
    const right = { ...managed, ...ownerTag('orders') };
    expect(tagging({ ...inSync, tagged: { [parameter]: right } }, sweep())).toMatchObject({
      tags: undefined,
      looked: true,
    });
  });

  test('is tagged by the rest of a large pool that says so', () => {
    const rest = clientRequest(['orders'], { settled: true, sweep: at, unowned: [idOf('orders')] });
    expect(tagging(inSync, rest)).toMatchObject({ tags: { ...managed, ...ownerTag('orders') }, looked: true });
    const others = clientRequest(['orders'], { settled: true, sweep: at, unowned: [idOf('x')] });
    expect(tagging(inSync, others)).toMatchObject({ tags: undefined, looked: false });
  });

  test('is kept right though its tags cannot be read, which is told', () => {
    const drifted = { ...inSync, parameters: { [parameter]: document({ ...credentials('orders'), url: 'x' }) } };
    const { plan } = drive(sweep(), model({ ...drifted, failing: [`tags ${parameter}`] }));
    expect(plan.parameters).toMatchObject([{ write: { kind: 'update' } }]);
    expect(plan.parameters[0]).not.toHaveProperty('tagging');
    expect(plan.failures).toMatchObject([{ code: 'call-failed', operation: 'ListTagsForResource' }]);
  });
});

test('a sweep looks only at the tags of what exists, where its client stands, and does not find in the index', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const tags = Object.fromEntries(names.map((name) => [`ssm-sync:${name}`, `/apis/${name}`]));
  const parameters = {
    '/apis/a': document(credentials('a')),
    '/apis/b': document(credentials('b')),
    '/apis/c': document({}),
    '/apis/d': 'odd',
  };
  const owned = [{ parameter: '/apis/a', place, clientId: idOf('a') }];
  const of = model({ tags, clients: names.map((name) => confidential(name)), parameters });
  const { looks, plan } = drive(sweep(owned), of);
  expect(looks.flat().filter((look) => /^tags/.test(look))).toEqual(['tags /apis/b']);
  expect([...plan.unowned].map(nameOf).toSorted()).toEqual(['b', 'c', 'd', 'e']);
});
