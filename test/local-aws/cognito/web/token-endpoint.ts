/**
 * `POST /oauth2/token`. Machines get tokens; people's grants are checked as far as they can be where there are no people.
 *
 * | first row that fits | error |
 * |---|---|
 * | no form, a member twice, no `grant_type` | invalid_request |
 * | a grant that Cognito does not have | unsupported_grant_type |
 * | no client id, a malformed header, two credentials | invalid_request |
 * | no such client in the pool; a secret that is wrong or missing | invalid_client |
 * | a client without the grant's flow; a public one never has that of machines | unauthorized_client |
 * | a client that may not use OAuth at all (`AllowedOAuthFlowsUserPoolClient`) | invalid_grant |
 * | a person's grant without its code or refresh token | invalid_request |
 * | a person's grant: no code was ever given out here | invalid_grant |
 * | a scope that is not the client's | invalid_scope |
 *
 * The codes are the documented ones; which of two comes first is D. That a client with the flow but without the flag
 * gets invalid_grant is C, told alike by four public issues (boto3 3916, aws-sdk-java 3037, aws-sdk-js-v3 7158,
 * terraform-provider-aws 34945).
 */
import type { WebAnswer, WebRequest } from '../../web.ts';
import type { Client, Directory, Pool } from '../directory.ts';
import { json, OAuthError } from './answers.ts';
import { grantedScopes, isSecretOf } from './grant.ts';
import { type Credentials, credentialsIn, type Form, readForm } from './token-form.ts';
import { issueToken } from './tokens.ts';

type Flow = NonNullable<Client['settings']['AllowedOAuthFlows']>[number];
/** The flow that a client needs for each grant. Refresh tokens come of codes only. */
const flows: Readonly<Record<string, Flow>> = {
  client_credentials: 'client_credentials',
  authorization_code: 'code',
  refresh_token: 'code',
};
/** What stands for the person. */
const proofs: Readonly<Record<string, string>> = { authorization_code: 'code', refresh_token: 'refresh_token' };

/** @throws OAuthError */
export async function tokenEndpoint(directory: Directory, pool: Pool, request: WebRequest): Promise<WebAnswer> {
  const form = readForm(request);
  const grant = form.get('grant_type');
  if (grant === undefined) throw new OAuthError('invalid_request');
  const flow = Object.hasOwn(flows, grant) ? flows[grant] : undefined;
  if (flow === undefined) throw new OAuthError('unsupported_grant_type');
  const client = authenticated(pool, credentialsIn(request.headers.authorization, form));
  checkFlow(client, flow);
  const proof = proofs[grant];
  if (proof !== undefined) throw new OAuthError(form.has(proof) ? 'invalid_grant' : 'invalid_request');
  const scopes = grantedScopes(client, askedScopes(form));
  if (scopes === undefined) throw new OAuthError('invalid_scope');
  const { token, lifetime } = await issueToken(directory, pool, client, scopes);
  return json(200, { access_token: token, expires_in: lifetime, token_type: 'Bearer' });
}

/** A public client proves nothing, and a secret that it shows is wrong. */
function authenticated(pool: Pool, { clientId, secret }: Credentials): Client {
  const client = pool.clients.get(clientId);
  if (client === undefined) throw new OAuthError('invalid_client');
  const proven = client.secrets.length === 0 ? secret === undefined : isSecretOf(client, secret);
  if (!proven) throw new OAuthError('invalid_client');
  return client;
}

function checkFlow({ settings }: Client, flow: Flow): void {
  if (!settings.AllowedOAuthFlows?.includes(flow)) throw new OAuthError('unauthorized_client');
  if (settings.AllowedOAuthFlowsUserPoolClient !== true) throw new OAuthError('invalid_grant');
}

function askedScopes(form: Form): readonly string[] {
  return (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
}
