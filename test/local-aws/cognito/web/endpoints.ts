/** Which of Cognito's web endpoints answers a request. */
import type { WebAnswer, WebRequest, WebService } from '../../web.ts';
import type { Directory, Pool } from '../directory.ts';
import { nothing, OAuthError } from './answers.ts';
import { discoveryAnswer } from './discovery.ts';
import { issuerHost, isUnderHostedDomain, poolAt } from './hosts.ts';
import { registrationEndpoint } from './registration.ts';
import { registrationIsOn } from './registration-policy.ts';
import { tokenEndpoint } from './token-endpoint.ts';

type Endpoint = (directory: Directory, pool: Pool, request: WebRequest) => Promise<WebAnswer>;

export function webEndpoints(directory: Directory): WebService {
  return {
    owns: (host) =>
      host === issuerHost(directory.site) || isUnderHostedDomain(host) || poolAt(directory, host) !== undefined,
    async answer(request) {
      if (request.host === issuerHost(directory.site)) return discoveryAnswer(directory, request);
      const pool = poolAt(directory, request.host);
      if (pool !== undefined) return domainAnswer(directory, pool, request);
      // C: the name of a prefix that nobody has does not even resolve (amplify-js issue 755). 404 is the nearest to it.
      return isUnderHostedDomain(request.host) ? nothing(404) : undefined;
    },
  };
}

async function domainAnswer(directory: Directory, pool: Pool, request: WebRequest): Promise<WebAnswer> {
  const endpoint = endpointAt(pool, request.path);
  if (endpoint === undefined) return nothing(404);
  // C: public logs show 405 and no body (amazon-cognito-auth-js issue 52).
  if (request.method !== 'POST') return nothing(405, { allow: 'POST' });
  try {
    return await endpoint(directory, pool, request);
  } catch (error) {
    if (error instanceof OAuthError) return error.answer;
    throw error;
  }
}

/** The pages and endpoints for people are not here: there are no people. */
function endpointAt(pool: Pool, path: string): Endpoint | undefined {
  switch (path) {
    case '/oauth2/token':
      return tokenEndpoint;
    case '/oauth2/register':
      return registrationIsOn(pool) ? registrationEndpoint : undefined;
    default:
      return undefined;
  }
}
