import { describe, expect, test } from 'vitest';
import { tokenEndpoints, type UserPool } from '../../../lambdas/core/user-pool.ts';
import { pool } from './builders.ts';

const { domainPrefix: _, ...bare } = pool();
const prefix = { domainPrefix: 'acme' };
const custom = { customDomain: 'auth.acme.example' };

describe('a pool’s token endpoints', () => {
  test.each<[string, Partial<UserPool>, string, readonly string[]]>([
    ['are none without a domain', {}, 'eu-west-1', []],
    ['are none with an empty domain', { domainPrefix: '', customDomain: '' }, 'eu-west-1', []],
    [
      'are at the region’s host with a prefix',
      prefix,
      'ap-southeast-2',
      ['https://acme.auth.ap-southeast-2.amazoncognito.com/oauth2/token'],
    ],
    [
      'are at the FIPS host with a prefix in GovCloud',
      prefix,
      'us-gov-west-1',
      ['https://acme.auth-fips.us-gov-west-1.amazoncognito.com/oauth2/token'],
    ],
    ['are at a custom domain', custom, 'us-gov-west-1', ['https://auth.acme.example/oauth2/token']],
    [
      'are both with both, the custom one first',
      { ...prefix, ...custom },
      'eu-west-1',
      ['https://auth.acme.example/oauth2/token', 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token'],
    ],
  ])('%s', (_, domains, region, endpoints) => {
    expect(tokenEndpoints({ ...bare, ...domains }, region)).toEqual(endpoints);
  });
});
