import { describe, expect, test } from 'vitest';
import { keyRules, managedKeys, type Situation, type Want, wantsOf } from '../../../lambdas/core/credentials.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import { callFailed, client, credentials, endpoint, idOf, poolId, stored, withoutSecret } from './builders.ts';

const custom = 'https://auth.acme.example/oauth2/token';
const ours = credentials('orders');
const { url: _, ...withoutUrl } = ours;
const { clientSecret: __, ...secretless } = ours;
const shown: Want = { rule: 'secret-shown', want: 'set', value: new Secret('orders-secret') };
const urlKept: Want = { rule: 'url-kept', want: 'keep' };
const keptUnseen: Want = { rule: 'secret-kept-unseen', want: 'keep' };
const removed: Want = { rule: 'secret-of-none', want: 'absent' };
const needsClient: Want = { rule: 'secret-needs-client', want: 'needed' };
const needsCount: Want = { rule: 'secret-needs-count', want: 'needed' };
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

const set = (text: string): Want => ({ rule: 'url-preferred', want: 'set', value: new Secret(text) });
const id: Want = { rule: 'id-ours', want: 'set', value: new Secret(idOf('orders')) };
const unknown: Want = { rule: 'secret-unknown', want: 'failed', finding: failure };
const blocked: Want = { rule: 'secret-unreadable', want: 'blocked', finding: unreadable };
const theirs = stored(credentials('billing'));
const rotated = stored({ ...ours, clientSecret: 'rotated' });

describe('the key clientId', () => {
  test.each<[string, Partial<Situation>]>([
    ['nothing stands there', { stored: stored({}) }],
    ['another client stands there', { stored: theirs }],
    ['ours stands there', {}],
  ])('is wanted to be ours where %s', (_, difference) => {
    expect(keyRules.clientId(situation(difference))).toEqual(id);
  });
});

describe('the key url', () => {
  test.each<[string, Partial<Situation>, Want]>([
    ['is kept where our client has an endpoint of the pool', {}, urlKept],
    ['is kept where it is an endpoint but no longer the preferred one', { endpoints: [custom, endpoint] }, urlKept],
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
      { rule: 'url-kept-without-domain', want: 'keep', note: noDomain },
    ],
    [
      'is taken away and noted where the pool has no domain and another client stands there',
      { endpoints: [], stored: theirs },
      { rule: 'url-removed', want: 'absent', note: noDomain },
    ],
    [
      'is taken away and noted where the pool has no domain and no client stands there',
      { endpoints: [], stored: stored({ url: endpoint }) },
      { rule: 'url-removed', want: 'absent', note: noDomain },
    ],
  ])('%s', (_, difference, want) => {
    expect(keyRules.url(situation(difference))).toEqual(want);
  });
});

describe('the key clientSecret', () => {
  test.each<[string, Partial<Situation>, Want]>([
    ['is kept where our client stands with a secret and was not described', { described: undefined }, keptUnseen],
    [
      'is kept where our client stands and was not described, whatever number of secrets is known',
      { described: undefined, secretCount: 0 },
      keptUnseen,
    ],
    [
      'needs the client where it stands without a secret and was not described',
      { described: undefined, stored: stored(secretless), secretCount: 0 },
      needsClient,
    ],
    [
      'needs the client where another stands and it was not described',
      { described: undefined, stored: theirs, secretCount: 1 },
      needsClient,
    ],
    [
      'needs the client where nothing stands and it was not described',
      { described: undefined, stored: stored({}) },
      needsClient,
    ],
    ['is the shown one where nothing is stored', { stored: stored(secretless) }, shown],
    ['is the shown one where the empty text is stored', { stored: stored({ ...ours, clientSecret: '' }) }, shown],
    ['is the shown one where no string is stored', { stored: stored({ ...ours, clientSecret: null }) }, shown],
    ['is the shown one where another client stands', { stored: theirs }, shown],
    ['is the shown one where another client stands, however many ours has', { stored: theirs, secretCount: 2 }, shown],
    ['is the shown one where it is stored', {}, shown],
    ['is the shown one where it is stored, however many there are', { secretCount: 2 }, shown],
    [
      'is the shown one where another is stored and it is the only one',
      { stored: rotated, secretCount: 1 },
      { ...shown, rule: 'secret-only-one' },
    ],
    [
      'is kept and noted where another is stored and there are two: the original must not come back',
      { stored: rotated, secretCount: 2 },
      { rule: 'secret-superseded', want: 'keep', note: superseded },
    ],
    ['needs the count where another is stored than shown', { stored: rotated }, needsCount],
    ['fails where another is stored and the count failed', { stored: rotated, secretCount: failure }, unknown],
    ['is taken away where a public client stands', { described: hidden, secretCount: 0 }, removed],
    ['is taken away where a public client comes', { described: hidden, secretCount: 0, stored: theirs }, removed],
    [
      'is kept and noted where our client stands and Cognito no longer shows the secret it has',
      { described: hidden, secretCount: 1 },
      { rule: 'secret-kept-hidden', want: 'keep', note: unreadable },
    ],
    [
      'is blocked where Cognito shows no secret and none is stored',
      { described: hidden, secretCount: 1, stored: stored(secretless) },
      blocked,
    ],
    [
      'is blocked where Cognito shows no secret and the empty text is stored',
      { described: hidden, secretCount: 1, stored: stored({ ...ours, clientSecret: '' }) },
      blocked,
    ],
    [
      'is blocked where Cognito shows no secret and another client stands',
      { described: hidden, secretCount: 2, stored: theirs },
      blocked,
    ],
    [
      'fails where no secret is shown and the count failed: it is never taken for public',
      { described: hidden, secretCount: failure },
      unknown,
    ],
    ['needs the count where no secret is shown', { described: hidden }, needsCount],
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
      clientId: id,
      clientSecret: shown,
    });
  });
});
