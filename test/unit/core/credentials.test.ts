import { describe, expect, test } from 'vitest';
import { keyRules, managedKeys, type Situation, type Want, wantsOf } from '../../../lambdas/core/credentials.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import { callFailed, client, credentials, endpoint, idOf, poolId, stored, withoutSecret } from './builders.ts';

const custom = 'https://auth.acme.example/oauth2/token';
const ours = credentials('orders');
const { url: _, ...withoutUrl } = ours;
const { clientSecret: __, ...secretless } = ours;
const keep: Want = { want: 'keep' };
const shown: Want = { want: 'set', value: new Secret('orders-secret') };
const needed: Want = { want: 'needed' };
const failure = callFailed('ListUserPoolClientSecrets');
const noDomain = { code: 'no-domain', userPoolId: poolId } as const;
const superseded = { code: 'secret-superseded', client: idOf('orders') } as const;
const unreadable = { code: 'secret-unreadable', client: idOf('orders') } as const;
const described = client('orders');
const hidden = withoutSecret('orders');

/** In sync, and the client was described. */
function situation(difference: Partial<Situation>): Situation {
  return {
    client: { id: idOf('orders') },
    pool: { id: poolId },
    endpoints: [endpoint],
    stored: stored(ours),
    described,
    ...difference,
  };
}

const set = (text: string): Want => ({ want: 'set', value: new Secret(text) });
const theirs = stored(credentials('billing'));
const rotated = stored({ ...ours, clientSecret: 'rotated' });

describe('the key clientId', () => {
  test.each<[string, Partial<Situation>]>([
    ['nothing stands there', { stored: stored({}) }],
    ['another client stands there', { stored: theirs }],
    ['ours stands there', {}],
  ])('is wanted to be ours where %s', (_, difference) => {
    expect(keyRules.clientId(situation(difference))).toEqual(set(idOf('orders')));
  });
});

describe('the key url', () => {
  test.each<[string, Partial<Situation>, Want]>([
    ['is kept where our client has an endpoint of the pool', {}, keep],
    ['is kept where it is an endpoint but no longer the preferred one', { endpoints: [custom, endpoint] }, keep],
    ['becomes the preferred endpoint where the stored one is none of the pool’s', { endpoints: [custom] }, set(custom)],
    [
      'becomes the preferred endpoint where our client has none',
      { endpoints: [custom, endpoint], stored: stored(withoutUrl) },
      set(custom),
    ],
    [
      'becomes the preferred endpoint where our client has an empty one',
      { endpoints: [''], stored: stored({ ...ours, url: '' }) },
      set(''),
    ],
    ['becomes the preferred endpoint where it is no string', { stored: stored({ ...ours, url: 5 }) }, set(endpoint)],
    [
      'becomes the preferred endpoint where another client stands, even if the stored one is an endpoint',
      { endpoints: [custom, endpoint], stored: theirs },
      set(custom),
    ],
    [
      'is kept and noted where the pool has no domain and our client stands there',
      { endpoints: [] },
      { ...keep, note: noDomain },
    ],
    [
      'is taken away and noted where the pool has no domain and another client stands there',
      { endpoints: [], stored: theirs },
      { want: 'absent', note: noDomain },
    ],
    [
      'is taken away and noted where the pool has no domain and no client stands there',
      { endpoints: [], stored: stored({ url: endpoint }) },
      { want: 'absent', note: noDomain },
    ],
  ])('%s', (_, difference, want) => {
    expect(keyRules.url(situation(difference))).toEqual(want);
  });
});

describe('the key clientSecret', () => {
  test.each<[string, Partial<Situation>, Want]>([
    ['is kept where our client stands with a secret and was not described', { described: undefined }, keep],
    [
      'is kept where our client stands and was not described, whatever number of secrets is known',
      { described: undefined, secretCount: 0 },
      keep,
    ],
    [
      'needs the client where it stands without a secret and was not described',
      { described: undefined, stored: stored(secretless), secretCount: 0 },
      needed,
    ],
    [
      'needs the client where another stands and it was not described',
      { described: undefined, stored: theirs, secretCount: 1 },
      needed,
    ],
    [
      'needs the client where nothing stands and it was not described',
      { described: undefined, stored: stored({}) },
      needed,
    ],
    ['is the shown one where nothing is stored', { stored: stored(secretless) }, shown],
    ['is the shown one where the empty text is stored', { stored: stored({ ...ours, clientSecret: '' }) }, shown],
    ['is the shown one where no string is stored', { stored: stored({ ...ours, clientSecret: null }) }, shown],
    ['is the shown one where another client stands', { stored: theirs }, shown],
    ['is the shown one where another client stands, however many ours has', { stored: theirs, secretCount: 2 }, shown],
    ['is the shown one where it is stored', {}, shown],
    ['is the shown one where it is stored, however many there are', { secretCount: 2 }, shown],
    ['is the shown one where another is stored and it is the only one', { stored: rotated, secretCount: 1 }, shown],
    [
      'is kept and noted where another is stored and there are two: the original must not come back',
      { stored: rotated, secretCount: 2 },
      { ...keep, note: superseded },
    ],
    ['needs the count where another is stored than shown', { stored: rotated }, needed],
    [
      'fails where another is stored and the count failed',
      { stored: rotated, secretCount: failure },
      { want: 'failed', finding: failure },
    ],
    ['is taken away where a public client stands', { described: hidden, secretCount: 0 }, { want: 'absent' }],
    [
      'is taken away where a public client comes',
      { described: hidden, secretCount: 0, stored: theirs },
      { want: 'absent' },
    ],
    [
      'is kept and noted where our client stands and Cognito no longer shows the secret it has',
      { described: hidden, secretCount: 1 },
      { ...keep, note: unreadable },
    ],
    [
      'is blocked where Cognito shows no secret and none is stored',
      { described: hidden, secretCount: 1, stored: stored(secretless) },
      { want: 'blocked', finding: unreadable },
    ],
    [
      'is blocked where Cognito shows no secret and the empty text is stored',
      { described: hidden, secretCount: 1, stored: stored({ ...ours, clientSecret: '' }) },
      { want: 'blocked', finding: unreadable },
    ],
    [
      'is blocked where Cognito shows no secret and another client stands',
      { described: hidden, secretCount: 2, stored: theirs },
      { want: 'blocked', finding: unreadable },
    ],
    [
      'fails where no secret is shown and the count failed: it is never taken for public',
      { described: hidden, secretCount: failure },
      { want: 'failed', finding: failure },
    ],
    ['needs the count where no secret is shown', { described: hidden }, needed],
  ])('%s', (_, difference, want) => {
    expect(keyRules.clientSecret(situation(difference))).toEqual(want);
  });
});

describe('the managed keys', () => {
  test('are the keys of the rules, in their order', () => {
    expect(managedKeys).toEqual(Object.keys(keyRules));
  });

  test('are each wanted by their own rule', () => {
    expect(wantsOf(situation({ stored: stored({}) }))).toEqual({
      url: set(endpoint),
      clientId: set(idOf('orders')),
      clientSecret: shown,
    });
  });
});
