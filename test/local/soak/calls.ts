/** What the soak calls: reads and writes of every service, a login, and a call that must be refused. */
import { request } from 'node:http';
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import type { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SSM } from '@aws-sdk/client-ssm';
import { type Client, grant } from './population.ts';

export interface Services {
  readonly endpoint: string;
  readonly cognito: CognitoIdentityProvider;
  readonly ssm: SSM;
  readonly tagging: ResourceGroupsTaggingAPI;
}

/** Throws, or answers false, when it is not answered as it should be. */
type SoakCall = (client: Client, turn: number) => Promise<unknown>;

export function callsOf({ endpoint, cognito, ssm, tagging }: Services): readonly SoakCall[] {
  return [
    ({ userPoolId, id }) => cognito.describeUserPoolClient({ UserPoolId: userPoolId, ClientId: id }),
    ({ userPoolId }) => cognito.describeUserPool({ UserPoolId: userPoolId }),
    ({ userPoolId }) => cognito.listUserPoolClients({ UserPoolId: userPoolId, MaxResults: 10 }),
    ({ userPoolId, id, name }) =>
      cognito.updateUserPoolClient({ UserPoolId: userPoolId, ClientId: id, ClientName: name, ...grant }),
    (_, turn) => ssm.putParameter({ Name: `/soak/${turn % 50}`, Value: `${turn}`, Type: 'String', Overwrite: true }),
    (_, turn) => ssm.getParametersByPath({ Path: '/soak', MaxResults: (turn % 10) + 1 }),
    () => ssm.describeParameters({ MaxResults: 10 }),
    () => tagging.getResources({ ResourceTypeFilters: ['cognito-idp:userpool'] }),
    (client) => logsIn(endpoint, client),
    () => isRefused(ssm.getParameter({ Name: '/nowhere' }), 'ParameterNotFound'),
  ];
}

/** At its pool's domain. */
function logsIn(endpoint: string, { id, secret, domain }: Client): Promise<boolean> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const headers = {
    host: `${domain}.auth.eu-west-1.amazoncognito.com`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  return new Promise((resolve, reject) => {
    request(`${endpoint}/oauth2/token`, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200));
    })
      .on('error', reject)
      .end(body.toString());
  });
}

function isRefused(call: Promise<unknown>, code: string): Promise<boolean> {
  return call.then(
    () => false,
    (error: Error) => error.name === code,
  );
}
