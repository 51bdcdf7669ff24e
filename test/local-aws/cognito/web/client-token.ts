/**
 * `GetClientToken`: a machine's token for its id and secret, with no domain and no OAuth flow. The flow
 * `ALLOW_CLIENT_TOKEN_AUTH` is what the client needs. Codes are the model's; the sentences are ours, after those of
 * `InitiateAuth`.
 */
import type { GetClientTokenResponse } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError, type Operation } from '../../service.ts';
import { clientToken } from '../client-shapes.ts';
import { type Client, type Directory, invalid, type Pool } from '../directory.ts';
import { clientTokenFlow } from '../oauth.ts';
import { readRequest } from '../shape.ts';
import { grantedScopes, isSecretOf } from './grant.ts';
import { issueToken } from './tokens.ts';

/**
 * Reads nothing of who calls, and is on no trail.
 * The model wants asked scopes to be of the pool's resource servers; that they must be the client's own too is D.
 */
export function clientTokenOperation(directory: Directory): Operation {
  return async (input) => {
    const request = readRequest(clientToken, input);
    const { pool, client } = holderOf(directory, request.ClientId);
    if (!isSecretOf(client, request.Secret)) {
      throw new AwsError('NotAuthorizedException', `Unable to verify secret for client ${client.id}`);
    }
    if (!client.settings.ExplicitAuthFlows?.includes(clientTokenFlow)) {
      throw invalid('CLIENT_TOKEN_AUTH flow not enabled for this client');
    }
    const scopes = grantedScopes(client, request.Scopes ?? []);
    if (scopes === undefined) throw invalid('Invalid scope requested.');
    const { token, lifetime } = await issueToken(directory, pool, client, scopes);
    const result = { AccessToken: token, ExpiresIn: lifetime, TokenType: 'Bearer' };
    return { ClientAuthenticationResult: result } satisfies GetClientTokenResponse;
  };
}

/** The request names no pool: a client's id is enough. */
function holderOf(directory: Directory, clientId: string): { readonly pool: Pool; readonly client: Client } {
  for (const pool of directory.pools.values()) {
    const client = pool.clients.get(clientId);
    if (client !== undefined) return { pool, client };
  }
  throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}
