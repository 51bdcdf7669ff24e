/** A pool with a domain and a resource server, and how machines, verifiers and strangers speak to it. */
import type { GetClientTokenResponse } from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';
import { AwsError, type Json } from '../../local-aws/service.ts';
import type { WebAnswer, WebRequest } from '../../local-aws/web.ts';

const host = 'orders.auth.eu-west-1.amazoncognito.com';
export const scopes = ['orders/read', 'orders/write'];
/** What a client needs to get tokens at the domain. */
export const machine = {
  AllowedOAuthFlows: ['client_credentials'],
  AllowedOAuthScopes: scopes,
  AllowedOAuthFlowsUserPoolClient: true,
};

interface Read extends WebAnswer {
  /** Empty when the body is. */
  readonly json: Json;
}

export function cognitoWeb(poolMembers: Json = {}, limits: { clientsPerPool?: number } = {}) {
  let occupied = 0;
  const occupy = async <Result>(work: Promise<Result>): Promise<Result> => {
    occupied += 1;
    return work.finally(() => {
      occupied -= 1;
    });
  };
  const standalone = standaloneCognito(limits, { occupy });
  const { cognito, call, client, clock } = standalone;
  const poolId = standalone.pool(poolMembers);
  const scopesOfServer = ['read', 'write'].map((name) => ({ ScopeName: name, ScopeDescription: name }));
  call('CreateResourceServer', { UserPoolId: poolId, Identifier: 'orders', Name: 'orders', Scopes: scopesOfServer });
  call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'orders' });
  const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`;

  /** A GET at the pool's domain unless told otherwise; undefined: not Cognito's to answer. */
  const ask = async (more: Partial<WebRequest>): Promise<Read | undefined> => {
    const request = { method: 'GET', host, path: '/', query: new URLSearchParams(), headers: {}, body: '', ...more };
    const answer = await cognito.web.answer(request);
    return answer && { ...answer, json: answer.body === '' ? {} : JSON.parse(answer.body) };
  };
  const answered = async (more: Partial<WebRequest>): Promise<Read> => {
    const answer = await ask(more);
    if (answer === undefined) throw new Error('nobody answered');
    return answer;
  };
  const post = (path: string, type: string, body: string, headers: WebRequest['headers'] = {}): Promise<Read> =>
    answered({ method: 'POST', path, body, headers: { 'content-type': type, ...headers } });

  /** A form posted to the token endpoint; a text is posted as it is. */
  const token = (form: Record<string, string> | string, headers: WebRequest['headers'] = {}): Promise<Read> => {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    return post('/oauth2/token', 'application/x-www-form-urlencoded', body, headers);
  };
  /** A client of the pool that may get tokens, unless told otherwise. */
  const machineClient = (more: Json = {}) => client(poolId, { ...machine, ...more });

  return {
    ...standalone,
    poolId,
    issuer,
    /** How much work is under way that a clock would have to wait for. */
    occupied: () => occupied,
    ask,
    machine: machineClient,
    token,
    /** The header of a bearer whose token has these scopes. */
    async bearer(...scopes: readonly string[]): Promise<{ authorization: string }> {
      const { id, secret = '' } = machineClient({ AllowedOAuthScopes: scopes });
      const { json } = await token({ grant_type: 'client_credentials' }, basic(id, secret));
      return { authorization: `Bearer ${json.access_token}` };
    },
    /** The clients that registered themselves. */
    strangers: () => cognito.clientsOf(poolId).filter(({ clientType }) => clientType === 'DCR'),
    register: (metadata: Json | string, headers: WebRequest['headers'] = {}) =>
      post(
        '/oauth2/register',
        'application/json',
        typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
        headers,
      ),
    /** A document of the issuer; undefined when Cognito leaves the answer to others. */
    issued: (document: string, pool = poolId) =>
      ask({ host: 'cognito-idp.eu-west-1.amazonaws.com', path: `/${pool}/.well-known/${document}` }),
    async keys(pool = poolId): Promise<JSONWebKeySet> {
      const { json } = await answered({
        host: 'cognito-idp.eu-west-1.amazonaws.com',
        path: `/${pool}/.well-known/jwks.json`,
      });
      return json as unknown as JSONWebKeySet;
    },
    /** The token as somebody reads it who trusts the pool's published keys, at this AWS's time. */
    async verified(token: unknown) {
      const currentDate = new Date(clock.now);
      return jwtVerify(String(token), createLocalJWKSet(await this.keys()), { issuer, currentDate });
    },
    async clientToken(input: Json): Promise<GetClientTokenResponse | AwsError> {
      const call = { operation: 'GetClientToken', caller: nobody, requestId: 'request', at: clock.now };
      try {
        return (await cognito.operations.GetClientToken?.(input, call)) ?? {};
      } catch (error) {
        if (error instanceof AwsError) return error;
        throw error;
      }
    },
  };
}

const nobody = { accessKeyId: '', arn: '' };

export function basic(id: string, secret: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}
