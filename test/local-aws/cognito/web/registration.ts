/**
 * `POST /oauth2/register`: RFC 7591 as far as a user pool has it. A name outside of Cognito's pattern is refused as
 * invalid metadata; that AWS does not change it into one that fits is D.
 */
import { AwsError } from '../../service.ts';
import type { WebAnswer, WebRequest } from '../../web.ts';
import type { Client, Directory, Pool } from '../directory.ts';
import { type Registration, registerClient } from '../new-client.ts';
import { openIdScopes, userScopes } from '../oauth.ts';
import { json } from './answers.ts';
import { badMetadata, type ClientMetadata, readMetadata } from './client-metadata.ts';
import { policyFor, type RegistrationPolicy } from './registration-policy.ts';

/** @throws OAuthError */
export async function registrationEndpoint(directory: Directory, pool: Pool, request: WebRequest): Promise<WebAnswer> {
  const policy = await policyFor(directory, pool, request.headers.authorization);
  const metadata = readMetadata(request);
  if (!policy.flows.includes(metadata.flow)) throw badMetadata(`this pool registers no ${metadata.flow} clients`);
  const scopes = scopesFor(metadata, policy);
  const client = registered(directory, pool, {
    name: metadata.name,
    confidential: metadata.authMethod !== 'none',
    settings: {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: [metadata.flow],
      AllowedOAuthScopes: [...scopes],
      SupportedIdentityProviders: ['COGNITO'],
      ...(metadata.redirectUris.length > 0 && { CallbackURLs: [...metadata.redirectUris] }),
    },
  });
  return json(201, answerFor(client, metadata, scopes));
}

/** None asked: all OpenID scopes, or for a machine all that it may have (D). */
function scopesFor({ flow, scopes }: ClientMetadata, policy: RegistrationPolicy): readonly string[] {
  const standard = flow === 'code' ? openIdScopes : policy.scopes.filter((scope) => !userScopes.includes(scope));
  const stranger = scopes?.find((scope) => !policy.scopes.includes(scope));
  if (stranger !== undefined) throw badMetadata(`this pool registers no clients with the scope ${stranger}`);
  return scopes ?? standard;
}

/** What is wrong with the client for Cognito is wrong with its metadata, also when the pool is full (D). */
function registered(directory: Directory, pool: Pool, registration: Registration): Client {
  try {
    return registerClient(directory, pool.id, registration);
  } catch (error) {
    if (error instanceof AwsError) throw badMetadata(error.message);
    throw error;
  }
}

function answerFor(client: Client, metadata: ClientMetadata, scopes: readonly string[]): object {
  const [secret] = client.secrets;
  return {
    client_id: client.id,
    client_id_issued_at: Math.floor(client.createdAt / 1000),
    ...(secret && { client_secret: secret.value, client_secret_expires_at: 0 }),
    client_name: client.name,
    redirect_uris: metadata.redirectUris,
    grant_types: metadata.grantTypes,
    response_types: metadata.responseTypes,
    token_endpoint_auth_method: metadata.authMethod,
    scope: scopes.join(' '),
  };
}
