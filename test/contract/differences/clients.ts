/** App clients. */
import type { Difference } from '../difference.ts';
import { refused } from './refused.ts';

const described = { operations: ['CreateUserPoolClient', 'DescribeUserPoolClient', 'UpdateUserPoolClient'] } as const;

/** What an update leaves out. */
const updated = {
  steps: [
    'updates of clients: update with nothing',
    'updates of clients: describe after nothing',
    'updates of clients: rename',
  ],
  right: 'ours',
  why: 'The same: what an update leaves out goes back to its default.',
} as const;

export const clientDifferences: readonly Difference[] = [
  {
    ...described,
    paths: ['UserPoolClient.ClientSecret'],
    ours: '"<secret>"',
    moto: '"<secret of another form>"',
    right: 'ours',
    why: 'SDK model, ClientSecretType: `[\\w+]+`, and moto gives UUIDs, which have hyphens.',
  },
  {
    ...described,
    paths: ['UserPoolClient.CreationDate', 'UserPoolClient.LastModifiedDate'],
    ours: '"<time>"',
    moto: 'absent',
    right: 'ours',
    why: 'SDK model, UserPoolClientType.CreationDate: "The date and time when the item was created"; AWS CLI example of describe-user-pool-client.',
  },
  {
    ...described,
    paths: ['UserPoolClient.ClientType'],
    ours: '"REGULAR"',
    moto: 'absent',
    right: 'ours',
    why: 'SDK model, ListUserPoolClientsRequest.ClientType: "To get the type of an app client, call DescribeUserPoolClient."',
  },
  {
    ...described,
    paths: ['UserPoolClient.TokenValidityUnits'],
    ours: '{}',
    moto: 'absent',
    right: 'both',
    why: 'SDK model, UserPoolClientType.TokenValidityUnits: nothing says how units that nobody set look.',
  },
  {
    steps: ['updates of clients: update with nothing', 'updates of clients: describe after nothing'],
    paths: ['UserPoolClient.RefreshTokenValidity'],
    ours: '30',
    moto: '7',
    right: 'ours',
    why: 'SDK model, UpdateUserPoolClient: "If you don\'t provide a value for an attribute, Amazon Cognito sets it to its default value"; seen in boto/boto3#1607. moto keeps it.',
  },
  {
    ...updated,
    paths: ['UserPoolClient.AllowedOAuthFlowsUserPoolClient'],
    ours: 'false',
    moto: 'true',
  },
  {
    ...updated,
    paths: ['UserPoolClient.ExplicitAuthFlows'],
    ours: 'absent',
    moto: '["ALLOW_REFRESH_TOKEN_AUTH"]',
  },
  {
    ...updated,
    paths: ['UserPoolClient.CallbackURLs'],
    ours: 'absent',
    moto: '["https://acme.example/back"]',
  },
  {
    ...updated,
    paths: ['UserPoolClient.AllowedOAuthFlows'],
    ours: 'absent',
    moto: '["code"]',
  },
  {
    ...updated,
    paths: ['UserPoolClient.AllowedOAuthScopes'],
    ours: 'absent',
    moto: '["openid"]',
  },
  {
    ...updated,
    paths: ['UserPoolClient.PreventUserExistenceErrors'],
    ours: 'absent',
    moto: '"ENABLED"',
  },
  {
    ...refused,
    steps: [
      'pages of clients: pages too large',
      'pages of clients: pages of nothing',
      'malformed clients: malformed name',
      'malformed clients: no name',
      'malformed clients: unknown flow',
    ],
    why: 'API Reference, ranges, patterns, lengths and enums of QueryLimit, ClientNameType and OAuthFlowType.',
  },
  {
    ...refused,
    steps: ['malformed clients: access for two days'],
    why: 'API Reference, CreateUserPoolClient, AccessTokenValidity: hours unless told otherwise, at most 86400 seconds.',
  },
  {
    ...refused,
    ours: 'InvalidOAuthFlowException (400)',
    steps: ['malformed clients: client credentials without a secret', 'malformed clients: code without a redirect'],
    why: 'SDK model, InvalidOAuthFlowException: "thrown when the specified OAuth flow is not valid".',
  },
  {
    ...refused,
    ours: 'ScopeDoesNotExistException (400)',
    steps: ['malformed clients: unknown scope'],
    why: 'SDK model, ScopeDoesNotExistException: "thrown when the specified scope doesn\'t exist".',
  },
];
