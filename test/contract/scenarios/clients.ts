/** App clients: their secrets, what an update replaces, their pages, what is refused. */
import type { Scenario, Step } from '../scenario.ts';

const UserPoolId = '$pool.UserPool.Id';
const pool: Step = ['pool', 'CreateUserPool', { PoolName: 'customers' }];
const client = { UserPoolId, ClientId: '$create.UserPoolClient.ClientId' };
const nobody = '1example23456789abcdefghij';

export const clientScenarios: readonly Scenario[] = [
  {
    subject: 'clients',
    promise: 'on clients with a secret and without one',
    steps: [
      pool,
      ['create', 'CreateUserPoolClient', { UserPoolId, ClientName: 'orders', GenerateSecret: true }],
      ['describe', 'DescribeUserPoolClient', client],
      ['create a public one', 'CreateUserPoolClient', { UserPoolId, ClientName: 'web' }],
      [
        'describe the public one',
        'DescribeUserPoolClient',
        { UserPoolId, ClientId: '$create a public one.UserPoolClient.ClientId' },
      ],
      [
        'create another of that name',
        'CreateUserPoolClient',
        { UserPoolId, ClientName: 'orders', GenerateSecret: true },
      ],
      ['list', 'ListUserPoolClients', { UserPoolId, MaxResults: 60 }],
      ['secrets', 'ListUserPoolClientSecrets', client],
      ['delete', 'DeleteUserPoolClient', client],
      ['describe the deleted', 'DescribeUserPoolClient', client],
      ['delete again', 'DeleteUserPoolClient', client],
      ['update the deleted', 'UpdateUserPoolClient', client],
      ['list what is left', 'ListUserPoolClients', { UserPoolId, MaxResults: 60 }],
    ],
  },
  {
    subject: 'updates of clients',
    promise: 'that an update replaces all but the name and the secret',
    steps: [
      pool,
      [
        'create',
        'CreateUserPoolClient',
        {
          UserPoolId,
          ClientName: 'web',
          GenerateSecret: true,
          RefreshTokenValidity: 7,
          ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
          CallbackURLs: ['https://acme.example/back'],
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid'],
          AllowedOAuthFlowsUserPoolClient: true,
          PreventUserExistenceErrors: 'ENABLED',
        },
      ],
      ['describe', 'DescribeUserPoolClient', client],
      ['update with nothing', 'UpdateUserPoolClient', client],
      ['describe after nothing', 'DescribeUserPoolClient', client],
      ['rename', 'UpdateUserPoolClient', { ...client, ClientName: 'site', RefreshTokenValidity: 9 }],
      ['list', 'ListUserPoolClients', { UserPoolId, MaxResults: 60 }],
    ],
  },
  {
    subject: 'pages of clients',
    promise: 'on all clients of a pool, page by page',
    steps: [
      pool,
      ...['a', 'b', 'c', 'd', 'e'].map(
        (ClientName): Step => [`create ${ClientName}`, 'CreateUserPoolClient', { UserPoolId, ClientName }],
      ),
      ['in pages of two', 'ListUserPoolClients', { UserPoolId, MaxResults: 2 }, 'every page'],
      ['in pages of five', 'ListUserPoolClients', { UserPoolId, MaxResults: 5 }, 'every page'],
      ['in pages of one', 'ListUserPoolClients', { UserPoolId, MaxResults: 1 }, 'every page'],
      ['pages too large', 'ListUserPoolClients', { UserPoolId, MaxResults: 61 }],
      ['pages of nothing', 'ListUserPoolClients', { UserPoolId, MaxResults: 0 }],
      ['with a token that nobody gave', 'ListUserPoolClients', { UserPoolId, MaxResults: 1, NextToken: 'mine' }],
      ['of no pool', 'ListUserPoolClients', { UserPoolId: 'eu-west-1_AbCdEfGhI', MaxResults: 60 }],
    ],
  },
  {
    subject: 'malformed clients',
    promise: 'on clients that cannot be',
    steps: [
      pool,
      ['no pool', 'CreateUserPoolClient', { UserPoolId: 'eu-west-1_AbCdEfGhI', ClientName: 'orders' }],
      ['describe in no pool', 'DescribeUserPoolClient', { UserPoolId: 'eu-west-1_AbCdEfGhI', ClientId: nobody }],
      ['describe nobody', 'DescribeUserPoolClient', { UserPoolId, ClientId: nobody }],
      ['malformed name', 'CreateUserPoolClient', { UserPoolId, ClientName: 'a/b' }],
      ['no name', 'CreateUserPoolClient', { UserPoolId, ClientName: '' }],
      ['unknown flow', 'CreateUserPoolClient', { UserPoolId, ClientName: 'x', AllowedOAuthFlows: ['password'] }],
      [
        'client credentials without a secret',
        'CreateUserPoolClient',
        { UserPoolId, ClientName: 'x', AllowedOAuthFlows: ['client_credentials'] },
      ],
      ['unknown scope', 'CreateUserPoolClient', { UserPoolId, ClientName: 'x', AllowedOAuthScopes: ['orders/read'] }],
      ['code without a redirect', 'CreateUserPoolClient', { UserPoolId, ClientName: 'x', AllowedOAuthFlows: ['code'] }],
      ['access for two days', 'CreateUserPoolClient', { UserPoolId, ClientName: 'x', AccessTokenValidity: 48 }],
    ],
  },
];
