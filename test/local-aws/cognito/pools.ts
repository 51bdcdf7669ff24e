/** User pools: made, changed as a whole, described, listed, and deleted when nothing stands in the way. */
import type { UserPoolDescriptionType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../service.ts';
import { type Directory, invalid, type Operations, operation, type Pool, poolIn } from './directory.ts';
import { domainOf } from './domains.ts';
import { pageOf } from './paging.ts';
import { createPool, listPools, poolOnly, settingsIn, traitsIn, updatePool } from './pool-shapes.ts';
import { setTags, tagsGiven } from './tags.ts';
import { type Wire, wireDate } from './wire.ts';

export function poolOperations(directory: Directory): Operations {
  return {
    reads: {
      DescribeUserPool: operation(poolOnly, (request) => ({
        UserPool: describedPool(directory, poolIn(directory, request.UserPoolId)),
      })),
      ListUserPools: operation(listPools, (request) => {
        const page = pageOf(directory.pools, request.MaxResults, request.NextToken);
        return { UserPools: page.members.map(listedPool), ...(page.nextToken && { NextToken: page.nextToken }) };
      }),
    },
    writes: {
      CreateUserPool: operation(createPool, (request) => {
        const { site, pools, limits } = directory;
        if (pools.size >= limits.userPools) {
          throw new AwsError('LimitExceededException', `Maximum number of user pools reached: ${limits.userPools}`);
        }
        const tags = tagsGiven(request.UserPoolTags ?? {});
        const id = unusedId(directory);
        const at = directory.now();
        const pool: Pool = {
          id,
          arn: `arn:${site.partition}:cognito-idp:${site.region}:${site.account}:userpool/${id}`,
          name: request.PoolName,
          settings: settingsIn(request),
          traits: traitsIn(request),
          tags: {},
          createdAt: at,
          modifiedAt: at,
          clients: new Map(),
          resourceServers: new Map(),
        };
        pools.set(id, pool);
        setTags(directory, pool, tags);
        return { UserPool: describedPool(directory, pool) };
      }),
      UpdateUserPool: operation(updatePool, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        const leftOut = directory.switches.tagsLeftOutOfUpdate === 'kept' ? pool.tags : {};
        const tags = request.UserPoolTags === undefined ? leftOut : tagsGiven(request.UserPoolTags);
        pool.settings = settingsIn(request);
        pool.name = request.PoolName ?? pool.name;
        pool.modifiedAt = directory.now();
        setTags(directory, pool, tags);
        return {};
      }),
      DeleteUserPool: operation(poolOnly, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        if (pool.settings.DeletionProtection === 'ACTIVE') {
          throw invalid(
            'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
          );
        }
        if (domainOf(directory, pool, 'prefix') ?? domainOf(directory, pool, 'custom')) {
          throw invalid('User pool cannot be deleted. It has a domain configured that should be deleted first.');
        }
        directory.pools.delete(pool.id);
        directory.tags.tagged(pool.arn, undefined);
        return {};
      }),
    },
  };
}

function unusedId(directory: Directory): string {
  const id = directory.identifiers.userPoolId(directory.site.region);
  return directory.pools.has(id) ? unusedId(directory) : id;
}

/** What AWS's own example of `create-user-pool` shows, and the model's default for temporary passwords. */
const defaultPasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

function describedPool(directory: Directory, pool: Pool): Wire<UserPoolType> {
  const prefix = domainOf(directory, pool, 'prefix');
  const custom = domainOf(directory, pool, 'custom');
  return {
    Policies: { PasswordPolicy: defaultPasswordPolicy },
    DeletionProtection: 'INACTIVE',
    LambdaConfig: {},
    MfaConfiguration: 'OFF',
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    UserPoolTier: 'ESSENTIALS',
    ...pool.settings,
    ...pool.traits,
    Id: pool.id,
    Arn: pool.arn,
    Name: pool.name,
    UserPoolTags: pool.tags,
    EstimatedNumberOfUsers: 0,
    CreationDate: wireDate(pool.createdAt),
    LastModifiedDate: wireDate(pool.modifiedAt),
    ...(prefix && { Domain: prefix.name }),
    ...(custom && { CustomDomain: custom.name }),
  };
}

function listedPool(pool: Pool): Wire<UserPoolDescriptionType> {
  return {
    Id: pool.id,
    Name: pool.name,
    LambdaConfig: pool.settings.LambdaConfig ?? {},
    CreationDate: wireDate(pool.createdAt),
    LastModifiedDate: wireDate(pool.modifiedAt),
  };
}
