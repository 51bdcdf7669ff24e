import { describe, expect, test } from 'vitest';
import { wantAt } from '../../../lambdas/core/site.ts';
import { callFailed, claim, client, credentials, deployment, idOf, stored, world } from './builders.ts';

const failure = callFailed('DescribeUserPoolClient');
const site = { claim: claim('orders'), view: { kind: 'open', stored: stored(credentials('orders')) } } as const;
const seen = (sight: Parameters<Map<string, ReturnType<typeof client> | typeof failure>['set']>[1]) =>
  world({ described: new Map([[idOf('orders'), sight]]) });

describe('what is wanted at a place', () => {
  test('is told with the rule of each key', () => {
    const { wants } = wantAt(site, seen(client('orders')), deployment());

    expect(Object.entries(wants).map(([key, { rule }]) => [key, rule])).toEqual([
      ['url', 'url-kept'],
      ['clientId', 'id-ours'],
      ['clientSecret', 'secret-shown'],
    ]);
  });

  test('fails by the secret alone where the client could not be described', () => {
    expect(wantAt(site, seen(failure), deployment()).wants).toEqual({
      clientSecret: { rule: 'client-unknown', want: 'failed', finding: failure },
    });
  });
});
