/** `GetParameter`, `GetParameters`, `GetParametersByPath`: values, with their version, and nothing of keys or tiers. */
import type {
  GetParameterResult,
  GetParametersByPathResult,
  GetParametersResult,
  Parameter,
} from '@aws-sdk/client-ssm';
import { flag, invalid, text, texts } from '../members.ts';
import { AwsError, type Json } from '../service.ts';
import { seconds, type Wire } from '../wire.ts';
import { pathFilters } from './filters.ts';
import { shownValue } from './keys.ts';
import { checkPath, checkReference, parseReference } from './names.ts';
import { paginate } from './pages.ts';
import {
  byName,
  find,
  findVersion,
  inOrder,
  newest,
  type Store,
  type StoredParameter,
  type StoredVersion,
} from './store.ts';

/** A version of a parameter as a reference names it. */
interface Sight {
  readonly parameter: StoredParameter;
  readonly version: StoredVersion;
  readonly selector: string | undefined;
}

export function getParameter(store: Store, input: Json): Json {
  const { key, selector } = checkReference(store.site, text(input, 'Name', { min: 1, max: 2048 }));
  const parameter = find(store, key);
  const sight = { parameter, version: select(parameter, selector), selector };
  return { Parameter: show(store, sight, flag(input, 'WithDecryption')) } satisfies Wire<GetParameterResult>;
}

/**
 * Up to ten names, each once. Missing and malformed ones are told, not thrown; a value that cannot be decrypted does
 * as `Switches.undecryptable` says.
 */
export function getParameters(store: Store, input: Json): Json {
  const names = texts(input, 'Names', { min: 1, max: 10 }, { min: 1, max: 2048 });
  if (new Set(names).size < names.length) throw invalid('The list of parameter names contains duplicates.');
  const withDecryption = flag(input, 'WithDecryption');
  const sights: Sight[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const sight = look(store, name);
    if (sight === undefined || isHidden(store, sight, withDecryption)) missing.push(name);
    else sights.push(sight);
  }
  sights.sort((one, other) => byName(one.parameter, other.parameter));
  return {
    Parameters: sights.map((sight) => show(store, sight, withDecryption)),
    InvalidParameters: missing,
  } satisfies Wire<GetParametersResult>;
}

export function getParametersByPath(store: Store, input: Json): Json {
  const path = text(input, 'Path', { min: 1, max: 2048 });
  checkPath(path);
  const recursive = flag(input, 'Recursive');
  const withDecryption = flag(input, 'WithDecryption');
  const { matches, label } = pathFilters(input, path, recursive);
  const page = paginate(store, input, inOrder(store), matches, 10);
  const sights = page.items.map((parameter) => ({ parameter, version: select(parameter, label), selector: label }));
  return {
    Parameters: sights.map((sight) => show(store, sight, withDecryption)),
    ...(page.token === undefined ? {} : { NextToken: page.token }),
  } satisfies Wire<GetParametersByPathResult>;
}

function look(store: Store, name: string): Sight | undefined {
  const reference = parseReference(store.site, name);
  const parameter = reference === undefined ? undefined : store.parameters.get(reference.key);
  if (reference === undefined || parameter === undefined) return undefined;
  const { selector } = reference;
  const version = selector === undefined ? newest(parameter) : parameter.versions.find(isSelected(selector));
  return version === undefined ? undefined : { parameter, version, selector };
}

function select(parameter: StoredParameter, selector: string | undefined): StoredVersion {
  if (selector === undefined) return newest(parameter);
  if (/^\d+$/.test(selector)) return findVersion(parameter, Number(selector));
  const labelled = parameter.versions.find(isSelected(selector));
  if (labelled === undefined) {
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find label ${selector} for parameter ${parameter.name}. Verify the label and try again.`,
    );
  }
  return labelled;
}

/** No label begins with a digit, so a number is a version. */
function isSelected(selector: string): (version: StoredVersion) => boolean {
  return ({ version, labels }) => (/^\d+$/.test(selector) ? version === Number(selector) : labels.has(selector));
}

function isHidden(store: Store, { version }: Sight, withDecryption: boolean): boolean {
  const reported = store.switches.undecryptable === 'reported-invalid';
  return reported && withDecryption && !store.keys.isUsable(version.keyId);
}

function show(store: Store, { parameter, version, selector }: Sight, withDecryption: boolean): Wire<Parameter> {
  return {
    Name: parameter.name,
    Type: version.type,
    Value: shownValue(store.keys, parameter, version, withDecryption),
    Version: version.version,
    ...(selector === undefined ? {} : { Selector: `:${selector}` }),
    LastModifiedDate: seconds(version.modifiedAt),
    ARN: parameter.arn,
    DataType: version.dataType,
  };
}
