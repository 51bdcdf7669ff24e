/**
 * `PutParameter`: creating or overwriting, the hundred versions that are kept, the rest that a deleted name needs.
 * Nothing is stored before everything is checked; an identical value makes a new version all the same.
 */
import type { PutParameterResult } from '@aws-sdk/client-ssm';
import { AwsError, type Call, type Json } from '../service.ts';
import { arnOf, checkNewName, keyOf } from './names.ts';
import { nextVersion } from './next-version.ts';
import { readPutRequest } from './put-request.ts';
import { announce, newest, type Store, type StoredParameter } from './store.ts';
import { applyTags } from './tags.ts';

const maximumVersions = 100;
/** "Wait for at least 30 seconds after deleting a parameter before creating one of the same name." */
const restAfterDeletion = 30_000;

export function putParameter(store: Store, input: Json, call: Call): Json {
  const request = readPutRequest(input);
  checkNewName(store.site, request.name);
  const key = keyOf(request.name);
  const existing = store.parameters.get(key);
  if (existing !== undefined && !request.overwrite) throw alreadyExists();
  if (existing === undefined) checkRest(store, key, request.overwrite);

  const version = nextVersion(store, request, existing === undefined ? undefined : newest(existing), call);
  if (existing !== undefined) makeRoom(existing);
  const parameter: StoredParameter = existing ?? {
    name: request.name,
    arn: arnOf(store.site, key),
    versions: [],
    tags: new Map(),
  };
  parameter.versions.push(version);
  store.parameters.set(key, parameter);
  if (request.tags.size > 0) applyTags(store, parameter, request.tags);
  announce(store, parameter, existing === undefined ? 'Create' : 'Update');
  return { Version: version.version, Tier: version.tier } satisfies PutParameterResult;
}

/** Drops the oldest of a hundred versions, unless a label holds it: then a person has to move the label. */
function makeRoom(parameter: StoredParameter): void {
  const [oldest] = parameter.versions;
  if (oldest === undefined || parameter.versions.length < maximumVersions) return;
  if (oldest.labels.size > 0) {
    throw new AwsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${parameter.name} by calling the PutParameter API with the overwrite ` +
        `flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with ` +
        'it. Move the label to another version of the parameter, and try again.',
    );
  }
  parameter.versions.shift();
}

function checkRest(store: Store, key: string, overwrite: boolean): void {
  const deletedAt = store.deletedAt.get(key);
  if (deletedAt === undefined || store.now() - deletedAt >= restAfterDeletion) return;
  const reading = store.switches.nameAfterDeletion;
  switch (reading) {
    case 'already-exists':
      if (!overwrite) throw alreadyExists();
      return;
    case 'too-many-updates':
      throw new AwsError('TooManyUpdates', 'There are concurrent updates for a resource that supports one at a time.');
    case 'free':
      return;
    default:
      reading satisfies never;
  }
}

function alreadyExists(): AwsError {
  return new AwsError(
    'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  );
}
