/** User pools and their tags. */
import type { Scenario } from '../scenario.ts';

const nobody = 'eu-west-1_AbCdEfGhI';
const UserPoolId = '$create.UserPool.Id';

export const poolScenarios: readonly Scenario[] = [
  {
    subject: 'pools',
    promise: 'on pools that are made, changed, listed and deleted',
    steps: [
      ['create', 'CreateUserPool', { PoolName: 'customers', UserPoolTags: { team: 'a' } }],
      ['describe', 'DescribeUserPool', { UserPoolId }],
      ['create another', 'CreateUserPool', { PoolName: 'customers' }],
      [
        'create a third',
        'CreateUserPool',
        { PoolName: 'staff', MfaConfiguration: 'OFF', DeletionProtection: 'INACTIVE' },
      ],
      ['describe the third', 'DescribeUserPool', { UserPoolId: '$create a third.UserPool.Id' }],
      ['list', 'ListUserPools', { MaxResults: 60 }],
      ['list in pages', 'ListUserPools', { MaxResults: 2 }, 'every page'],
      ['update with tags', 'UpdateUserPool', { UserPoolId, UserPoolTags: { team: 'b' } }],
      ['describe after that', 'DescribeUserPool', { UserPoolId }],
      ['update without tags', 'UpdateUserPool', { UserPoolId }],
      ['describe at the end', 'DescribeUserPool', { UserPoolId }],
      ['rename', 'UpdateUserPool', { UserPoolId, PoolName: 'buyers' }],
      ['describe the renamed', 'DescribeUserPool', { UserPoolId }],
      ['delete', 'DeleteUserPool', { UserPoolId }],
      ['describe the deleted', 'DescribeUserPool', { UserPoolId }],
      ['delete again', 'DeleteUserPool', { UserPoolId }],
    ],
  },
  {
    subject: 'pools that are not',
    promise: 'on requests about pools that do not exist or cannot',
    steps: [
      ['describe', 'DescribeUserPool', { UserPoolId: nobody }],
      ['update', 'UpdateUserPool', { UserPoolId: nobody }],
      ['delete', 'DeleteUserPool', { UserPoolId: nobody }],
      ['malformed id', 'DescribeUserPool', { UserPoolId: 'customers' }],
      ['malformed name', 'CreateUserPool', { PoolName: 'a/b' }],
      ['name too long', 'CreateUserPool', { PoolName: 'x'.repeat(129) }],
      ['pages of nothing', 'ListUserPools', { MaxResults: 0 }],
      ['pages too large', 'ListUserPools', { MaxResults: 61 }],
      ['unknown setting', 'CreateUserPool', { PoolName: 'customers', MfaConfiguration: 'MAYBE' }],
      ['reserved tag', 'CreateUserPool', { PoolName: 'customers', UserPoolTags: { 'aws:a': 'b' } }],
      ['with a token that nobody gave', 'ListUserPools', { MaxResults: 1, NextToken: 'mine' }],
    ],
  },
  {
    subject: 'protected pools',
    promise: 'on a pool that is protected from deletion',
    steps: [
      ['create', 'CreateUserPool', { PoolName: 'customers', DeletionProtection: 'ACTIVE' }],
      ['delete', 'DeleteUserPool', { UserPoolId }],
    ],
  },
  {
    subject: 'tags of pools',
    promise: 'on the tags of a pool',
    steps: [
      ['create', 'CreateUserPool', { PoolName: 'customers', UserPoolTags: { team: 'a' } }],
      ['describe', 'DescribeUserPool', { UserPoolId }],
      ['index', 'GetResources', { ResourceTypeFilters: ['cognito-idp:userpool'] }, 'every page'],
      ['list', 'ListTagsOfUserPool', { ResourceArn: '$create.UserPool.Arn' }],
      ['add', 'TagResource', { ResourceArn: '$create.UserPool.Arn', Tags: { stage: 'test' } }],
      ['remove', 'UntagResource', { ResourceArn: '$create.UserPool.Arn', TagKeys: ['team'] }],
    ],
  },
];
