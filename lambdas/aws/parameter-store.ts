import {
  AddTagsToResourceCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  type ParameterTier,
  type ParameterType,
  PutParameterCommand,
  type SSMClient,
  type Parameter as SsmParameter,
  type Tag,
} from '@aws-sdk/client-ssm';
import pMap from 'p-map';
import { CallError, type Failure, isRetryable } from '../core/findings.ts';
import type { Layers } from '../core/overtaken.ts';
import type { Tags } from '../core/ownership.ts';
import type { ParameterMetadata, ParameterSight } from '../core/parameter.ts';
import { Secret } from '../core/secret.ts';
import type { Parameters } from '../pass/ports.ts';
import type { Caller } from './caller.ts';

/** What the tagging operations answer for a parameter that does not exist. */
const gone = ['InvalidResourceId'];

/** AWS's limits of one call. */
const namesOfGetParameters = 10;
const namesOfDescribeParameters = 50;

/** Reads and writes parameters. The pace spaces the calls; this many may wait for their answers at once. */
const concurrency = 4;

export class ParameterStore implements Parameters {
  readonly #client: SSMClient;
  readonly #caller: Caller;
  readonly #createKeyId: string | undefined;

  /** `createKeyId`: the customer key that new parameters are encrypted with; undefined means `aws/ssm`. */
  constructor(client: SSMClient, caller: Caller, createKeyId?: string) {
    this.#client = client;
    this.#caller = caller;
    this.#createKeyId = createKeyId;
  }

  async read(names: readonly string[]): Promise<ReadonlyMap<string, ParameterSight>> {
    const sights = await pMap(chunks(names, namesOfGetParameters), (chunk) => this.#readChunk(chunk), { concurrency });
    return new Map(sights.flatMap((sight) => [...sight]));
  }

  async metadata(names: readonly string[]): Promise<ReadonlyMap<string, ParameterMetadata>> {
    const found = new Map<string, ParameterMetadata>();
    for (const chunk of chunks(names, namesOfDescribeParameters)) {
      let token: string | undefined;
      do {
        const page = await this.#caller.call(
          { operation: 'DescribeParameters', pace: 'parameter-describe' },
          (options) =>
            this.#client.send(
              new DescribeParametersCommand({
                ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: chunk }],
                MaxResults: namesOfDescribeParameters,
                NextToken: token,
              }),
              options,
            ),
        );
        for (const { Name, Tier, KeyId, Version } of page?.Parameters ?? []) {
          found.set(spelled(Name), {
            tier: Tier ?? 'Standard',
            ...(KeyId && { keyId: KeyId }),
            ...(Version !== undefined && { version: Version }),
          });
        }
        token = page?.NextToken;
      } while (token !== undefined);
    }
    return found;
  }

  async tags(name: string): Promise<Tags | undefined> {
    const answer = await this.#caller.call(
      { operation: 'ListTagsForResource', pace: 'parameter-read', parameter: name, answers: gone },
      (options) => this.#client.send(new ListTagsForResourceCommand(taggable(name)), options),
    );
    return answer && new Map((answer.TagList ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  async tag(name: string, tags: Tags): Promise<void> {
    await this.#caller.call(
      { operation: 'AddTagsToResource', pace: 'parameter-read', parameter: name, answers: gone },
      (options) => this.#client.send(new AddTagsToResourceCommand({ ...taggable(name), Tags: listed(tags) }), options),
    );
  }

  async create(name: string, value: Secret, tags?: Tags): Promise<'created' | 'exists'> {
    const created = await this.#caller.call(
      { operation: 'PutParameter', pace: 'parameter-write', parameter: name, answers: ['ParameterAlreadyExists'] },
      (options) =>
        this.#client.send(
          new PutParameterCommand({
            Name: name,
            Value: value.reveal(),
            Type: 'SecureString',
            Overwrite: false,
            // The account's default tier may be the charged one that nothing leads down from.
            Tier: 'Standard',
            KeyId: this.#createKeyId,
            ...(tags && { Tags: listed(tags) }),
          }),
          options,
        ),
    );
    if (created) return 'created';
    // It may have stood there all along, reported as invalid because its key is not ours to use: this call says so.
    await this.#caller.call(
      { operation: 'GetParameter', pace: 'parameter-read', parameter: name, answers: ['ParameterNotFound'] },
      (options) => this.#client.send(new GetParameterCommand({ Name: name, WithDecryption: true }), options),
    );
    return 'exists';
  }

  /** Two reads: one of both could fail for either. And one for each try whose answer was lost. */
  async layers(name: string, version: number, text: Secret): Promise<Layers> {
    const [before, now] = await Promise.all([this.#readOther(name, version - 1, text), this.#readVersion(name, name)]);
    return { ...before, now };
  }

  /** The newest version, this one or an older one, that does not hold the text. */
  async #readOther(name: string, newest: number, text: Secret): Promise<Omit<Layers, 'now'>> {
    for (let version = newest; ; version -= 1) {
      const before = await this.#readVersion(`${name}:${version}`, name);
      if (version === 1 || before.kind !== 'present' || !before.parameter.value.equals(text))
        return { before, version };
    }
  }

  async update(name: string, value: Secret, as: { readonly type: string } & ParameterMetadata): Promise<number> {
    const answer = await this.#caller.call(
      { operation: 'PutParameter', pace: 'parameter-write', parameter: name },
      (options) =>
        this.#client.send(
          new PutParameterCommand({
            Name: name,
            Value: value.reveal(),
            Overwrite: true,
            // Left out, each of these may fall back to another one's default.
            Type: as.type as ParameterType,
            Tier: as.tier as ParameterTier,
            ...(as.type === 'SecureString' && { KeyId: as.keyId }),
          }),
          options,
        ),
    );
    return answer?.Version ?? 0;
  }

  async #readVersion(reference: string, parameter: string): Promise<ParameterSight> {
    try {
      const answers = ['ParameterNotFound', 'ParameterVersionNotFound'];
      const answer = await this.#caller.call(
        { operation: 'GetParameter', pace: 'parameter-read', parameter, answers },
        (options) => this.#client.send(new GetParameterCommand({ Name: reference, WithDecryption: true }), options),
      );
      return answer?.Parameter ? toSight(answer.Parameter) : { kind: 'absent' };
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return { kind: 'unreadable', finding: error.finding };
    }
  }

  async #readChunk(names: readonly string[]): Promise<ReadonlyMap<string, ParameterSight>> {
    const [only, ...others] = names;
    const about = others.length === 0 && only !== undefined ? { parameter: only } : {};
    try {
      const answer = await this.#caller.call(
        { operation: 'GetParameters', pace: 'parameter-read', ...about },
        (options) => this.#client.send(new GetParametersCommand({ Names: [...names], WithDecryption: true }), options),
      );
      const present = new Map((answer?.Parameters ?? []).map((found) => [spelled(found.Name), toSight(found)]));
      const absent = new Set((answer?.InvalidParameters ?? []).map(spelled));
      return new Map(
        names.map((name) => [name, present.get(name) ?? (absent.has(name) ? { kind: 'absent' } : unanswered)]),
      );
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const { finding } = error;
      if (others.length === 0 || isRetryable(finding))
        return new Map(names.map((name) => [name, { kind: 'unreadable', finding }]));
      // One value that cannot be decrypted, or one name that is not ours to read, fails all ten: ask for each by itself.
      const singly = await pMap(names, (name) => this.#readChunk([name]), { concurrency });
      return new Map(singly.flatMap((sight) => [...sight]));
    }
  }
}

/** An answer that names a parameter neither as found nor as missing does not say that it is absent. */
const unanswered: ParameterSight = {
  kind: 'unreadable',
  finding: {
    code: 'call-failed',
    operation: 'GetParameters',
    error: 'IncompleteAnswer',
    requestId: 'none',
  } satisfies Failure,
};

function toSight(found: SsmParameter): ParameterSight {
  return {
    kind: 'present',
    parameter: {
      version: found.Version ?? 0,
      type: found.Type ?? '',
      dataType: found.DataType ?? 'text',
      value: new Secret(found.Value ?? ''),
      ...(found.LastModifiedDate && { changedAt: found.LastModifiedDate.toISOString() }),
    },
  };
}

function taggable(name: string): { ResourceType: 'Parameter'; ResourceId: string } {
  return { ResourceType: 'Parameter', ResourceId: name };
}

function listed(tags: Tags): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** The one spelling we use: `Name` and `/Name` are the same parameter to AWS, and it may answer with either. */
function spelled(name = ''): string {
  return name.startsWith('/') ? name : `/${name}`;
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
