import { describe, expect, test } from 'vitest';
import { Normaliser } from './normaliser.ts';

describe('the normaliser', () => {
  test('numbers ids as they turn up and knows them again, within other texts too', () => {
    const normaliser = new Normaliser();
    const first = { UserPool: { Arn: 'arn:userpool/eu_1', Id: 'eu_1' } };
    expect(normaliser.normalise(first)).toEqual({ UserPool: { Arn: 'arn:userpool/<pool 1>', Id: '<pool 1>' } });
    const clients = {
      Clients: [
        { UserPoolId: 'eu_2', ClientId: 'a1' },
        { UserPoolId: 'eu_1', ClientId: 'a1' },
      ],
    };
    expect(normaliser.normalise(clients)).toEqual({
      Clients: [
        { UserPoolId: '<pool 2>', ClientId: '<client 1>' },
        { UserPoolId: '<pool 1>', ClientId: '<client 1>' },
      ],
    });
  });

  test('keeps an id that begins like another apart from it', () => {
    const normaliser = new Normaliser();
    normaliser.normalise({ UserPoolId: 'eu_1' });
    const answer = { UserPoolId: 'eu_12', Arn: 'userpool/eu_12' };
    expect(normaliser.normalise(answer)).toEqual({ UserPoolId: '<pool 2>', Arn: 'userpool/<pool 2>' });
  });

  test('shows of times, tokens and secrets their place and form only', () => {
    const answer = {
      CreationDate: new Date(0),
      NextToken: 'abc',
      PaginationToken: '',
      ClientSecret: '0123456789abcdefghijklmnopqrstuv0123456789abcdefghi',
      Other: { ClientSecret: '5b1c3a52-0a5d-4d6c-8a55-0d8f3c8f0c11' },
    };
    expect(new Normaliser().normalise(answer)).toEqual({
      CreationDate: '<time>',
      NextToken: '<token>',
      PaginationToken: '',
      ClientSecret: '<secret>',
      Other: { ClientSecret: '<secret of another form>' },
    });
  });

  test('tells a ciphertext from one that shows the value, and from the value', () => {
    const normaliser = new Normaliser();
    normaliser.learn({ Name: '/a', Value: 'first' });
    const shown = (Value: string) => normaliser.normalise({ Type: 'SecureString', Value });
    expect(shown('first')).toEqual({ Type: 'SecureString', Value: 'first' });
    expect(shown('AQICAHh')).toEqual({ Type: 'SecureString', Value: '<ciphertext>' });
    expect(shown('kms:first')).toEqual({ Type: 'SecureString', Value: '<text that shows the value>' });
    expect(normaliser.normalise({ Type: 'String', Value: 'other' })).toEqual({ Type: 'String', Value: 'other' });
  });

  test('sorts the lists whose order AWS does not promise, and no others', () => {
    const answer = { TagList: [{ Key: 'b' }, { Key: 'a' }], InvalidParameters: ['b', 'a'] };
    expect(new Normaliser().normalise(answer)).toEqual({
      TagList: [{ Key: 'a' }, { Key: 'b' }],
      InvalidParameters: ['b', 'a'],
    });
  });

  test('takes what is null for what is left out', () => {
    expect(new Normaliser().normalise({ A: null, B: undefined, C: 0, D: false, E: [] })).toEqual({
      C: 0,
      D: false,
      E: [],
    });
  });
});
