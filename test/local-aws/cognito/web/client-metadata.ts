/**
 * A client's metadata as RFC 7591 has it, read into what a user pool knows. Members that Cognito has no use for are
 * dropped, as section 2 demands.
 */
import * as z from 'zod/mini';
import type { WebRequest } from '../../web.ts';
import { OAuthError } from './answers.ts';
import { isRedirectUri } from './redirect-uri.ts';

const texts = z.array(z.string());
const members = z.object({
  client_name: z.optional(z.string()),
  redirect_uris: z.optional(texts),
  grant_types: z.optional(texts),
  response_types: z.optional(texts),
  token_endpoint_auth_method: z.optional(z.enum(['none', 'client_secret_basic', 'client_secret_post'])),
  scope: z.optional(z.string()),
});

export interface ClientMetadata {
  /** D: whether Cognito wants a name, and what it calls a client without one. */
  readonly name: string;
  readonly flow: 'code' | 'client_credentials';
  readonly authMethod: 'none' | 'client_secret_basic' | 'client_secret_post';
  readonly grantTypes: readonly string[];
  readonly responseTypes: readonly string[];
  readonly redirectUris: readonly string[];
  /** Undefined: none asked. */
  readonly scopes: readonly string[] | undefined;
}

/** @throws OAuthError `invalid_client_metadata` or `invalid_redirect_uri` */
export function readMetadata(request: WebRequest): ClientMetadata {
  const given = members.safeParse(parsed(request));
  if (!given.success)
    throw badMetadata(`${given.error.issues[0]?.path[0]?.toString() ?? 'the body'} is not what it should be`);
  const metadata = given.data;
  const { grant_types: grantTypes = ['authorization_code'], redirect_uris: redirectUris = [] } = metadata;
  const authMethod = metadata.token_endpoint_auth_method ?? 'client_secret_basic';
  const flow = flowOf(grantTypes);
  const responseTypes = metadata.response_types ?? (flow === 'code' ? ['code'] : []);
  const consistent = flow === 'code' ? responseTypes.join() === 'code' : responseTypes.length === 0;
  if (!consistent) throw badMetadata('response_types do not go with grant_types');
  if ((flow === 'code' && redirectUris.length === 0) || !redirectUris.every(isRedirectUri)) {
    throw new OAuthError('invalid_redirect_uri');
  }
  const scopes = metadata.scope?.split(' ').filter((scope) => scope !== '');
  const name = metadata.client_name ?? 'Dynamically registered client';
  return { name, flow, authMethod, grantTypes, responseTypes, redirectUris, scopes };
}

export function badMetadata(description: string): OAuthError {
  return new OAuthError('invalid_client_metadata', { description });
}

function parsed({ headers, body }: WebRequest): unknown {
  if (!/^application\/json *(;|$)/i.test(headers['content-type'] ?? '')) throw badMetadata('the body is not JSON');
  try {
    return JSON.parse(body);
  } catch {
    throw badMetadata('the body is not JSON');
  }
}

/** Cognito has no client with both flows. `refresh_token` goes with a code: AWS's list of flows does not name it. */
function flowOf(grantTypes: readonly string[]): ClientMetadata['flow'] {
  const [main, companions]: [ClientMetadata['flow'], readonly string[]] = grantTypes.includes('client_credentials')
    ? ['client_credentials', ['client_credentials']]
    : ['code', ['authorization_code', 'refresh_token']];
  const known = grantTypes.every((grant) => companions.includes(grant));
  if (known && grantTypes.includes(companions[0] ?? '')) return main;
  throw badMetadata('grant_types are not supported together');
}
