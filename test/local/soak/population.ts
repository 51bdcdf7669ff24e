/** Whom the soak calls about: tagged pools with domains and machine clients, made through the API. */
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import pMap from 'p-map';

export interface Client {
  readonly userPoolId: string;
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  /** The prefix of its pool's domain. */
  readonly domain: string;
}

const pools = 5;
const clientsPerPool = 20;
const concurrency = 8;

export const grant = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['client_credentials' as const],
  AllowedOAuthScopes: ['api/read'],
};

export async function populate(cognito: CognitoIdentityProvider): Promise<readonly Client[]> {
  const numbers = Array.from({ length: pools }, (_, number) => number);
  return (await pMap(numbers, (number) => makePool(cognito, number), { concurrency })).flat();
}

async function makePool(cognito: CognitoIdentityProvider, number: number): Promise<readonly Client[]> {
  const UserPoolTags = { 'ssm-sync': `/layered-apis/:clientName/${number}` };
  const { UserPool } = await cognito.createUserPool({ PoolName: `pool-${number}`, UserPoolTags });
  const UserPoolId = UserPool?.Id ?? '';
  const domain = `soak-${number}`;
  await cognito.createUserPoolDomain({ UserPoolId, Domain: domain });
  const scope = { ScopeName: 'read', ScopeDescription: 'read' };
  await cognito.createResourceServer({ UserPoolId, Identifier: 'api', Name: 'api', Scopes: [scope] });
  const names = Array.from({ length: clientsPerPool }, (_, index) => `client-${index}`);
  return pMap(
    names,
    async (name) => {
      const machine = { UserPoolId, ClientName: name, GenerateSecret: true, ...grant };
      const { UserPoolClient } = await cognito.createUserPoolClient(machine);
      const { ClientId: id = '', ClientSecret: secret = '' } = UserPoolClient ?? {};
      return { userPoolId: UserPoolId, id, secret, name, domain };
    },
    { concurrency },
  );
}
