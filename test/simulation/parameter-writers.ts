/** Everybody else who writes parameters: blind writers, those who read and write back, and people with an editor. */
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { Account } from './account.ts';
import type { Deed, Tags } from './story.ts';

type ParameterDeed = Extract<
  Deed,
  { does: 'put' | 'edit' | 'edit-ours' | 'delete-parameter' | 'tag-parameter' | 'untag-parameter' }
>;

export class ParameterWriters {
  /** Everything in what they stored that must not leak. */
  readonly secrets: string[] = [];
  readonly #account: Account;
  readonly #aws: LocalAws;
  readonly #fill: (text: string) => string;

  constructor(account: Account, aws: LocalAws, fill: (text: string) => string) {
    this.#account = account;
    this.#aws = aws;
    this.#fill = fill;
  }

  async act(deed: ParameterDeed): Promise<void> {
    const Name = this.#fill(deed.name);
    switch (deed.does) {
      case 'put':
        return this.#put(Name, this.#fill(deed.text), { Type: 'SecureString', ...deed.more });
      case 'edit':
        return this.#change(Name, deed.pauseMilliseconds, (document) => ({ ...document, [deed.key]: deed.value }));
      case 'edit-ours':
        return this.#change(Name, 0, (document) => this.#editOurs(document, deed.place.split('.'), deed));
      case 'delete-parameter':
        await this.#account.call('person', 'ssm', 'DeleteParameter', { Name });
        return;
      case 'tag-parameter':
        return this.#tag(Name, deed.tags);
      case 'untag-parameter':
        await this.#account.call('person', 'ssm', 'RemoveTagsFromResource', {
          ResourceType: 'Parameter',
          ResourceId: Name,
          TagKeys: [this.#fill(deed.key)],
        });
        return;
      default:
        return deed satisfies never;
    }
  }

  async #put(Name: string, Value: string, more: Tags): Promise<void> {
    this.secrets.push(...(Value.match(/s3cr3t-[\w-]+/g) ?? []));
    await this.#account.call('pipeline', 'ssm', 'PutParameter', { Name, Value, Overwrite: true, ...more });
  }

  /** What is no JSON object is left alone. */
  async #change(Name: string, pause: number, change: (document: Tree) => Tree): Promise<void> {
    const { Parameter } = await this.#account.call('pipeline', 'ssm', 'GetParameter', { Name, WithDecryption: true });
    const { Value, Type } = Parameter as { readonly Value: string; readonly Type: string };
    if (pause > 0) await this.#aws.clock.sleep(pause);
    const document = treeIn(Value);
    if (document !== undefined) await this.#put(Name, JSON.stringify(change(document)), { Type });
  }

  #editOurs(document: Tree, [first = '', ...rest]: readonly string[], deed: Deed & { does: 'edit-ours' }): Tree {
    const inner = document[first];
    const within = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {};
    if (rest.length > 0) return { ...document, [first]: this.#editOurs(within, rest, deed) };
    const value = typeof deed.value === 'string' ? this.#fill(deed.value) : deed.value;
    return { ...document, [first]: { ...within, [deed.key]: value } };
  }

  async #tag(ResourceId: string, tags: Tags): Promise<void> {
    const Tags = Object.entries(tags).map(([key, value]) => ({ Key: this.#fill(key), Value: this.#fill(value) }));
    await this.#account.call('person', 'ssm', 'AddTagsToResource', { ResourceType: 'Parameter', ResourceId, Tags });
  }
}

type Tree = Readonly<Record<string, unknown>>;

function treeIn(text: string): Tree | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
