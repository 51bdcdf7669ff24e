/** The operations that are compared, each a command of the SDK client of its service. */
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import * as ssm from '@aws-sdk/client-ssm';

export interface Clients {
  readonly ssm: ssm.SSMClient;
  readonly cognito: cognito.CognitoIdentityProviderClient;
  readonly tagging: tagging.ResourceGroupsTaggingAPIClient;
}

type Command = readonly [service: keyof Clients, command: new (input: never) => object];

/** By AWS's names, but for Cognito's `ListTagsForResource`: Parameter Store has one of the same name. */
const commands = {
  PutParameter: ['ssm', ssm.PutParameterCommand],
  GetParameter: ['ssm', ssm.GetParameterCommand],
  GetParameters: ['ssm', ssm.GetParametersCommand],
  GetParametersByPath: ['ssm', ssm.GetParametersByPathCommand],
  DescribeParameters: ['ssm', ssm.DescribeParametersCommand],
  GetParameterHistory: ['ssm', ssm.GetParameterHistoryCommand],
  LabelParameterVersion: ['ssm', ssm.LabelParameterVersionCommand],
  UnlabelParameterVersion: ['ssm', ssm.UnlabelParameterVersionCommand],
  DeleteParameter: ['ssm', ssm.DeleteParameterCommand],
  DeleteParameters: ['ssm', ssm.DeleteParametersCommand],
  AddTagsToResource: ['ssm', ssm.AddTagsToResourceCommand],
  RemoveTagsFromResource: ['ssm', ssm.RemoveTagsFromResourceCommand],
  ListTagsForResource: ['ssm', ssm.ListTagsForResourceCommand],
  CreateUserPool: ['cognito', cognito.CreateUserPoolCommand],
  DescribeUserPool: ['cognito', cognito.DescribeUserPoolCommand],
  UpdateUserPool: ['cognito', cognito.UpdateUserPoolCommand],
  DeleteUserPool: ['cognito', cognito.DeleteUserPoolCommand],
  ListUserPools: ['cognito', cognito.ListUserPoolsCommand],
  CreateUserPoolClient: ['cognito', cognito.CreateUserPoolClientCommand],
  DescribeUserPoolClient: ['cognito', cognito.DescribeUserPoolClientCommand],
  UpdateUserPoolClient: ['cognito', cognito.UpdateUserPoolClientCommand],
  DeleteUserPoolClient: ['cognito', cognito.DeleteUserPoolClientCommand],
  ListUserPoolClients: ['cognito', cognito.ListUserPoolClientsCommand],
  ListUserPoolClientSecrets: ['cognito', cognito.ListUserPoolClientSecretsCommand],
  CreateUserPoolDomain: ['cognito', cognito.CreateUserPoolDomainCommand],
  DescribeUserPoolDomain: ['cognito', cognito.DescribeUserPoolDomainCommand],
  UpdateUserPoolDomain: ['cognito', cognito.UpdateUserPoolDomainCommand],
  DeleteUserPoolDomain: ['cognito', cognito.DeleteUserPoolDomainCommand],
  CreateResourceServer: ['cognito', cognito.CreateResourceServerCommand],
  DescribeResourceServer: ['cognito', cognito.DescribeResourceServerCommand],
  UpdateResourceServer: ['cognito', cognito.UpdateResourceServerCommand],
  DeleteResourceServer: ['cognito', cognito.DeleteResourceServerCommand],
  ListResourceServers: ['cognito', cognito.ListResourceServersCommand],
  TagResource: ['cognito', cognito.TagResourceCommand],
  UntagResource: ['cognito', cognito.UntagResourceCommand],
  ListTagsOfUserPool: ['cognito', cognito.ListTagsForResourceCommand],
  GetResources: ['tagging', tagging.GetResourcesCommand],
} as const satisfies Readonly<Record<string, Command>>;

export type Operation = keyof typeof commands;

/** The members of an operation's request. */
export type MemberOf<Name extends Operation> = keyof NonNullable<ConstructorParameters<(typeof commands)[Name][1]>[0]>;

interface Sender {
  send(command: object): Promise<Answer>;
}

type Answer = object & { readonly $metadata: unknown };

/** `input` may be malformed: AWS must refuse it then, not the compiler. */
export function send(clients: Clients, operation: Operation, input: object): Promise<Answer> {
  const [service, Command]: Command = commands[operation];
  const client = clients[service] as Sender;
  return client.send(new Command(input as never));
}
