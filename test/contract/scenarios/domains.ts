/** Domains of user pools. */
import type { Scenario, Step } from '../scenario.ts';

const UserPoolId = '$pool.UserPool.Id';
const pool: Step = ['pool', 'CreateUserPool', { PoolName: 'customers' }];
const Domain = 'acme-customers';
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const custom = { UserPoolId, Domain: 'auth.acme.example', CustomDomainConfig: { CertificateArn: certificate } };

export const domainScenarios: readonly Scenario[] = [
  {
    subject: 'prefix domains',
    promise: 'on a domain by prefix, and on its pool meanwhile',
    steps: [
      pool,
      ['create', 'CreateUserPoolDomain', { UserPoolId, Domain }],
      ['describe', 'DescribeUserPoolDomain', { Domain }],
      ['describe the pool', 'DescribeUserPool', { UserPoolId }],
      ['describe another', 'DescribeUserPoolDomain', { Domain: 'nobodys' }],
      ['create it again', 'CreateUserPoolDomain', { UserPoolId, Domain }],
      ['delete the pool under it', 'DeleteUserPool', { UserPoolId: '$pool.UserPool.Id' }],
    ],
  },
  {
    subject: 'deleted domains',
    promise: 'on a domain that is gone',
    steps: [
      pool,
      ['create', 'CreateUserPoolDomain', { UserPoolId, Domain }],
      ['delete', 'DeleteUserPoolDomain', { UserPoolId, Domain }],
      ['describe', 'DescribeUserPoolDomain', { Domain }],
      ['describe the pool', 'DescribeUserPool', { UserPoolId }],
      ['delete again', 'DeleteUserPoolDomain', { UserPoolId, Domain }],
      ['create again', 'CreateUserPoolDomain', { UserPoolId, Domain }],
    ],
  },
  {
    subject: 'custom domains',
    promise: 'on a domain with a host name of its own',
    steps: [
      pool,
      ['create', 'CreateUserPoolDomain', custom],
      ['describe', 'DescribeUserPoolDomain', { Domain: custom.Domain }],
      ['describe the pool', 'DescribeUserPool', { UserPoolId }],
      ['update', 'UpdateUserPoolDomain', custom],
      ['a prefix beside it', 'CreateUserPoolDomain', { UserPoolId, Domain }],
      ['describe the pool with both', 'DescribeUserPool', { UserPoolId }],
    ],
  },
  {
    subject: 'malformed domains',
    promise: 'on domains that cannot be',
    steps: [
      pool,
      ['of no pool', 'CreateUserPoolDomain', { UserPoolId: 'eu-west-1_AbCdEfGhI', Domain }],
      ['reserved word', 'CreateUserPoolDomain', { UserPoolId, Domain: 'my-cognito' }],
      ['capitals', 'CreateUserPoolDomain', { UserPoolId, Domain: 'Acme' }],
      ['too long', 'CreateUserPoolDomain', { UserPoolId, Domain: 'a'.repeat(64) }],
      ['update none', 'UpdateUserPoolDomain', { ...custom, Domain: 'none.acme.example' }],
    ],
  },
];
