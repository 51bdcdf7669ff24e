import { describe, expect, test } from 'vitest';
import { type Comparison, compare } from '../../../lambdas/core/comparison.ts';
import { claim, clientRequest, credentials, deployment, document, endpoint, idOf, ownerTag } from './builders.ts';
import { confidential, drive, model, publicClient, type Stated } from './model-world.ts';

const elsewhere = 'https://other.auth.eu-west-1.amazoncognito.com/oauth2/token';

/** What a pass about `orders` compares, by key. */
function compared(stated: Stated): Readonly<Record<string, Omit<Comparison, 'key'>>> {
  const both = [confidential('orders'), confidential('billing')];
  const { seen } = drive(clientRequest(['orders']), model({ clients: both, ...stated }));
  const found = compare(claim('orders', { byPattern: true }), seen, deployment());
  return Object.fromEntries(found.map(({ key, ...rest }) => [key, rest]));
}

const standing = (difference: object) =>
  compared({ parameters: { '/apis/orders': document({ ...credentials('orders'), ...difference }) } });

describe('a comparison', () => {
  test('adds all keys where there is no parameter, and does not show the secret', () => {
    expect(compared({})).toEqual({
      url: { change: 'added', after: endpoint },
      clientId: { change: 'added', after: idOf('orders') },
      clientSecret: { change: 'added' },
    });
  });

  test('shows what stays, but for the secret', () => {
    expect(standing({})).toEqual({
      url: { change: 'same', before: endpoint, after: endpoint },
      clientId: { change: 'same', before: idOf('orders'), after: idOf('orders') },
      clientSecret: { change: 'same' },
    });
  });

  test('says that a secret changes, and no more', () => {
    expect(standing({ clientSecret: 'other' }).clientSecret).toEqual({ change: 'changed' });
  });

  test.each([
    ['an endpoint of Cognito’s', elsewhere, elsewhere],
    ['an endpoint of GovCloud', elsewhere.replace('.auth.', '.auth-fips.'), elsewhere.replace('.auth.', '.auth-fips.')],
    ['an url of somebody else’s', 'https://s3cr3t.example/oauth2/token', undefined],
    ['an url that only begins like one', `${elsewhere}?s3cr3t`, undefined],
    ['an url that only ends like one', `x${elsewhere}`, undefined],
    ['an url with a name in it', elsewhere.replace('other', 'user:s3cr3t@other'), undefined],
    ['something that is no text', 5, undefined],
  ])('shows as the url that was there %s: %s', (_, url, before) => {
    expect(standing({ url }).url).toEqual({ change: 'changed', after: endpoint, ...(before && { before }) });
  });

  test('shows an url of the pool’s own domain, whatever it is called', () => {
    const pool = { customDomain: 'auth.acme.example' };
    const url = 'https://auth.acme.example/oauth2/token';
    const parameters = { '/apis/orders': document({ ...credentials('orders'), url }) };
    expect(compared({ pool, parameters }).url).toEqual({ change: 'same', before: url, after: url });
  });

  test.each<[string, Stated, string | undefined]>([
    ['a client of the pool', { parameters: { '/apis/orders': document(credentials('billing')) } }, idOf('billing')],
    ['text that nobody knows as an id', { parameters: { '/apis/orders': document(credentials('s3cr3t')) } }, undefined],
    [
      'one that an owner tag names',
      {
        parameters: { '/apis/orders': document(credentials('former')) },
        tagged: { '/apis/orders': ownerTag('former') },
      },
      idOf('former'),
    ],
    [
      'one that the tags cannot be read for',
      { parameters: { '/apis/orders': document(credentials('former')) }, failing: ['tags /apis/orders'] },
      undefined,
    ],
  ])('shows as the id that was there %s', (_, stated, before) => {
    expect(compared(stated).clientId?.before).toBe(before);
  });

  test('takes no failed or vain look at a client for knowing it', () => {
    const parameters = { '/apis/orders': document(credentials('gone')) };
    const tags = { 'ssm-sync:orders': '/apis/orders', [`ssm-sync:${idOf('gone')}`]: '/apis/gone' };
    expect(compared({ parameters, tags }).clientId?.before).toBeUndefined();
    expect(compared({ parameters, tags, failing: ['client gone'] }).clientId?.before).toBeUndefined();
  });

  test('shows the id of a client that was looked at by itself', () => {
    const clients = [confidential('orders'), confidential('stranger', { dynamic: true })];
    const parameters = { '/apis/orders': document(credentials('stranger')) };
    const tags = { 'ssm-sync:orders': '/apis/orders', [`ssm-sync:${idOf('stranger')}`]: '/apis/stranger' };
    expect(compared({ clients, parameters, tags }).clientId?.before).toBe(idOf('stranger'));
  });

  test('takes a public client’s secret away', () => {
    const tags = { 'ssm-sync:orders': '/apis/orders' };
    const parameters = { '/apis/orders': document(credentials('orders')) };
    expect(compared({ clients: [publicClient('orders')], tags, parameters }).clientSecret).toEqual({
      change: 'removed',
    });
  });

  test('leaves out a key that is neither there nor wanted', () => {
    expect(compared({ pool: { domainPrefix: '' } })).not.toHaveProperty('url');
  });

  test.each<[string, Stated]>([
    ['was not looked at', { tags: { 'ssm-sync:orders': '/apis/other' } }],
    ['cannot be read', { failing: ['parameter /apis/orders'] }],
    ['is no document', { parameters: { '/apis/orders': 'not JSON' } }],
  ])('is of nothing where the parameter %s', (_, stated) => {
    expect(compared(stated)).toEqual({});
  });
});
