/** Resource servers, and machine clients that ask for their scopes. */
import type { Scenario, Step } from '../scenario.ts';

const UserPoolId = '$pool.UserPool.Id';
const pool: Step = ['pool', 'CreateUserPool', { PoolName: 'customers' }];
const Scopes = [{ ScopeName: 'read', ScopeDescription: 'Reading' }];
const orders = { UserPoolId, Identifier: 'orders', Name: 'Orders' };

export const resourceServerScenarios: readonly Scenario[] = [
  {
    subject: 'resource servers',
    promise: 'on resource servers and their scopes',
    steps: [
      pool,
      ['create', 'CreateResourceServer', { ...orders, Scopes }],
      ['describe', 'DescribeResourceServer', { UserPoolId, Identifier: 'orders' }],
      ['create it again', 'CreateResourceServer', { ...orders, Scopes }],
      ['create one without scopes', 'CreateResourceServer', { UserPoolId, Identifier: 'returns', Name: 'Returns' }],
      [
        'create a third',
        'CreateResourceServer',
        { UserPoolId, Identifier: 'https://acme.example', Name: 'Acme', Scopes },
      ],
      ['list', 'ListResourceServers', { UserPoolId, MaxResults: 50 }],
      ['list in pages', 'ListResourceServers', { UserPoolId, MaxResults: 2 }, 'every page'],
      ['describe none', 'DescribeResourceServer', { UserPoolId, Identifier: 'none' }],
      ['describe in no pool', 'DescribeResourceServer', { UserPoolId: 'eu-west-1_AbCdEfGhI', Identifier: 'orders' }],
      ['create in no pool', 'CreateResourceServer', { ...orders, UserPoolId: 'eu-west-1_AbCdEfGhI' }],
      ['list of no pool', 'ListResourceServers', { UserPoolId: 'eu-west-1_AbCdEfGhI', MaxResults: 50 }],
      ['pages too large', 'ListResourceServers', { UserPoolId, MaxResults: 51 }],
      ['malformed identifier', 'CreateResourceServer', { ...orders, Identifier: 'my orders' }],
      [
        'malformed scope',
        'CreateResourceServer',
        { ...orders, Identifier: 'other', Scopes: [{ ScopeName: 'a/b', ScopeDescription: 'x' }] },
      ],
      ['update', 'UpdateResourceServer', { ...orders, Name: 'Sales', Scopes: [] }],
      ['delete', 'DeleteResourceServer', { UserPoolId, Identifier: 'orders' }],
    ],
  },
  {
    subject: 'machine clients',
    promise: 'on a client that asks for tokens by itself',
    steps: [
      pool,
      ['server', 'CreateResourceServer', { ...orders, Scopes }],
      [
        'create',
        'CreateUserPoolClient',
        {
          UserPoolId,
          ClientName: 'worker',
          GenerateSecret: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthScopes: ['orders/read'],
          AllowedOAuthFlowsUserPoolClient: true,
        },
      ],
      ['describe', 'DescribeUserPoolClient', { UserPoolId, ClientId: '$create.UserPoolClient.ClientId' }],
    ],
  },
];
