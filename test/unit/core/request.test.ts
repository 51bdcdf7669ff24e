import { describe, expect, test } from 'vitest';
import { merge, parseRequest } from '../../../lambdas/core/request.ts';
import { clientRequest, idOf, poolId, poolRequest } from './builders.ts';

const at = '2026-11-20T10:00:00Z';
const arn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}`;
const parse = (message: object): unknown => parseRequest(JSON.stringify({ v: 1, at, ...message }));

describe('a message', () => {
  test.each<[string, object, object]>([
    ['of a sweep is a sweep named by its time', { kind: 'sweep' }, { kind: 'sweep', sweep: at }],
    ['of a pool is about all of it', { kind: 'pool', userPoolId: poolId }, poolRequest()],
    ['of a pool by its ARN is about that pool', { kind: 'pool', userPoolArn: arn }, poolRequest()],
    [
      'of a pool by its ARN in another partition is about that pool',
      { kind: 'pool', userPoolArn: arn.replace('arn:aws:', 'arn:aws-us-gov:') },
      poolRequest(),
    ],
    [
      'of a pool keeps the sweep it belongs to',
      { kind: 'pool', userPoolId: poolId, sweep: at },
      poolRequest({ sweep: at }),
    ],
    [
      'of a pool by its ARN keeps the sweep it belongs to',
      { kind: 'pool', userPoolArn: arn, sweep: at },
      poolRequest({ sweep: at }),
    ],
    [
      'of clients is about them only',
      { kind: 'clients', userPoolId: poolId, clientIds: [idOf('a'), 'b'] },
      poolRequest({ scope: 'clients', clientIds: [idOf('a'), 'b'] }),
    ],
    [
      'of clients that are the rest of a pool pass is settled',
      { kind: 'clients', userPoolId: poolId, clientIds: [idOf('a')], settled: true, sweep: at },
      clientRequest(['a'], { settled: true, sweep: at }),
    ],
    [
      'of clients that are the rest of a pool pass says how many messages of it follow',
      { kind: 'clients', userPoolId: poolId, clientIds: [idOf('a')], settled: true, following: 3 },
      clientRequest(['a'], { settled: true, following: 3 }),
    ],
    [
      'of clients that says it is not settled is not',
      { kind: 'clients', userPoolId: poolId, clientIds: [idOf('a')], settled: false },
      clientRequest(['a']),
    ],
    [
      'of clients with a hidden id is about the whole pool, and is not settled',
      { kind: 'clients', userPoolId: poolId, clientIds: [idOf('a'), 'HIDDEN_DUE_TO_SECURITY_REASONS'], settled: true },
      poolRequest(),
    ],
    [
      'of a client whose id only ends like a hidden one is about that client',
      { kind: 'clients', userPoolId: poolId, clientIds: ['xHIDDEN_'] },
      poolRequest({ scope: 'clients', clientIds: ['xHIDDEN_'] }),
    ],
    [
      'of a pool may tell what it owns',
      { kind: 'pool', userPoolId: poolId, sweep: at, owned: [['/apis/a', 'auth.cognito', idOf('a')]] },
      poolRequest({ sweep: at, owned: [{ parameter: '/apis/a', place: 'auth.cognito', clientId: idOf('a') }] }),
    ],
    [
      'of a pool may tell that it owns nothing',
      { kind: 'pool', userPoolId: poolId, sweep: at, owned: [] },
      poolRequest({ sweep: at, owned: [] }),
    ],
    [
      'of a pool may tell what others gave to its clients',
      { kind: 'pool', userPoolId: poolId, sweep: at, foreign: [['/apis/a', 'auth.cognito', idOf('a')]] },
      poolRequest({ sweep: at, foreign: [{ parameter: '/apis/a', place: 'auth.cognito', clientId: idOf('a') }] }),
    ],
    [
      'of the rest of a pool may tell whose places are not known as theirs',
      { kind: 'clients', userPoolId: poolId, clientIds: [idOf('a'), 'b'], settled: true, unowned: ['b'] },
      clientRequest(['a'], { clientIds: [idOf('a'), 'b'], settled: true, unowned: ['b'] }),
    ],
    [
      'of a parameter names it',
      { kind: 'parameter', name: '/apis/a.b_c-d' },
      { kind: 'parameter', parameter: '/apis/a.b_c-d', at },
    ],
    [
      'of a parameter in AWS’s other spelling is about the same one',
      { kind: 'parameter', name: 'a' },
      { kind: 'parameter', parameter: '/a', at },
    ],
    [
      'may hold more than is known, which is dropped',
      { kind: 'pool', userPoolId: poolId, detail: { secret: 'x' } },
      poolRequest(),
    ],
    [
      'may tell its time to the millisecond',
      { kind: 'sweep', at: '2026-11-20T10:00:00.123Z' },
      { kind: 'sweep', sweep: '2026-11-20T10:00:00.123Z' },
    ],
    [
      'may be about 1000 clients',
      { kind: 'clients', userPoolId: poolId, clientIds: Array(1000).fill('a'.repeat(128)) },
      poolRequest({ scope: 'clients', clientIds: Array(1000).fill('a'.repeat(128)) }),
    ],
  ])('%s', (_, message, request) => {
    expect(parse(message)).toStrictEqual(request);
  });
});

describe('a message is not understood', () => {
  const clients = { kind: 'clients', userPoolId: poolId, clientIds: ['a'] };

  test.each<[string, object]>([
    ['of another version', { kind: 'sweep', v: 2 }],
    ['without a version', { kind: 'sweep', v: undefined }],
    ['of another kind', { kind: 'secret', userPoolId: poolId }],
    ['of a parameter without a name', { kind: 'parameter' }],
    ['of a parameter whose name is empty', { kind: 'parameter', name: '' }],
    ['of a parameter with a version behind its name', { kind: 'parameter', name: '/apis/a:3' }],
    ['of a parameter with a line of its own behind', { kind: 'parameter', name: '/apis/a\n' }],
    ['of a parameter with a character before its name', { kind: 'parameter', name: ' /apis/a' }],
    ['of a parameter whose name is too long', { kind: 'parameter', name: `/${'a'.repeat(2048)}` }],
    ['of a parameter at no time', { kind: 'parameter', name: '/apis/a', at: undefined }],
    ['with something else for what a pool owns', { kind: 'pool', userPoolId: poolId, owned: 'all' }],
    ['with a place of no client', { kind: 'pool', userPoolId: poolId, owned: [['/apis/a', 'x']] }],
    ['with a place of two clients', { kind: 'pool', userPoolId: poolId, owned: [['/apis/a', 'x', 'a', 'b']] }],
    ['with a place of no parameter', { kind: 'pool', userPoolId: poolId, owned: [['/apis/a?', 'x', 'a']] }],
    ['with a place that is none', { kind: 'pool', userPoolId: poolId, owned: [['/apis/a', 'x y', 'a']] }],
    ['with a place that is too long', { kind: 'pool', userPoolId: poolId, owned: [['/apis/a', 'x'.repeat(129), 'a']] }],
    [
      'with a place of a client whose id is none',
      { kind: 'pool', userPoolId: poolId, owned: [['/apis/a', 'x', 'a b']] },
    ],
    ['with clients that are none for unknown owners', { ...clients, unowned: ['a/b'] }],
    ['with something else for unknown owners', { ...clients, unowned: 'a' }],
    ['without a time', { kind: 'sweep', at: undefined }],
    ['with a time of another zone', { kind: 'sweep', at: '2026-11-20T10:00:00+01:00' }],
    ['with something else for a time', { kind: 'sweep', at: 'now' }],
    ['of no pool', { kind: 'pool' }],
    ['of a pool whose id is none', { kind: 'pool', userPoolId: 'customers' }],
    ['of a pool whose id has more behind it', { kind: 'pool', userPoolId: `${poolId}/x` }],
    ['of a pool whose id has more before it', { kind: 'pool', userPoolId: `/${poolId}` }],
    ['of a pool whose id is too long', { kind: 'pool', userPoolId: `eu-west-1_${'a'.repeat(46)}` }],
    ['of a pool whose ARN is another resource’s', { kind: 'pool', userPoolArn: arn.replace('cognito-idp', 'ssm') }],
    ['of a pool whose ARN has more before it', { kind: 'pool', userPoolArn: `x${arn}` }],
    ['of a pool whose ARN has more behind it', { kind: 'pool', userPoolArn: `${arn}/client` }],
    ['of clients of no pool', { ...clients, userPoolId: undefined }],
    ['of no clients', { ...clients, clientIds: [] }],
    ['of more than 1000 clients', { ...clients, clientIds: Array(1001).fill('a') }],
    ['of a client whose id has a character that ids have not', { ...clients, clientIds: ['a', 'b/c'] }],
    ['of a client whose id is empty', { ...clients, clientIds: [''] }],
    ['of a client whose id is too long', { ...clients, clientIds: ['a'.repeat(129)] }],
    ['with a sweep’s id that is no time', { ...clients, sweep: 'yesterday' }],
    ['with something else for settled', { ...clients, settled: 'yes' }],
    ['with something else for following', { ...clients, settled: true, following: '3' }],
    ['with owned places that are none', { kind: 'pool', userPoolId: poolId, owned: [['/apis/a', 'auth.cognito']] }],
    ['of a parameter without a name', { kind: 'parameter' }],
    ['of a parameter whose name is none', { kind: 'parameter', name: '/apis/a b' }],
  ])('%s, and the answer quotes nothing', (_, message) => {
    expect(parse(message)).toEqual({
      problem: 'the body is no message of version 1 (kinds sweep, pool, clients, parameter)',
    });
  });

  test('where it is not JSON, and the answer quotes nothing', () => {
    expect(parseRequest('{"v":1, secret')).toEqual({ problem: 'the body is not JSON' });
  });

  test.each(['null', '[]', '"x"', '1'])('where it is the JSON %s', (body) => {
    expect(parseRequest(body)).toHaveProperty('problem');
  });
});

describe('two requests of a pool merge into one', () => {
  test('that names all clients, each once', () => {
    expect(merge(clientRequest(['a', 'b']), clientRequest(['b', 'c']))).toStrictEqual(clientRequest(['a', 'b', 'c']));
  });

  test.each([
    ['the first', poolRequest(), clientRequest(['a'])],
    ['the second', clientRequest(['a']), poolRequest()],
  ])('that is about the whole pool where %s is, and still names the clients', (_, one, other) => {
    expect(merge(one, other)).toEqual(poolRequest({ clientIds: [idOf('a')] }));
  });

  test('that is about the whole pool where both are', () => {
    expect(merge(poolRequest(), poolRequest())).toEqual(poolRequest());
  });

  test.each([
    ['the first', '2026-11-20T09:00:00Z', at],
    ['the second', at, '2026-11-20T09:00:00Z'],
  ])('of the earlier time where %s has it', (_, one, other) => {
    expect(merge(poolRequest({ at: one }), poolRequest({ at: other })).at).toBe('2026-11-20T09:00:00Z');
  });

  test.each([
    ['the first', poolRequest({ sweep: at }), poolRequest()],
    ['the second', poolRequest(), poolRequest({ sweep: at })],
    ['the first, if both belong to one', poolRequest({ sweep: at }), poolRequest({ sweep: 'other' })],
  ])('that belongs to the sweep of %s', (_, one, other) => {
    expect(merge(one, other).sweep).toBe(at);
  });

  const [one, other] = ['/apis/a', '/apis/b'].map((parameter) => ({ parameter, place: 'x', clientId: idOf('a') }));
  const [first, second] = [one ? [one] : [], other ? [other] : []];

  test.each([
    ['the first', poolRequest({ owned: first }), poolRequest()],
    ['the second', poolRequest(), poolRequest({ owned: first })],
    ['the first, if both tell it', poolRequest({ owned: first }), poolRequest({ owned: second })],
  ])('that owns what %s tells', (_, one, other) => {
    expect(merge(one, other)).toStrictEqual(poolRequest({ owned: first }));
    expect(merge(poolRequest({ foreign: first }), poolRequest())).toStrictEqual(poolRequest({ foreign: first }));
    expect(merge(poolRequest(), poolRequest({ foreign: first }))).toStrictEqual(poolRequest({ foreign: first }));
  });

  test('that names all clients whose places are not known as theirs', () => {
    expect(merge(clientRequest(['a'], { unowned: ['a'] }), clientRequest(['b'])).unowned).toEqual(['a']);
    expect(merge(clientRequest(['a']), clientRequest(['b'], { unowned: ['b'] })).unowned).toEqual(['b']);
    const both = merge(clientRequest(['a'], { unowned: ['a'] }), clientRequest(['b'], { unowned: ['b'] }));
    expect(both.unowned).toEqual(['a', 'b']);
  });

  test('that restores all places only where both only restore', () => {
    const restoring = clientRequest(['a'], { restoring: first });
    expect(merge(restoring, clientRequest(['b'], { restoring: second }))).toStrictEqual(
      clientRequest(['a', 'b'], { restoring: [...first, ...second] }),
    );
    expect(merge(restoring, clientRequest(['b']))).toStrictEqual(clientRequest(['a', 'b']));
    expect(merge(clientRequest(['b']), restoring)).toStrictEqual(clientRequest(['b', 'a']));
  });

  test.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])('that is settled only where both are (%s, %s)', (one, other, both) => {
    expect(merge(clientRequest(['a'], { settled: one }), clientRequest(['b'], { settled: other })).settled).toBe(both);
  });
});
