/** The tags of a parameter: `AddTagsToResource`, `RemoveTagsFromResource`, `ListTagsForResource`. */
import type { ListTagsForResourceResult } from '@aws-sdk/client-ssm';
import { choice, invalid, structures, text, texts } from '../members.ts';
import { AwsError, type Json } from '../service.ts';
import { wellFormedKey } from './names.ts';
import type { Store, StoredParameter } from './store.ts';

const maximumTags = 50;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const keyBounds = { min: 1, max: 128, pattern: allowed };
const resourceTypes = [
  'Document',
  'ManagedInstance',
  'MaintenanceWindow',
  'Parameter',
  'PatchBaseline',
  'OpsItem',
  'OpsMetadata',
  'Automation',
  'Association',
] as const;

/** The tags of a request's `Tags`; `ValidationException` for a key or value that no tag may have. */
export function readTags(list: readonly Json[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of list) {
    const key = text(tag, 'Key', keyBounds);
    if (/^aws:/i.test(key)) throw invalid('aws: prefixed tag key names are not allowed for external use.');
    if (tags.has(key)) throw invalid('Duplicate tag keys are not allowed.');
    tags.set(key, text(tag, 'Value', { max: 256, pattern: allowed }));
  }
  return tags;
}

/** Adds and replaces; `TooManyTagsError` when there would be more than fifty. Then tells the index. */
export function applyTags(store: Store, parameter: StoredParameter, tags: ReadonlyMap<string, string>): void {
  const together = new Map([...parameter.tags, ...tags]);
  if (together.size > maximumTags) {
    throw new AwsError('TooManyTagsError', `The maximum number of tags of a resource is ${maximumTags}.`);
  }
  for (const [key, value] of tags) parameter.tags.set(key, value);
  tell(store, parameter);
}

export function addTagsToResource(store: Store, input: Json): Json {
  const parameter = findResource(store, input);
  applyTags(store, parameter, readTags(structures(input, 'Tags', { max: 1000 })));
  return {};
}

export function removeTagsFromResource(store: Store, input: Json): Json {
  const parameter = findResource(store, input);
  for (const key of texts(input, 'TagKeys', {}, keyBounds)) parameter.tags.delete(key);
  tell(store, parameter);
  return {};
}

export function listTagsForResource(store: Store, input: Json): Json {
  const { tags } = findResource(store, input);
  return {
    TagList: [...tags].map(([Key, Value]) => ({ Key, Value })),
  } satisfies ListTagsForResourceResult;
}

function tell(store: Store, parameter: StoredParameter): void {
  store.tags.tagged(parameter.arn, Object.fromEntries(parameter.tags));
}

/** Nothing but parameters is here: everything else is `InvalidResourceId`, a malformed name too. */
function findResource(store: Store, input: Json): StoredParameter {
  const type = choice(input, 'ResourceType', resourceTypes);
  const key = wellFormedKey(text(input, 'ResourceId'));
  const parameter = type === 'Parameter' && key !== undefined ? store.parameters.get(key) : undefined;
  if (parameter === undefined) {
    throw new AwsError(
      'InvalidResourceId',
      'The resource ID is not valid. Verify that you entered the correct ID and try again.',
    );
  }
  return parameter;
}
