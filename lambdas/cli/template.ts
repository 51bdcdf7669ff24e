/** Tags of a user pool in the languages of infrastructure as code. */
import { stringify } from 'yaml';

export type PoolTags = Readonly<Record<string, string>>;

/** A resource of a CloudFormation template. */
export function cloudFormation(logicalId: string, tags: PoolTags): string {
  const resource = { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTags: tags } };
  return stringify({ Resources: { [logicalId]: resource } }, { lineWidth: 0 }).trimEnd();
}
