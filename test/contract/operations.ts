/** The operations that are compared, each through the SDK client of its service. */
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import * as ssm from '@aws-sdk/client-ssm';

export interface Clients {
  readonly ssm: ssm.SSMClient;
  readonly cognito: cognito.CognitoIdentityProviderClient;
  readonly tagging: tagging.ResourceGroupsTaggingAPIClient;
}

/** By AWS's names, but for Cognito's `ListTagsForResource`: Parameter Store has one of the same name. */
export const operations = {
  PutParameter: ({ ssm: client }: Clients, input: ssm.PutParameterCommandInput) =>
    client.send(new ssm.PutParameterCommand(input)),
  GetParameter: ({ ssm: client }: Clients, input: ssm.GetParameterCommandInput) =>
    client.send(new ssm.GetParameterCommand(input)),
  GetParameters: ({ ssm: client }: Clients, input: ssm.GetParametersCommandInput) =>
    client.send(new ssm.GetParametersCommand(input)),
  GetParametersByPath: ({ ssm: client }: Clients, input: ssm.GetParametersByPathCommandInput) =>
    client.send(new ssm.GetParametersByPathCommand(input)),
  DescribeParameters: ({ ssm: client }: Clients, input: ssm.DescribeParametersCommandInput) =>
    client.send(new ssm.DescribeParametersCommand(input)),
  GetParameterHistory: ({ ssm: client }: Clients, input: ssm.GetParameterHistoryCommandInput) =>
    client.send(new ssm.GetParameterHistoryCommand(input)),
  LabelParameterVersion: ({ ssm: client }: Clients, input: ssm.LabelParameterVersionCommandInput) =>
    client.send(new ssm.LabelParameterVersionCommand(input)),
  UnlabelParameterVersion: ({ ssm: client }: Clients, input: ssm.UnlabelParameterVersionCommandInput) =>
    client.send(new ssm.UnlabelParameterVersionCommand(input)),
  DeleteParameter: ({ ssm: client }: Clients, input: ssm.DeleteParameterCommandInput) =>
    client.send(new ssm.DeleteParameterCommand(input)),
  DeleteParameters: ({ ssm: client }: Clients, input: ssm.DeleteParametersCommandInput) =>
    client.send(new ssm.DeleteParametersCommand(input)),
  AddTagsToResource: ({ ssm: client }: Clients, input: ssm.AddTagsToResourceCommandInput) =>
    client.send(new ssm.AddTagsToResourceCommand(input)),
  RemoveTagsFromResource: ({ ssm: client }: Clients, input: ssm.RemoveTagsFromResourceCommandInput) =>
    client.send(new ssm.RemoveTagsFromResourceCommand(input)),
  ListTagsForResource: ({ ssm: client }: Clients, input: ssm.ListTagsForResourceCommandInput) =>
    client.send(new ssm.ListTagsForResourceCommand(input)),
  CreateUserPool: ({ cognito: client }: Clients, input: cognito.CreateUserPoolCommandInput) =>
    client.send(new cognito.CreateUserPoolCommand(input)),
  DescribeUserPool: ({ cognito: client }: Clients, input: cognito.DescribeUserPoolCommandInput) =>
    client.send(new cognito.DescribeUserPoolCommand(input)),
  UpdateUserPool: ({ cognito: client }: Clients, input: cognito.UpdateUserPoolCommandInput) =>
    client.send(new cognito.UpdateUserPoolCommand(input)),
  DeleteUserPool: ({ cognito: client }: Clients, input: cognito.DeleteUserPoolCommandInput) =>
    client.send(new cognito.DeleteUserPoolCommand(input)),
  ListUserPools: ({ cognito: client }: Clients, input: cognito.ListUserPoolsCommandInput) =>
    client.send(new cognito.ListUserPoolsCommand(input)),
  CreateUserPoolClient: ({ cognito: client }: Clients, input: cognito.CreateUserPoolClientCommandInput) =>
    client.send(new cognito.CreateUserPoolClientCommand(input)),
  DescribeUserPoolClient: ({ cognito: client }: Clients, input: cognito.DescribeUserPoolClientCommandInput) =>
    client.send(new cognito.DescribeUserPoolClientCommand(input)),
  UpdateUserPoolClient: ({ cognito: client }: Clients, input: cognito.UpdateUserPoolClientCommandInput) =>
    client.send(new cognito.UpdateUserPoolClientCommand(input)),
  DeleteUserPoolClient: ({ cognito: client }: Clients, input: cognito.DeleteUserPoolClientCommandInput) =>
    client.send(new cognito.DeleteUserPoolClientCommand(input)),
  ListUserPoolClients: ({ cognito: client }: Clients, input: cognito.ListUserPoolClientsCommandInput) =>
    client.send(new cognito.ListUserPoolClientsCommand(input)),
  ListUserPoolClientSecrets: ({ cognito: client }: Clients, input: cognito.ListUserPoolClientSecretsCommandInput) =>
    client.send(new cognito.ListUserPoolClientSecretsCommand(input)),
  CreateUserPoolDomain: ({ cognito: client }: Clients, input: cognito.CreateUserPoolDomainCommandInput) =>
    client.send(new cognito.CreateUserPoolDomainCommand(input)),
  DescribeUserPoolDomain: ({ cognito: client }: Clients, input: cognito.DescribeUserPoolDomainCommandInput) =>
    client.send(new cognito.DescribeUserPoolDomainCommand(input)),
  UpdateUserPoolDomain: ({ cognito: client }: Clients, input: cognito.UpdateUserPoolDomainCommandInput) =>
    client.send(new cognito.UpdateUserPoolDomainCommand(input)),
  DeleteUserPoolDomain: ({ cognito: client }: Clients, input: cognito.DeleteUserPoolDomainCommandInput) =>
    client.send(new cognito.DeleteUserPoolDomainCommand(input)),
  CreateResourceServer: ({ cognito: client }: Clients, input: cognito.CreateResourceServerCommandInput) =>
    client.send(new cognito.CreateResourceServerCommand(input)),
  DescribeResourceServer: ({ cognito: client }: Clients, input: cognito.DescribeResourceServerCommandInput) =>
    client.send(new cognito.DescribeResourceServerCommand(input)),
  UpdateResourceServer: ({ cognito: client }: Clients, input: cognito.UpdateResourceServerCommandInput) =>
    client.send(new cognito.UpdateResourceServerCommand(input)),
  DeleteResourceServer: ({ cognito: client }: Clients, input: cognito.DeleteResourceServerCommandInput) =>
    client.send(new cognito.DeleteResourceServerCommand(input)),
  ListResourceServers: ({ cognito: client }: Clients, input: cognito.ListResourceServersCommandInput) =>
    client.send(new cognito.ListResourceServersCommand(input)),
  TagResource: ({ cognito: client }: Clients, input: cognito.TagResourceCommandInput) =>
    client.send(new cognito.TagResourceCommand(input)),
  UntagResource: ({ cognito: client }: Clients, input: cognito.UntagResourceCommandInput) =>
    client.send(new cognito.UntagResourceCommand(input)),
  ListTagsOfUserPool: ({ cognito: client }: Clients, input: cognito.ListTagsForResourceCommandInput) =>
    client.send(new cognito.ListTagsForResourceCommand(input)),
  GetResources: ({ tagging: client }: Clients, input: tagging.GetResourcesCommandInput) =>
    client.send(new tagging.GetResourcesCommand(input)),
};
