import type { UserPool } from '../../core/user-pool.ts';
import { shellWord } from '../shell.ts';

/** Commands of the AWS CLI, as a shell takes them. */

export function tagPool({ arn }: Pick<UserPool, 'arn'>, tag: string, value: string): string {
  return `aws cognito-idp tag-resource --resource-arn ${arn} --tags ${shellWord(JSON.stringify({ [tag]: value }))}`;
}

export function untagPool({ arn }: Pick<UserPool, 'arn'>, tag: string): string {
  return `aws cognito-idp untag-resource --resource-arn ${arn} --tag-keys ${shellWord(tag)}`;
}

export function createDomain({ id }: Pick<UserPool, 'id'>): string {
  return `aws cognito-idp create-user-pool-domain --user-pool-id ${id} --domain PREFIX`;
}

export function deleteClient({ id }: Pick<UserPool, 'id'>, clientId: string): string {
  return `aws cognito-idp delete-user-pool-client --user-pool-id ${id} --client-id ${clientId}`;
}

export function listSecrets({ id }: Pick<UserPool, 'id'>, clientId: string): string {
  return `aws cognito-idp list-user-pool-client-secrets --user-pool-id ${id} --client-id ${clientId}`;
}

export function createParameter(name: string): string {
  return `aws ssm put-parameter --name ${name} --type SecureString --value '{}'`;
}
