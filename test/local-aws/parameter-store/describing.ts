/** `DescribeParameters` and `GetParameterHistory`: everything about a parameter, key and tier included. */
import type {
  DescribeParametersResult,
  GetParameterHistoryResult,
  ParameterHistory,
  ParameterMetadata,
} from '@aws-sdk/client-ssm';
import { flag, text } from '../members.ts';
import type { Json } from '../service.ts';
import { seconds, type Wire } from '../wire.ts';
import { describeFilters } from './filters.ts';
import { shownValue } from './keys.ts';
import { checkReference, keyOf } from './names.ts';
import { paginate } from './pages.ts';
import { find, inOrder, newest, type Store, type StoredParameter, type StoredVersion } from './store.ts';

/** A filter on exact names looks only at those, so its pages are full; every other query walks over all parameters. */
export function describeParameters(store: Store, input: Json): Json {
  // Nothing is ever shared with this account.
  const all = flag(input, 'Shared') ? [] : inOrder(store);
  const { matches, names } = describeFilters(input);
  const candidates = names === undefined ? all : all.filter(({ name }) => names.has(keyOf(name)));
  const page = paginate(store, input, candidates, matches, 50);
  return {
    Parameters: page.items.map((parameter) => showMetadata(parameter)),
    ...(page.token === undefined ? {} : { NextToken: page.token }),
  } satisfies Wire<DescribeParametersResult>;
}

export function getParameterHistory(store: Store, input: Json): Json {
  const { key } = checkReference(store.site, text(input, 'Name', { min: 1, max: 2048 }));
  const parameter = find(store, key);
  const withDecryption = flag(input, 'WithDecryption');
  const page = paginate(store, input, parameter.versions, () => true, 50);
  return {
    Parameters: page.items.map((version) => showHistory(store, parameter, version, withDecryption)),
    ...(page.token === undefined ? {} : { NextToken: page.token }),
  } satisfies Wire<GetParameterHistoryResult>;
}

/** The metadata of a parameter's newest version. */
export function showMetadata(parameter: StoredParameter): Wire<ParameterMetadata> {
  return { ...shared(parameter, newest(parameter)), ARN: parameter.arn };
}

function showHistory(
  store: Store,
  parameter: StoredParameter,
  version: StoredVersion,
  withDecryption: boolean,
): Wire<ParameterHistory> {
  return {
    ...shared(parameter, version),
    Value: shownValue(store.keys, parameter, version, withDecryption),
    Labels: [...version.labels],
  };
}

function shared(parameter: StoredParameter, version: StoredVersion) {
  return {
    Name: parameter.name,
    Type: version.type,
    ...(version.keyId === undefined ? {} : { KeyId: version.keyId }),
    LastModifiedDate: seconds(version.modifiedAt),
    LastModifiedUser: version.modifiedBy,
    ...(version.description === undefined ? {} : { Description: version.description }),
    ...(version.allowedPattern === undefined ? {} : { AllowedPattern: version.allowedPattern }),
    Version: version.version,
    Tier: version.tier,
    Policies: version.policies.map((policy) => ({ ...policy })),
    DataType: version.dataType,
  };
}
