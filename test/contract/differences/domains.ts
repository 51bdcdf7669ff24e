/** Domains of user pools. */
import type { Difference } from '../difference.ts';

const refused = {
  paths: ['outcome'],
  ours: 'InvalidParameterException (400)',
  moto: 'answered',
  right: 'ours',
} as const;

export const domainDifferences: readonly Difference[] = [
  {
    operations: ['CreateUserPoolDomain'],
    paths: ['CloudFrontDomain'],
    ours: 'absent',
    moto: '"<distribution>.amazoncognito.com"',
    right: 'ours',
    why: 'SDK model, CreateUserPoolDomainResponse.CloudFrontDomain: null for a prefix domain.',
  },
  {
    steps: ['prefix domains: describe'],
    paths: ['DomainDescription.CloudFrontDistribution'],
    ours: '"<distribution>.cloudfront.net"',
    moto: '"<distribution>.amazoncognito.com"',
    right: 'ours',
    why: 'AWS CLI example of describe-user-pool-domain for a prefix: a host under cloudfront.net.',
  },
  {
    operations: ['DescribeUserPoolDomain'],
    paths: ['DomainDescription.AWSAccountId'],
    ours: '"<account>"',
    moto: '"<no account>"',
    right: 'ours',
    why: 'SDK model, DomainDescriptionType.AWSAccountId: "The Amazon Web Services account that you created the user pool in"; moto gives a new UUID each time.',
  },
  {
    operations: ['DescribeUserPoolDomain'],
    paths: [
      'DomainDescription.Version',
      'DomainDescription.CustomDomainConfig',
      'DomainDescription.ManagedLoginVersion',
    ],
    ours: '…',
    moto: 'absent',
    right: 'ours',
    why: 'AWS CLI example of describe-user-pool-domain shows the first two, {} for a prefix; SDK model, DomainDescriptionType.ManagedLoginVersion: 1 or 2.',
  },
  {
    steps: ['custom domains: describe the pool', 'custom domains: describe the pool with both'],
    paths: ['UserPool.CustomDomain', 'UserPool.Domain'],
    ours: '…',
    moto: '…',
    right: 'ours',
    why: 'SDK model, UserPoolType.Domain: "The domain prefix"; CustomDomain: "A custom domain name". moto has one domain a pool, in the wrong member.',
  },
  {
    ...refused,
    steps: ['prefix domains: create it again'],
    why: 'aws-samples/amazon-elasticsearch-service-with-cognito#7: "Domain already associated with another user pool", InvalidParameterException.',
  },
  {
    ...refused,
    steps: ['prefix domains: delete the pool under it'],
    why: 'hashicorp/terraform-provider-aws#16479: "It has a domain configured that should be deleted first", InvalidParameterException.',
  },
  {
    ...refused,
    steps: ['malformed domains: reserved word'],
    why: 'aws-amplify/amplify-cli#1513: "Domain cannot contain reserved word", InvalidParameterException.',
  },
  {
    ...refused,
    steps: ['malformed domains: capitals', 'malformed domains: too long'],
    why: 'API Reference, DomainType: at most 63 of a-z, 0-9 and hyphens.',
  },
  {
    ...refused,
    moto: 'ResourceNotFoundException (400)',
    right: 'both',
    steps: ['deleted domains: delete again', 'malformed domains: update none'],
    why: 'SDK model: DeleteUserPoolDomain and UpdateUserPoolDomain have both errors, and no word on which of them a missing domain is.',
  },
];
