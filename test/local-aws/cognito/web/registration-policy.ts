/**
 * What a pool lets strangers register (`DcrConfigurationType` in the model).
 *
 * | member left out | means |
 * |---|---|
 * | all of `DcrConfiguration` | off |
 * | `EnableStatus` | on |
 * | `OpenDcrEnabled` | only with an initial access token |
 * | `AuthenticatedGrantTypes` | `code` and `client_credentials` |
 * | `OpenDcrGrantTypes` | `code` |
 * | `AllowedScopes` | the OpenID scopes only |
 */
import type { Directory, Pool } from '../directory.ts';
import { openIdScopes, registrationScope } from '../oauth.ts';
import { OAuthError } from './answers.ts';
import { scopesOf } from './tokens.ts';

export interface RegistrationPolicy {
  /** None: nothing can be registered. `implicit` may be among them and means nothing: no metadata is read as that. */
  readonly flows: readonly string[];
  readonly scopes: readonly string[];
}

/** The Lite tier does not have it. */
export function registrationIsOn({ settings: { DcrConfiguration: configuration, UserPoolTier: tier } }: Pool): boolean {
  return configuration !== undefined && configuration.EnableStatus !== 'Disabled' && tier !== 'LITE';
}

/**
 * What the bearer of this header may register. A token that is sent is looked at, also where none is needed (D).
 * @throws OAuthError `invalid_token` (401) or `insufficient_scope` (403), as RFC 6750 has them
 */
export async function policyFor(
  directory: Directory,
  pool: Pool,
  authorization: string | undefined,
): Promise<RegistrationPolicy> {
  const {
    OpenDcrEnabled: open = false,
    AuthenticatedGrantTypes: authenticatedFlows = ['code', 'client_credentials'],
    OpenDcrGrantTypes: openFlows = ['code'],
    AllowedScopes: more = [],
  } = pool.settings.DcrConfiguration ?? {};
  if (authorization !== undefined) await checkToken(directory, pool, authorization);
  else if (!open) throw refusal(401, 'invalid_token');
  return {
    flows: authorization === undefined ? openFlows : authenticatedFlows,
    scopes: [...openIdScopes, ...more].filter((scope) => scope !== registrationScope),
  };
}

async function checkToken(directory: Directory, pool: Pool, authorization: string): Promise<void> {
  const token = authorization.match(/^Bearer +(\S+)$/i)?.[1];
  const scopes = token === undefined ? undefined : await scopesOf(directory, pool, token);
  if (scopes === undefined) throw refusal(401, 'invalid_token');
  if (!scopes.includes(registrationScope)) throw refusal(403, 'insufficient_scope');
}

function refusal(status: number, code: string): OAuthError {
  return new OAuthError(code, { status, headers: { 'www-authenticate': `Bearer error="${code}"` } });
}
