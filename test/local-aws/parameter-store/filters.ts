/** The filters of `DescribeParameters` and `GetParametersByPath`. */

import { choice, invalid, optionalStructures, optionalText, optionalTexts, text, texts } from '../members.ts';
import { AwsError, type Json } from '../service.ts';
import { checkPath, keyOf } from './names.ts';
import { parameterTiers, parameterTypes } from './put-request.ts';
import { newest, type StoredParameter } from './store.ts';

export type Match = (parameter: StoredParameter) => boolean;

interface Filter {
  readonly key: string;
  readonly option: string;
  readonly values: readonly string[];
}

const valueBounds = { min: 1, max: 1024 };
const listBounds = { min: 1, max: 50 };

/**
 * What `Filters` or `ParameterFilters` ask for: all of them must hold, each by any of its values. `names` are the only
 * keys that can match, when a filter says so.
 */
export function describeFilters(input: Json): { matches: Match; names: ReadonlySet<string> | undefined } {
  const legacy = optionalStructures(input, 'Filters') ?? [];
  if (legacy.length > 0 && (optionalStructures(input, 'ParameterFilters') ?? []).length > 0) {
    throw invalid('You can use either Filters or ParameterFilters in a single request.');
  }
  const filters =
    legacy.length > 0
      ? legacy.map(readLegacy)
      : readFilters(input, (key) => key.startsWith('tag:') || describeKeys.includes(key), describeKeys);
  const byName = filters.find(({ key, option }) => key === 'Name' && option === 'Equals');
  return { matches: all(filters), names: byName === undefined ? undefined : new Set(byName.values.map(keyOf)) };
}

/** What `GetParametersByPath` asks for; `label` is the one that every match carries. */
export function pathFilters(
  input: Json,
  path: string,
  recursive: boolean,
): { matches: Match; label: string | undefined } {
  const filters = readFilters(input, (key) => pathKeys.includes(key), pathKeys);
  const label = filters.find(({ key }) => key === 'Label')?.values[0];
  const matches = all(filters);
  return { matches: (parameter) => isUnder(parameter, path, recursive) && matches(parameter), label };
}

const describeKeys: readonly string[] = ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType'];
const pathKeys: readonly string[] = ['Type', 'KeyId', 'Label'];

function readLegacy(filter: Json): Filter {
  const key = choice(filter, 'Key', ['Name', 'Type', 'KeyId']);
  return { key, option: 'Equals', values: texts(filter, 'Values', listBounds, valueBounds) };
}

function readFilters(input: Json, isValid: (key: string) => boolean, validKeys: readonly string[]): Filter[] {
  const filters = (optionalStructures(input, 'ParameterFilters') ?? []).map((given) => {
    const key = text(given, 'Key', {
      min: 1,
      max: 132,
      pattern: /^(tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType)$/,
    });
    if (!isValid(key)) {
      throw new AwsError(
        'InvalidFilterKey',
        `The following filter key is not valid: ${key}. Valid filter keys include: [${validKeys.join(', ')}].`,
      );
    }
    const option = optionalText(given, 'Option', { min: 1, max: 10 }) ?? (key === 'Path' ? 'OneLevel' : 'Equals');
    checkOption(key, option);
    const values = optionalTexts(given, 'Values', listBounds, valueBounds) ?? [];
    if (values.length === 0 && !key.startsWith('tag:')) {
      throw new AwsError('InvalidFilterValue', `The following filter values are missing : null for filter key ${key}.`);
    }
    checkValues(key, values);
    return { key, option, values };
  });
  const twice = filters.find(({ key }, index) => filters.findIndex((other) => other.key === key) < index);
  if (twice === undefined) return filters;
  throw new AwsError(
    'InvalidFilterKey',
    `The following filter is duplicated in the request: ${twice.key}. A request can contain only one occurrence of a ` +
      'specific filter.',
  );
}

function optionsOf(key: string): readonly string[] {
  if (key === 'Path') return ['Recursive', 'OneLevel'];
  if (key === 'Name') return ['BeginsWith', 'Contains', 'Equals'];
  return key === 'Label' ? ['Equals'] : ['BeginsWith', 'Equals'];
}

function checkOption(key: string, option: string): void {
  const options = optionsOf(key);
  if (options.includes(option)) return;
  throw new AwsError(
    'InvalidFilterOption',
    `The following filter option is not valid: ${option}. Valid options include: [${options.join(', ')}].`,
  );
}

const choicesOf = new Map<string, readonly string[]>([
  ['Type', parameterTypes],
  ['Tier', parameterTiers],
]);

function checkValues(key: string, values: readonly string[]): void {
  if (key === 'Path') values.forEach(checkPath);
  const choices = choicesOf.get(key) ?? values;
  const wrong = values.find((value) => !choices.includes(value));
  if (wrong === undefined) return;
  throw new AwsError(
    'InvalidFilterValue',
    `The following filter value is not valid: ${wrong}. Valid values include: [${choices.join(', ')}].`,
  );
}

function all(filters: readonly Filter[]): Match {
  return (parameter) => filters.every((filter) => holds(filter, parameter));
}

function holds({ key, option, values }: Filter, parameter: StoredParameter): boolean {
  if (key === 'Path') return values.some((path) => isUnder(parameter, path, option === 'Recursive'));
  if (key === 'Label') return values.some((label) => parameter.versions.some(({ labels }) => labels.has(label)));
  const found = key.startsWith('tag:') ? parameter.tags.get(key.slice('tag:'.length)) : attribute(key, parameter);
  if (found === undefined) return false;
  if (values.length === 0) return true;
  // The slash in front of a name of one level is no part of it.
  const bare = (value: string) => (key === 'Name' && option !== 'Contains' ? keyOf(value) : value);
  return values.some((value) => compare(option, bare(found), bare(value)));
}

function compare(option: string, found: string, value: string): boolean {
  if (option === 'BeginsWith') return found.startsWith(value);
  return option === 'Contains' ? found.includes(value) : found === value;
}

function attribute(key: string, parameter: StoredParameter): string | undefined {
  const { type, keyId, tier, dataType } = newest(parameter);
  return { Name: parameter.name, Type: type, KeyId: keyId, Tier: tier, DataType: dataType }[key];
}

/** Whether a parameter lies in a hierarchy, directly or (recursive) anywhere below. */
function isUnder(parameter: StoredParameter, path: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const name = `/${keyOf(parameter.name)}`;
  return name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes('/'));
}
