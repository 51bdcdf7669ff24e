/**
 * The embedded SSM Parameter Store: strict where AWS is strict, deterministic, in memory. What AWS does not document
 * follows `Switches`.
 */
import type { ParameterMetadata } from '@aws-sdk/client-ssm';
import type { EventSink, TagListener } from '../collaborators.ts';
import type { Call, Json, Operation, Service, Site } from '../service.ts';
import type { Persistent } from '../state.ts';
import type { Switches } from '../switches.ts';
import type { Wire } from '../wire.ts';
import { deleteParameter, deleteParameters } from './deletion.ts';
import { describeParameters, getParameterHistory, showMetadata } from './describing.ts';
import { createKeys, type KeyRefusal, type KeyState } from './keys.ts';
import { labelParameterVersion, unlabelParameterVersion } from './labels.ts';
import { keyOf } from './names.ts';
import { putParameter } from './put.ts';
import { getParameter, getParameters, getParametersByPath } from './reading.ts';
import { inOrder, newest, type Store, type StoredVersion } from './store.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tags.ts';

/** What the operations are given, and what tests see of the state: decrypted, by any spelling of a name. */
export interface ParameterStore extends Service, Persistent {
  /** All names, in order. */
  names(): string[];
  /** The newest value; undefined when there is no such parameter. */
  value(name: string): string | undefined;
  /** All versions still kept, oldest first, with their values. */
  versions(name: string): readonly StoredVersion[];
  /** The newest version's metadata, as `DescribeParameters` shows it. */
  describe(name: string): Wire<ParameterMetadata> | undefined;
  tagsOf(name: string): Readonly<Record<string, string>>;
  /**
   * From now on nothing is encrypted or decrypted with this key. `InvalidKeyId` unless told otherwise: then it is
   * disabled, unless that is told otherwise too.
   */
  denyKey(keyId: string, refusal?: KeyRefusal, state?: KeyState): void;
  allowKey(keyId: string): void;
  keyState(keyId: string): KeyState;
  /** Pages hold at most this many, and the first is empty but carries a token; undefined ends it. */
  shortenPages(limit: number | undefined): void;
}

export function createParameterStore(options: {
  readonly site: Site;
  readonly switches: Switches;
  readonly tags: TagListener;
  readonly events: EventSink;
  /** Virtual time in milliseconds since the epoch. */
  readonly now: () => number;
  /** How many Standard parameters there may be; AWS's 10,000 when left out. */
  readonly standardLimit?: number;
}): ParameterStore {
  const store: Store = {
    standardLimit: 10_000,
    ...options,
    keys: createKeys(),
    parameters: new Map(),
    deletedAt: new Map(),
    pageLimit: undefined,
  };
  const find = (name: string) => store.parameters.get(keyOf(name));
  return {
    target: 'AmazonSSM',
    name: 'ssm',
    operations: operationsOf(store),
    names: () => inOrder(store).map(({ name }) => name),
    value(name) {
      const parameter = find(name);
      return parameter === undefined ? undefined : newest(parameter).value;
    },
    versions: (name) => [...(find(name)?.versions ?? [])],
    describe(name) {
      const parameter = find(name);
      return parameter === undefined ? undefined : showMetadata(parameter);
    },
    tagsOf: (name) => Object.fromEntries(find(name)?.tags ?? []),
    denyKey: (keyId, refusal = 'InvalidKeyId', state = refusal === 'InvalidKeyId' ? 'Disabled' : 'Enabled') =>
      store.keys.deny(keyId, refusal, state),
    keyState: (keyId) => store.keys.stateOf(keyId),
    allowKey: (keyId) => store.keys.allow(keyId),
    shortenPages(limit) {
      store.pageLimit = limit;
    },
    save: (): Saved => ({ parameters: store.parameters, deletedAt: store.deletedAt }),
    restore(saved) {
      const { parameters, deletedAt } = saved as Saved;
      for (const [key, parameter] of parameters) store.parameters.set(key, parameter);
      for (const [key, time] of deletedAt) store.deletedAt.set(key, time);
    },
  };
}

type Saved = Pick<Store, 'parameters' | 'deletedAt'>;

function operationsOf(store: Store): Readonly<Record<string, Operation>> {
  const on = (operation: (store: Store, input: Json, call: Call) => Json): Operation => {
    return (input, call) => operation(store, input, call);
  };
  return {
    PutParameter: on(putParameter),
    GetParameter: on(getParameter),
    GetParameters: on(getParameters),
    GetParametersByPath: on(getParametersByPath),
    DescribeParameters: on(describeParameters),
    GetParameterHistory: on(getParameterHistory),
    LabelParameterVersion: on(labelParameterVersion),
    UnlabelParameterVersion: on(unlabelParameterVersion),
    DeleteParameter: on(deleteParameter),
    DeleteParameters: on(deleteParameters),
    AddTagsToResource: on(addTagsToResource),
    RemoveTagsFromResource: on(removeTagsFromResource),
    ListTagsForResource: on(listTagsForResource),
  };
}
