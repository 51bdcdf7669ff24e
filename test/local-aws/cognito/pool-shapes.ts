/**
 * The request shapes of user pools, tags, domains and resource servers. Patterns and lengths are those of the service's
 * model (`cognito-idp/2016-04-18`); parts of a pool that nothing here looks at are kept unchecked.
 */
import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { flag, integer, list, map, oneOf, text } from './scalar.ts';
import { kept, type ReadBy, structure } from './shape.ts';
import type { Wire } from './wire.ts';

export const userPoolId = text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' });
export const paginationKey = text({ min: 1, max: 131_072, pattern: '[\\S]+' });
const arnPart = '[\\w+=/,.@-]+';
export const arn = text({
  min: 20,
  max: 2048,
  pattern: `arn:${arnPart}:${arnPart}:([\\w+=/,.@-]*)?:[0-9]+:${arnPart}(:${arnPart})?(:${arnPart})?`,
});
const tagKey = text({ min: 1, max: 128 });
export const poolTags = map(tagKey, text({ max: 256 }));
export const tagKeys = list(tagKey);
export const oauthFlow = oneOf(['code', 'implicit', 'client_credentials']);
export const oauthScope = text({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x5B\\x5D-\\x7E]+' });
const poolName = text({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });

type Described = Wire<UserPoolType>;
type Part<K extends keyof Described> = NonNullable<Described[K]>;

const replaceable = {
  Policies: kept<Part<'Policies'>>(),
  DeletionProtection: oneOf(['ACTIVE', 'INACTIVE']),
  LambdaConfig: kept<Part<'LambdaConfig'>>(),
  AutoVerifiedAttributes: list(oneOf(['phone_number', 'email'])),
  SmsVerificationMessage: text({ min: 6, max: 140, pattern: '.*\\{####\\}.*' }),
  EmailVerificationMessage: text({ min: 6, max: 20_000 }),
  EmailVerificationSubject: text({ min: 1, max: 140 }),
  VerificationMessageTemplate: kept<Part<'VerificationMessageTemplate'>>(),
  SmsAuthenticationMessage: text({ min: 6, max: 140, pattern: '.*\\{####\\}.*' }),
  MfaConfiguration: oneOf(['OFF', 'ON', 'OPTIONAL']),
  UserAttributeUpdateSettings: kept<Part<'UserAttributeUpdateSettings'>>(),
  DeviceConfiguration: kept<Part<'DeviceConfiguration'>>(),
  EmailConfiguration: kept<Part<'EmailConfiguration'>>(),
  SmsConfiguration: kept<Part<'SmsConfiguration'>>(),
  AdminCreateUserConfig: kept<Part<'AdminCreateUserConfig'>>(),
  UserPoolAddOns: kept<Part<'UserPoolAddOns'>>(),
  DcrConfiguration: structure(
    {},
    {
      EnableStatus: oneOf(['Enabled', 'Disabled']),
      OpenDcrEnabled: flag,
      AuthenticatedGrantTypes: list(oauthFlow, 3),
      OpenDcrGrantTypes: list(oauthFlow, 3),
      AllowedScopes: list(oauthScope, 50),
    },
  ),
  AccountRecoverySetting: kept<Part<'AccountRecoverySetting'>>(),
  UserPoolTier: oneOf(['LITE', 'ESSENTIALS', 'PLUS']),
};
const fixed = {
  AliasAttributes: list(oneOf(['phone_number', 'email', 'preferred_username'])),
  UsernameAttributes: list(oneOf(['phone_number', 'email'])),
  UsernameConfiguration: structure({ CaseSensitive: flag }, {}),
};
const settings = structure({}, replaceable);
const traits = structure({}, fixed);

/** What `UpdateUserPool` replaces as a whole. */
export type PoolSettings = ReadBy<typeof settings>;
/** What a pool is created with and keeps. */
export type PoolTraits = ReadBy<typeof traits>;

export const createPool = structure({ PoolName: poolName }, { ...replaceable, ...fixed, UserPoolTags: poolTags });
export const updatePool = structure(
  { UserPoolId: userPoolId },
  { ...replaceable, PoolName: poolName, UserPoolTags: poolTags },
);
export const poolOnly = structure({ UserPoolId: userPoolId }, {});
export const listPools = structure({ MaxResults: integer(1, 60) }, { NextToken: paginationKey });

/** The part of a checked request that `UpdateUserPool` would replace. */
export function settingsIn(request: PoolSettings): PoolSettings {
  return settings.read(request, '', () => undefined);
}

export function traitsIn(request: PoolTraits): PoolTraits {
  return traits.read(request, '', () => undefined);
}
