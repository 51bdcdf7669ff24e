/**
 * What Cognito's operations need (Service Authorization Reference, "Amazon Cognito User Pools"): the action of the same
 * name on the pool's ARN, also where it is about a client, a domain or a resource server of the pool.
 */
import type { Json } from '../service.ts';
import { type Check, type Mapping, requestTags, resourceTags, type Surroundings, textsOf } from './check.ts';
import type { Context } from './condition-keys.ts';

const onPools: readonly string[] = [
  ...['DescribeUserPool', 'UpdateUserPool', 'DeleteUserPool'],
  ...['CreateUserPoolClient', 'DescribeUserPoolClient', 'ListUserPoolClients'],
  ...['UpdateUserPoolClient', 'DeleteUserPoolClient'],
  ...['AddUserPoolClientSecret', 'ListUserPoolClientSecrets', 'DeleteUserPoolClientSecret'],
  ...['CreateUserPoolDomain', 'UpdateUserPoolDomain', 'DeleteUserPoolDomain'],
  ...['CreateResourceServer', 'DescribeResourceServer', 'ListResourceServers'],
  ...['UpdateResourceServer', 'DeleteResourceServer'],
];
const onTagged: readonly string[] = ['TagResource', 'UntagResource', 'ListTagsForResource'];
/** The pool is not there yet, or not known by the request. */
const onEverything: readonly string[] = ['ListUserPools', 'CreateUserPool', 'DescribeUserPoolDomain'];

export const userPoolChecks: Readonly<Record<string, Mapping>> = {
  ...Object.fromEntries(
    onPools.map((operation): [string, Mapping] => [
      operation,
      (input, surroundings) => {
        const { partition, region, account } = surroundings.site;
        const pool = (id: string): string => `arn:${partition}:cognito-idp:${region}:${account}:userpool/${id}`;
        return textsOf(input.UserPoolId).map((id) => onPool(operation, pool(id), input, surroundings));
      },
    ]),
  ),
  ...Object.fromEntries(
    onTagged.map((operation): [string, Mapping] => [
      operation,
      (input, surroundings) => textsOf(input.ResourceArn).map((arn) => onPool(operation, arn, input, surroundings)),
    ]),
  ),
  ...Object.fromEntries(
    onEverything.map((operation): [string, Mapping] => [
      operation,
      (input) => [{ action: `cognito-idp:${operation}`, resource: '*', context: tagsGiven(input) }],
    ]),
  ),
  // Open to anybody: the client's own credentials are what it looks at.
  GetClientToken: () => [],
};

function onPool(operation: string, resource: string, input: Json, { pools }: Surroundings): Check {
  return {
    action: `cognito-idp:${operation}`,
    resource,
    context: { ...resourceTags(pools.tagsOf(resource) ?? {}), ...tagsGiven(input) },
  };
}

/** `Tags` and `UserPoolTags` are maps here, `TagKeys` a list. */
function tagsGiven({ Tags, UserPoolTags, TagKeys }: Json): Context {
  const tags = Tags ?? UserPoolTags;
  const entries = typeof tags === 'object' && tags !== null ? Object.entries(tags) : [];
  const keys = textsOf(TagKeys);
  return {
    ...requestTags(Object.fromEntries(entries.map(([key, value]) => [key, String(value)]))),
    ...(keys.length > 0 && { 'aws:TagKeys': keys }),
  };
}
