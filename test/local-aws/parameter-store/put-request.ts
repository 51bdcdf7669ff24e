/** What a `PutParameter` request says, read as the model declares it; rules that need no stored state. */
import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';
import { flag, invalid, optionalChoice, optionalStructures, optionalText, text } from '../members.ts';
import type { Json } from '../service.ts';
import { readTags } from './tags.ts';

export const parameterTypes = ['String', 'StringList', 'SecureString'] as const satisfies readonly ParameterType[];
export const parameterTiers = [
  'Standard',
  'Advanced',
  'Intelligent-Tiering',
] as const satisfies readonly ParameterTier[];
const maximumTags = 50;

export interface PutRequest {
  readonly name: string;
  readonly value: string;
  readonly overwrite: boolean;
  readonly type: ParameterType | undefined;
  readonly keyId: string | undefined;
  readonly tier: ParameterTier | undefined;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly policies: string | undefined;
  readonly dataType: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

/** Throws `ValidationException` for a request that AWS refuses whatever is stored. */
export function readPutRequest(input: Json): PutRequest {
  const request = {
    // AWS takes spaces off both ends of a name and refuses those inside.
    name: text(input, 'Name', { min: 1, max: 2048 }).trim(),
    value: text(input, 'Value', { min: 1 }),
    overwrite: flag(input, 'Overwrite'),
    type: optionalChoice(input, 'Type', parameterTypes),
    keyId: optionalText(input, 'KeyId', { min: 1, max: 256, pattern: /^([a-zA-Z0-9:/_-]+)$/ }),
    tier: optionalChoice(input, 'Tier', parameterTiers),
    description: optionalText(input, 'Description', { max: 1024 }),
    allowedPattern: optionalText(input, 'AllowedPattern', { max: 1024 }),
    policies: optionalText(input, 'Policies', { min: 1, max: 4096 }),
    dataType: optionalText(input, 'DataType', { max: 128 }),
    tags: readTags(optionalStructures(input, 'Tags', { max: 1000 }) ?? []),
  };
  if (request.overwrite && request.tags.size > 0) {
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove " +
        'overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or ' +
        'RemoveTagsFromResource.',
    );
  }
  if (request.tags.size > maximumTags) throw invalid(`A parameter has at most ${maximumTags} tags.`);
  if (/\{\{[\s\S]*\}\}/.test(request.value)) {
    throw invalid('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.');
  }
  return request;
}
