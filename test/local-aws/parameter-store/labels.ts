/** `LabelParameterVersion` and `UnlabelParameterVersion`. */
import type { LabelParameterVersionResult, UnlabelParameterVersionResult } from '@aws-sdk/client-ssm';
import { number, optionalNumber, text, texts } from '../members.ts';
import { AwsError, type Json } from '../service.ts';
import { existingKey } from './names.ts';
import { announce, find, findVersion, newest, type Store } from './store.ts';

const maximumLabels = 10;
const wellFormed = /^(?!\d|aws|ssm)[\w.-]+$/i;

/** A label stands at one version only: attaching it elsewhere moves it. Malformed labels are told, not thrown. */
export function labelParameterVersion(store: Store, input: Json): Json {
  const parameter = find(store, existingKey(text(input, 'Name', { min: 1, max: 2048 })));
  const wanted = optionalNumber(input, 'ParameterVersion');
  const labels = readLabels(input);
  const version = wanted === undefined ? newest(parameter) : findVersion(parameter, wanted);
  const valid = labels.filter((label) => wellFormed.test(label));
  if (new Set([...version.labels, ...valid]).size > maximumLabels) {
    throw new AwsError(
      'ParameterVersionLabelLimitExceeded',
      `A parameter version can have maximum ${maximumLabels} labels. Move one or more labels to another version and try again.`,
    );
  }
  for (const label of valid) {
    for (const other of parameter.versions) other.labels.delete(label);
    version.labels.add(label);
  }
  if (valid.length > 0) announce(store, parameter, 'LabelParameterVersion');
  return {
    InvalidLabels: labels.filter((label) => !valid.includes(label)),
    ParameterVersion: version.version,
  } satisfies LabelParameterVersionResult;
}

export function unlabelParameterVersion(store: Store, input: Json): Json {
  const parameter = find(store, existingKey(text(input, 'Name', { min: 1, max: 2048 })));
  const version = findVersion(parameter, number(input, 'ParameterVersion'));
  const labels = readLabels(input);
  const removed = labels.filter((label) => version.labels.delete(label));
  return {
    RemovedLabels: removed,
    InvalidLabels: labels.filter((label) => !removed.includes(label)),
  } satisfies UnlabelParameterVersionResult;
}

function readLabels(input: Json): readonly string[] {
  return [...new Set(texts(input, 'Labels', { min: 1, max: 10 }, { min: 1, max: 100 }))];
}
