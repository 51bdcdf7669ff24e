/**
 * What Parameter Store's operations need (Service Authorization Reference, "AWS Systems Manager"): the action of the
 * same name on the parameter's ARN, which has one slash before the name however it was written.
 */
import { arnOf, keyOf } from '../parameter-store/names.ts';
import type { Json } from '../service.ts';
import { type Check, type Mapping, objectsOf, requestTags, resourceTags, type Surroundings, textsOf } from './check.ts';
import type { Context } from './condition-keys.ts';
import { decryptionsOf, encryptionOf, historyDecryptions } from './key-checks.ts';

export const parameterChecks: Readonly<Record<string, Mapping>> = {
  GetParameter: reading('GetParameter', 'Name'),
  GetParameters: reading('GetParameters', 'Names'),
  GetParameterHistory: (input, surroundings) => {
    const own = onEach('GetParameterHistory', 'Name')(input, surroundings);
    const names = input.WithDecryption === true ? textsOf(input.Name) : [];
    return [...own, ...names.flatMap((name) => historyDecryptions(name, surroundings))];
  },
  GetParametersByPath: byPath,
  PutParameter: (input, surroundings) =>
    textsOf(input.Name).flatMap((given) => {
      const name = given.trim();
      const tags = tagsIn(input);
      const context = { ...requestTags(tags), 'ssm:Overwrite': String(input.Overwrite === true) };
      return [
        onParameter('PutParameter', name, surroundings, context),
        ...(Object.keys(tags).length > 0 ? tagging('AddTagsToResource', name, surroundings, requestTags(tags)) : []),
        ...encryptionOf(name, input, surroundings),
      ];
    }),
  DeleteParameter: onEach('DeleteParameter', 'Name'),
  DeleteParameters: onEach('DeleteParameters', 'Names'),
  LabelParameterVersion: onEach('LabelParameterVersion', 'Name'),
  UnlabelParameterVersion: onEach('UnlabelParameterVersion', 'Name'),
  // A listing: the reference names no resource for it.
  DescribeParameters: () => [{ action: 'ssm:DescribeParameters', resource: '*' }],
  AddTagsToResource: onTagged('AddTagsToResource', (input) => requestTags(tagsIn(input))),
  RemoveTagsFromResource: onTagged('RemoveTagsFromResource', ({ TagKeys }) => ({ 'aws:TagKeys': textsOf(TagKeys) })),
  ListTagsForResource: onTagged('ListTagsForResource', () => ({})),
};

function onParameter(operation: string, given: string, { site, parameters }: Surroundings, context: Context): Check {
  // An ARN has five colons before its resource; one more sets a version or a label off, which are not in the resource.
  const name = given.trim().replace(/^(arn(?::[^:]*){5}|[^:]*):[^:]*$/, '$1');
  const tags = parameters.tagsOf(name.replace(/^arn:.*:parameter/, ''));
  return {
    action: `ssm:${operation}`,
    resource: name.startsWith('arn:') ? name : arnOf(site, name),
    context: { ...resourceTags(tags), ...resourceTags(tags, 'ssm:resourceTag'), ...context },
  };
}

function onEach(operation: string, member: 'Name' | 'Names'): Mapping {
  return (input, surroundings) => textsOf(input[member]).map((name) => onParameter(operation, name, surroundings, {}));
}

function reading(operation: string, member: 'Name' | 'Names'): Mapping {
  const own = onEach(operation, member);
  return (input, surroundings) => [
    ...own(input, surroundings),
    ...(input.WithDecryption === true ? decryptionsOf(textsOf(input[member]), surroundings) : []),
  ];
}

/**
 * The path's ARN is the only one that is looked at, not those of the parameters under it. Keys are asked for of all that
 * lies under the path, whichever page or filter it would be on.
 */
function byPath(input: Json, surroundings: Surroundings): readonly Check[] {
  return textsOf(input.Path).flatMap((path) => {
    const recursive = input.Recursive === true;
    const folder = `${keyOf(path).replace(/\/$/, '')}/`.replace(/^\/$/, '');
    const below = surroundings.parameters
      .names()
      .map(keyOf)
      .filter((name) => name.startsWith(folder) && (recursive || !name.slice(folder.length).includes('/')));
    return [
      onParameter('GetParametersByPath', path, surroundings, { 'ssm:Recursive': String(recursive) }),
      ...(input.WithDecryption === true
        ? decryptionsOf(
            below.map((name) => `/${name}`),
            surroundings,
          )
        : []),
    ];
  });
}

function onTagged(operation: string, contextOf: (input: Json) => Context): Mapping {
  return (input, surroundings) =>
    textsOf(input.ResourceId).flatMap((id) => tagging(operation, id, surroundings, contextOf(input)));
}

/**
 * The reference says `parameter/a/b`. A message of AWS's shows the id put behind `parameter/` as it was given,
 * `parameter//a/b` (pepperize/cdk-ssm-parameters-cross-region#442): C. So both must be allowed.
 */
function tagging(operation: string, id: string, surroundings: Surroundings, context: Context): readonly Check[] {
  const check = onParameter(operation, id, surroundings, context);
  if (!id.startsWith('/')) return [check];
  return [check, { ...check, resource: check.resource.replace(':parameter/', ':parameter//') }];
}

function tagsIn(input: Json): Readonly<Record<string, string>> {
  return Object.fromEntries(objectsOf(input.Tags).map(({ Key, Value }) => [String(Key), String(Value)]));
}
