/**
 * What an app client's settings must satisfy together. Codes and wording are as reported from AWS in public issues of
 * the CDK, the Terraform provider and boto3; where none was found the sentence is ours and only the code is meant.
 */
import { AwsError } from '../service.ts';
import type { ClientSettings } from './client-shapes.ts';
import { type Client, invalid, type Pool } from './directory.ts';
import { customScopes } from './resource-servers.ts';

/** In the order of the discovery document. */
export const openIdScopes: readonly string[] = ['openid', 'email', 'phone', 'profile'];
/** Scopes of a person: no machine gets a token for them. */
export const userScopes: readonly string[] = [...openIdScopes, 'aws.cognito.signin.user.admin'];
/** A token with this scope may register clients. It is of no resource server: Cognito manages it itself. */
export const registrationScope = 'aws.cognito/dcr/register';
/** The flow of `GetClientToken`. */
export const clientTokenFlow = 'ALLOW_CLIENT_TOKEN_AUTH';

/** Whose settings they are, as far as the rules ask. */
interface Owner {
  readonly type: Client['type'];
  readonly confidential: boolean;
}

/** @throws AwsError `InvalidOAuthFlowException`, `ScopeDoesNotExistException` or `InvalidParameterException` */
export function checkSettings(pool: Pool, settings: ClientSettings, owner: Owner): void {
  checkFlows(settings, owner);
  checkScopes(pool, settings, owner);
  checkRedirects(settings);
  checkAuthFlows(settings, owner);
  const provider = settings.SupportedIdentityProviders?.find((name) => name !== 'COGNITO');
  if (provider !== undefined) throw invalid(`The provider ${provider} does not exist for User Pool ${pool.id}.`);
  checkValidity(settings);
}

function checkFlows(settings: ClientSettings, { confidential }: Owner): void {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [] } = settings;
  if (settings.AllowedOAuthFlowsUserPoolClient === true && (flows.length === 0 || scopes.length === 0)) {
    throw invalid(
      'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    );
  }
  if (!flows.includes('client_credentials')) return;
  if (flows.length > 1) {
    throw badFlow('client_credentials flow can not be selected along with code flow or implicit flow.');
  }
  if (!confidential) {
    throw badFlow('client_credentials flow can not be selected if client does not have a client secret.');
  }
}

function checkScopes(pool: Pool, settings: ClientSettings, { type }: Owner): void {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [] } = settings;
  if (type === 'DCR' && scopes.includes(registrationScope)) {
    throw invalid(`A dynamically registered client cannot have the scope ${registrationScope}.`);
  }
  const custom = customScopes(pool);
  const known = (scope: string): boolean =>
    userScopes.includes(scope) || scope === registrationScope || custom.has(scope);
  const unknown = scopes.find((scope) => !known(scope));
  if (unknown !== undefined) throw new AwsError('ScopeDoesNotExistException', `Invalid scope requested: ${unknown}`);
  const ofUsers = scopes.find((scope) => userScopes.includes(scope));
  if (flows.includes('client_credentials') && ofUsers !== undefined) {
    throw badFlow(`${ofUsers} is not supported with client_credentials flow`);
  }
}

function checkRedirects(settings: ClientSettings): void {
  const { AllowedOAuthFlows: flows = [], CallbackURLs: callbacks = [], DefaultRedirectURI: standard } = settings;
  const redirects = flows.includes('code') || flows.includes('implicit');
  if (redirects && callbacks.length === 0) {
    throw badFlow('CallbackUrls can not be empty when code flow or implicit flow is selected');
  }
  if (standard !== undefined && !callbacks.includes(standard)) {
    throw invalid('The default redirect URI must be in the CallbackURLs list.');
  }
}

/**
 * Names from before 2019 have no `ALLOW_` and cannot stand beside those that have. `ALLOW_CLIENT_TOKEN_AUTH` stands
 * alone and needs a secret (the model's documentation of `GetClientToken`); that a call is refused for it, and not
 * only the later `GetClientToken`, is D.
 */
function checkAuthFlows({ ExplicitAuthFlows: flows = [] }: ClientSettings, { confidential }: Owner): void {
  const modern = flows.filter((flow) => flow.startsWith('ALLOW_'));
  if (modern.length > 0 && modern.length < flows.length) {
    throw invalid('ExplicitAuthFlows must not mix values with and without the prefix ALLOW_.');
  }
  if (!flows.includes(clientTokenFlow)) return;
  if (flows.length > 1) throw invalid(`${clientTokenFlow} can not be selected along with other authentication flows.`);
  if (!confidential) throw invalid(`${clientTokenFlow} can not be selected if client does not have a client secret.`);
}

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How long an access token of the client lives, in seconds; an hour when nothing is said. */
export function accessTokenLifetime({
  AccessTokenValidity: value = 1,
  TokenValidityUnits: units,
}: ClientSettings): number {
  return value * seconds[units?.AccessToken ?? 'hours'];
}

/** Access and id tokens: 5 minutes to a day; refresh tokens: an hour to 10 years, 0 standing for the default. */
function checkValidity(settings: ClientSettings): void {
  const units = settings.TokenValidityUnits;
  const lasting = (value: number | undefined, unit: keyof typeof seconds, least: number, most: number): boolean =>
    value === undefined || (value * seconds[unit] >= least && value * seconds[unit] <= most);
  const refresh = settings.RefreshTokenValidity === 0 ? undefined : settings.RefreshTokenValidity;
  const fine =
    lasting(settings.AccessTokenValidity, units?.AccessToken ?? 'hours', 300, 86_400) &&
    lasting(settings.IdTokenValidity, units?.IdToken ?? 'hours', 300, 86_400) &&
    lasting(refresh, units?.RefreshToken ?? 'days', 3600, 315_360_000);
  if (!fine) throw invalid('Invalid range for token validity.');
}

function badFlow(message: string): AwsError {
  return new AwsError('InvalidOAuthFlowException', message);
}
