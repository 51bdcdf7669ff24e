/** What the issuer tells everybody of a pool: its public keys, and where its endpoints are. */
import type { WebAnswer, WebRequest } from '../../web.ts';
import type { Directory, Pool } from '../directory.ts';
import { openIdScopes } from '../oauth.ts';
import { json } from './answers.ts';
import { addressOf, issuerOf } from './hosts.ts';
import { registrationIsOn } from './registration-policy.ts';
import { publicKeys } from './tokens.ts';

/** These may be kept for a while, unlike a domain's answers; for how long is D. */
const cacheable = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=86400' };

/**
 * Undefined for every other path: the same host answers the SDK. HEAD is answered like GET; whoever sends the answer
 * leaves out its body. For a pool that is not there the status is D.
 */
export async function discoveryAnswer(directory: Directory, request: WebRequest): Promise<WebAnswer | undefined> {
  const [, poolId = '', document] =
    request.path.match(/^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/) ?? [];
  if (!/^(GET|HEAD)$/.test(request.method) || document === undefined) return undefined;
  const pool = directory.pools.get(poolId);
  if (pool === undefined) return json(404, { message: `User pool ${poolId} does not exist.` });
  if (document === 'jwks.json') return json(200, { keys: await publicKeys(directory, pool) }, cacheable);
  return json(200, configurationOf(directory, pool), cacheable);
}

/** Members as a real pool's document has them (localstack issue 12914). Without a domain there are no endpoints. */
function configurationOf(directory: Directory, pool: Pool): object {
  const issuer = issuerOf(directory.site, pool);
  const address = addressOf(directory, pool);
  return {
    ...(address && {
      authorization_endpoint: `${address}/oauth2/authorize`,
      end_session_endpoint: `${address}/logout`,
    }),
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    ...(address && registrationIsOn(pool) && { registration_endpoint: `${address}/oauth2/register` }),
    response_types_supported: ['code', 'token'],
    ...(address && { revocation_endpoint: `${address}/oauth2/revoke` }),
    scopes_supported: openIdScopes,
    subject_types_supported: ['public'],
    ...(address && { token_endpoint: `${address}/oauth2/token` }),
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    ...(address && { userinfo_endpoint: `${address}/oauth2/userInfo` }),
  };
}
