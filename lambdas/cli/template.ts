/** Tags of a user pool in the languages of infrastructure as code. */
import { stringify } from 'yaml';

export type PoolTags = Readonly<Record<string, string>>;

/** A resource of a CloudFormation template. */
export function cloudFormation(logicalId: string, tags: PoolTags): string {
  const resource = { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTags: tags } };
  return yaml({ Resources: { [logicalId]: resource } });
}

/** The property alone. */
export function userPoolTags(tags: PoolTags): string {
  return yaml({ UserPoolTags: tags });
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** A string of Terraform's language, in which `${` and `%{` would begin something else. */
export function hcl(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
