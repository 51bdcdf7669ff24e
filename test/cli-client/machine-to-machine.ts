/** Machine-to-machine authentication built by hand: made, synchronised, looked at, changed, and taken down again. */
import type { Journey } from './journey.ts';

export const machineToMachine = {
  'a user pool': {
    command: 'cognito-idp create-user-pool --pool-name layered-apis',
    learn: { POOL: 'UserPool.Id', ARN: 'UserPool.Arn' },
  },
  'an API with two scopes': {
    command:
      'cognito-idp create-resource-server --user-pool-id $POOL --identifier api --name api' +
      ' --scopes ScopeName=read,ScopeDescription=reads ScopeName=write,ScopeDescription=writes',
  },
  'a machine client': {
    command:
      'cognito-idp create-user-pool-client --user-pool-id $POOL --client-name orders --generate-secret' +
      ' --allowed-o-auth-flows client_credentials --allowed-o-auth-scopes api/read' +
      ' --allowed-o-auth-flows-user-pool-client',
    learn: { CLIENT: 'UserPoolClient.ClientId' },
  },
  'a domain, where tokens are issued': {
    command: 'cognito-idp create-user-pool-domain --user-pool-id $POOL --domain acme',
  },
  'a tag that says where the credentials belong': {
    command: 'cognito-idp tag-resource --resource-arn $ARN --tags ssm-sync:orders=/layered-apis/orders/prod',
  },
  'the credentials, where the tag says': {
    afterwards: true,
    command:
      'ssm get-parameter --name /layered-apis/orders/prod --with-decryption --query Parameter.Value --output text',
  },
  'the tagged pools': {
    command: 'resourcegroupstaggingapi get-resources --resource-type-filters cognito-idp:userpool',
  },
  'the client as it is': {
    command: 'cognito-idp describe-user-pool-client --user-pool-id $POOL --client-id $CLIENT',
  },
  'another name, and one scope more': {
    command:
      'cognito-idp update-user-pool-client --user-pool-id $POOL --client-id $CLIENT --client-name orders-two' +
      ' --allowed-o-auth-flows client_credentials --allowed-o-auth-scopes api/read api/write' +
      ' --allowed-o-auth-flows-user-pool-client',
  },
  'the clients of the pool': { command: 'cognito-idp list-user-pool-clients --user-pool-id $POOL' },
  'a second secret': {
    recent: true,
    command: 'cognito-idp add-user-pool-client-secret --user-pool-id $POOL --client-id $CLIENT',
    learn: { SECRET: 'ClientSecretDescriptor.ClientSecretId' },
  },
  'both secrets, without their values': {
    recent: true,
    command: 'cognito-idp list-user-pool-client-secrets --user-pool-id $POOL --client-id $CLIENT',
  },
  'the second secret is deleted': {
    recent: true,
    command:
      'cognito-idp delete-user-pool-client-secret --user-pool-id $POOL --client-id $CLIENT --client-secret-id $SECRET',
  },
  'the pool, found by its name': {
    command:
      'cognito-idp list-user-pools --max-results 10 --query "UserPools[?Name==\'layered-apis\'].Id" --output text',
  },
  'the pool as it is': { command: 'cognito-idp describe-user-pool --user-pool-id $POOL' },
  'the tags of the pool': { command: 'cognito-idp list-tags-for-resource --resource-arn $ARN' },
  'the domain as it is': { command: 'cognito-idp describe-user-pool-domain --domain acme' },
  'the APIs of the pool': {
    command: 'cognito-idp list-resource-servers --user-pool-id $POOL --max-results 10 --output table',
  },
  'the API as it is': { command: 'cognito-idp describe-resource-server --user-pool-id $POOL --identifier api' },
  'the tag is taken off': {
    command: 'cognito-idp untag-resource --resource-arn $ARN --tag-keys ssm-sync:orders',
  },
  'the client is deleted': {
    command: 'cognito-idp delete-user-pool-client --user-pool-id $POOL --client-id $CLIENT',
  },
  'the domain is deleted': { command: 'cognito-idp delete-user-pool-domain --user-pool-id $POOL --domain acme' },
  'the pool is deleted': { command: 'cognito-idp delete-user-pool --user-pool-id $POOL' },
  'what was written stays': {
    afterwards: true,
    command: 'ssm get-parameter --name /layered-apis/orders/prod --query Parameter.Version --output text',
  },
} as const satisfies Journey;
