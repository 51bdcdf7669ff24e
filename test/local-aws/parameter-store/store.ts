/** What the parameter store holds, and what its operations share. */
import type { ParameterInlinePolicy, ParameterTier, ParameterType } from '@aws-sdk/client-ssm';
import type { EventSink, TagListener } from '../collaborators.ts';
import { AwsError, type Site } from '../service.ts';
import type { Switches } from '../switches.ts';
import type { Keys } from './keys.ts';

export interface StoredVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  /** Of a `SecureString`, and only of that. */
  readonly keyId?: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly tier: ParameterTier;
  readonly policies: readonly ParameterInlinePolicy[];
  readonly dataType: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly modifiedBy: string;
  /** In the order in which they were attached. */
  readonly labels: Set<string>;
}

export interface StoredParameter {
  /** As first written: with or without the leading slash. */
  readonly name: string;
  readonly arn: string;
  /** Never empty; ascending, at most a hundred. */
  readonly versions: StoredVersion[];
  readonly tags: Map<string, string>;
}

export interface Store {
  readonly site: Site;
  readonly switches: Switches;
  readonly tags: TagListener;
  readonly events: EventSink;
  readonly now: () => number;
  readonly keys: Keys;
  /** By key: the name without its leading slash. */
  readonly parameters: Map<string, StoredParameter>;
  /** When a name was last deleted, by key; milliseconds since the epoch. */
  readonly deletedAt: Map<string, number>;
  /** How many Standard parameters there may be. */
  readonly standardLimit: number;
  /** What a page holds at most, whatever was asked for; then the first page is empty too. */
  pageLimit: number | undefined;
}

export function newest(parameter: StoredParameter): StoredVersion {
  const version = parameter.versions.at(-1);
  if (version === undefined) throw new Error(`${parameter.name} has no version`);
  return version;
}

/** The parameter of that key; `ParameterNotFound`, without a message as AWS sends it. */
export function find(store: Store, key: string): StoredParameter {
  const parameter = store.parameters.get(key);
  if (parameter === undefined) throw new AwsError('ParameterNotFound', '');
  return parameter;
}

/** One version by number; `ParameterVersionNotFound`. */
export function findVersion(parameter: StoredParameter, version: number): StoredVersion {
  const found = parameter.versions.find((candidate) => candidate.version === version);
  if (found === undefined) {
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${version} of ${parameter.name}. Verify the version and try again.`,
    );
  }
  return found;
}

/** All parameters in order of their names. */
export function inOrder(store: Store): StoredParameter[] {
  return [...store.parameters.values()].sort(byName);
}

export function byName(one: StoredParameter, other: StoredParameter): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** Tells the bus what happened, as Parameter Store does without any trail. */
export function announce(store: Store, parameter: StoredParameter, operation: string): void {
  const { type, description } = newest(parameter);
  store.events.publish({
    source: 'aws.ssm',
    detailType: 'Parameter Store Change',
    resources: [parameter.arn],
    detail: { operation, name: parameter.name, type, ...(description === undefined ? {} : { description }) },
  });
}
