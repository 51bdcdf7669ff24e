/** The request shapes of app clients and their secrets; patterns and lengths are those of the service's model. */
import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import { oauthFlow, oauthScope, paginationKey, userPoolId } from './pool-shapes.ts';
import { flag, integer, list, map, oneOf, text } from './scalar.ts';
import { kept, type ReadBy, structure } from './shape.ts';

const clientId = text({ min: 1, max: 128, pattern: '[\\w+]+', sensitive: true });
const clientName = text({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });
const clientSecret = text({ min: 24, max: 64, pattern: '[\\w+]+', sensitive: true });
const timeUnit = oneOf(['seconds', 'minutes', 'hours', 'days']);
const redirect = text({ min: 1, max: 1024, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });
const attributes = list(text({ min: 1, max: 2048 }));

const replaceable = {
  RefreshTokenValidity: integer(0, 315_360_000),
  AccessTokenValidity: integer(1, 86_400),
  IdTokenValidity: integer(1, 86_400),
  TokenValidityUnits: structure({}, { AccessToken: timeUnit, IdToken: timeUnit, RefreshToken: timeUnit }),
  ReadAttributes: attributes,
  WriteAttributes: attributes,
  // ALLOW_CLIENT_TOKEN_AUTH: the model's documentation of GetClientToken names it, its enum does not yet.
  ExplicitAuthFlows: list(
    oneOf([
      'ADMIN_NO_SRP_AUTH',
      'CUSTOM_AUTH_FLOW_ONLY',
      'USER_PASSWORD_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_CUSTOM_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_AUTH',
      'ALLOW_CLIENT_TOKEN_AUTH',
    ]),
  ),
  SupportedIdentityProviders: list(text({ min: 1, max: 32, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+' })),
  CallbackURLs: list(redirect, 100),
  LogoutURLs: list(redirect, 100),
  DefaultRedirectURI: redirect,
  AllowedOAuthFlows: list(oauthFlow, 3),
  AllowedOAuthScopes: list(oauthScope, 50),
  AllowedOAuthFlowsUserPoolClient: flag,
  AnalyticsConfiguration: kept<NonNullable<UserPoolClientType['AnalyticsConfiguration']>>(),
  PreventUserExistenceErrors: oneOf(['LEGACY', 'ENABLED']),
  EnableTokenRevocation: flag,
  EnablePropagateAdditionalUserContextData: flag,
  AuthSessionValidity: integer(3, 15),
  RefreshTokenRotation: structure(
    { Feature: oneOf(['ENABLED', 'DISABLED']) },
    { RetryGracePeriodSeconds: integer(0, 60) },
  ),
};
const settings = structure({}, replaceable);

/** What `UpdateUserPoolClient` replaces as a whole. */
export type ClientSettings = ReadBy<typeof settings>;

/** The part of a checked request that `UpdateUserPoolClient` would replace. */
export function settingsIn(request: ClientSettings): ClientSettings {
  return settings.read(request, '', () => undefined);
}

const client = { UserPoolId: userPoolId, ClientId: clientId };
export const createClient = structure(
  { UserPoolId: userPoolId, ClientName: clientName },
  { ...replaceable, GenerateSecret: flag, ClientSecret: clientSecret },
);
export const updateClient = structure(client, { ...replaceable, ClientName: clientName });
export const clientOnly = structure(client, {});
export const listClients = structure(
  { UserPoolId: userPoolId },
  { MaxResults: integer(1, 60), NextToken: paginationKey, ClientType: oneOf(['REGULAR', 'DCR']) },
);
export const addSecret = structure(client, { ClientSecret: clientSecret });
export const listSecrets = structure(client, { NextToken: paginationKey });
export const deleteSecret = structure({ ...client, ClientSecretId: text({ min: 1, max: 128 }) }, {});
/** `ClientMetadata` is for Lambda triggers, which are not here. */
export const clientToken = structure(
  { ClientId: clientId, Secret: text({ min: 1, max: 128, pattern: '[\\w+]+', sensitive: true }) },
  { Scopes: list(oauthScope, 50), ClientMetadata: map(text({ max: 131_072 }), text({ max: 131_072 })) },
);
