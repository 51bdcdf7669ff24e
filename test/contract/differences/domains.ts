/** Domains of user pools. */
import type { Difference } from '../difference.ts';
import { refused } from './refused.ts';

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
    paths: ['DomainDescription.Version'],
    // When the embedded AWS was made, which is always the same.
    ours: '"1795168800000"',
    moto: 'absent',
    right: 'ours',
    why: 'AWS CLI example of describe-user-pool-domain: a version of digits.',
  },
  {
    steps: ['prefix domains: describe'],
    paths: ['DomainDescription.CustomDomainConfig'],
    ours: '{}',
    moto: 'absent',
    right: 'ours',
    why: 'AWS CLI example of describe-user-pool-domain: {} for a prefix.',
  },
  {
    steps: ['custom domains: describe'],
    paths: ['DomainDescription.CustomDomainConfig'],
    ours: '{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"}',
    moto: 'absent',
    right: 'ours',
    why: 'SDK model, DomainDescriptionType.CustomDomainConfig: "The configuration for a custom domain that hosts the sign-up and sign-in webpages for your application."',
  },
  {
    operations: ['DescribeUserPoolDomain'],
    paths: ['DomainDescription.ManagedLoginVersion'],
    ours: '1',
    moto: 'absent',
    right: 'ours',
    why: 'SDK model, DomainDescriptionType.ManagedLoginVersion: 1 or 2.',
  },
  {
    steps: ['custom domains: describe the pool', 'custom domains: describe the pool with both'],
    paths: ['UserPool.CustomDomain'],
    ours: '"auth.acme.example"',
    moto: 'absent',
    right: 'ours',
    why: 'SDK model, UserPoolType.CustomDomain: "A custom domain name that you provide to Amazon Cognito."',
  },
  {
    steps: ['custom domains: describe the pool'],
    paths: ['UserPool.Domain'],
    ours: 'absent',
    moto: '"auth.acme.example"',
    right: 'ours',
    why: 'SDK model, UserPoolType.Domain: "The domain prefix". moto has one domain a pool, in the wrong member.',
  },
  {
    steps: ['custom domains: describe the pool with both'],
    paths: ['UserPool.Domain'],
    ours: '"acme-customers"',
    moto: '"auth.acme.example"',
    right: 'ours',
    why: 'The same, where there is a prefix too.',
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
