/** What somebody does who visits a running `npm run local`: calls over loopback, and a registration at a domain. */
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { SSM } from '@aws-sdk/client-ssm';

export function clients(endpoint: string) {
  const configuration = {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'LOCALPERSON', secretAccessKey: 'not-checked' },
  };
  return { cognito: new CognitoIdentityProvider(configuration), ssm: new SSM(configuration) };
}

interface Made {
  readonly userPoolId: string;
  readonly id: string;
  readonly secret: string;
}

/** A client in a new pool that is tagged with this pattern. */
export async function makeClient(endpoint: string, name: string, pattern = '/layered-apis/:clientName'): Promise<Made> {
  const { cognito } = clients(endpoint);
  const { UserPool } = await cognito.createUserPool({ PoolName: 'demo', UserPoolTags: { 'ssm-sync': pattern } });
  return addClient(endpoint, UserPool?.Id ?? '', name);
}

export async function addClient(endpoint: string, userPoolId: string, name: string): Promise<Made> {
  const { cognito } = clients(endpoint);
  const { UserPoolClient } = await cognito.createUserPoolClient({
    UserPoolId: userPoolId,
    ClientName: name,
    GenerateSecret: true,
  });
  return { userPoolId, id: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' };
}

/** Of a client that registers itself at the pool's domain. */
export async function register(endpoint: string, domain: string): Promise<string> {
  const host = `${domain}.auth.eu-west-1.amazoncognito.com`;
  const body = JSON.stringify({ client_name: 'stranger', redirect_uris: ['https://stranger.example/back'] });
  return new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/json' };
    request(`${endpoint}/oauth2/register`, { method: 'POST', headers }, (response) => {
      json(response).then((answer) => resolve((answer as { client_id: string }).client_id), reject);
    })
      .on('error', reject)
      .end(body);
  });
}

export async function parameterValue(endpoint: string, name: string): Promise<string> {
  const { Parameter } = await clients(endpoint).ssm.getParameter({ Name: name, WithDecryption: true });
  return Parameter?.Value ?? '';
}
