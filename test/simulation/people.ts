/**
 * Does what the story says: people, pipelines, CloudFormation, strangers and other programs. A deed that AWS refuses, or
 * whose client or pool is not there, is a deed that came to nothing.
 */
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { Queue } from '../local-aws/queue/queue.ts';
import { AwsError, type Json } from '../local-aws/service.ts';
import { Account } from './account.ts';
import type { Chronicle } from './chronicle.ts';
import { ParameterWriters } from './parameter-writers.ts';
import type { Deed, Tags } from './story.ts';

export interface Surroundings {
  readonly aws: LocalAws;
  readonly chronicle: Chronicle;
  readonly queues: Readonly<Record<'events' | 'sweeps', Queue>>;
}

const certificate = {
  CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
};
const machine = {
  GenerateSecret: true,
  AllowedOAuthFlows: ['client_credentials'],
  AllowedOAuthScopes: ['api/read'],
  AllowedOAuthFlowsUserPoolClient: true,
};

export class People {
  /** What the story calls them, by their ids; of those called the same the later ones have a number. */
  readonly names = new Map<string, string>();
  /** Bodies of messages that nobody can understand. */
  readonly nonsense: string[] = [];
  readonly #ids = new Map<string, string>();
  readonly #surroundings: Surroundings;
  readonly #account: Account;
  readonly #writers: ParameterWriters;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#account = new Account(surroundings.aws);
    this.#writers = new ParameterWriters(this.#account, surroundings.aws, (text) => this.#fill(text));
  }

  /** What other people stored: it must not leak. */
  get secrets(): readonly string[] {
    return this.#writers.secrets;
  }

  async act(deed: Deed): Promise<void> {
    try {
      await this.#act(deed);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#surroundings.chronicle.note(`${deed.does} was refused with ${error.code}`);
    }
  }

  async #act(deed: Deed): Promise<void> {
    switch (deed.does) {
      case 'create-pool':
        return this.#createPool(deed);
      case 'delete-pool':
        return this.#cognito('DeleteUserPool', { UserPoolId: this.#id(deed.pool) });
      case 'tag':
        return this.#cognito('TagResource', { ResourceArn: this.#arn(deed.pool), Tags: this.#filled(deed.tags) });
      case 'untag':
        return this.#cognito('UntagResource', { ResourceArn: this.#arn(deed.pool), TagKeys: [this.#fill(deed.key)] });
      case 'update-pool':
        return this.#cognito('UpdateUserPool', {
          UserPoolId: this.#id(deed.pool),
          ...(deed.name !== undefined && { PoolName: deed.name }),
          ...(deed.tags && { UserPoolTags: this.#filled(deed.tags) }),
        });
      case 'create-client':
        return this.#createClient(deed);
      case 'delete-client':
        return this.#cognito('DeleteUserPoolClient', this.#client(deed), deed.as);
      case 'rename-client':
        return this.#cognito('UpdateUserPoolClient', { ...this.#client(deed), ClientName: deed.name });
      case 'register-stranger':
        return this.#register(deed);
      case 'add-secret':
        return this.#cognito('AddUserPoolClientSecret', this.#client(deed));
      case 'delete-secret':
        return this.#deleteSecret(deed);
      case 'create-domain':
        return this.#cognito('CreateUserPoolDomain', {
          UserPoolId: this.#id(deed.pool),
          Domain: deed.domain,
          ...(deed.isCustom && { CustomDomainConfig: certificate }),
        });
      case 'delete-domain':
        return this.#cognito('DeleteUserPoolDomain', { UserPoolId: this.#id(deed.pool), Domain: deed.domain });
      case 'put':
      case 'edit':
      case 'edit-ours':
      case 'delete-parameter':
      case 'tag-parameter':
      case 'untag-parameter':
        return this.#writers.act(deed);
      case 'send-nonsense': {
        const queue = this.#surroundings.queues[deed.queue];
        const group = queue.attributes.fifo && { groupId: 'nonsense', deduplicationId: deed.body.slice(0, 100) };
        queue.send({ body: deed.body, senderId: 'somebody', ...group });
        this.nonsense.push(deed.body);
        return;
      }
      default:
        return deed satisfies never;
    }
  }

  async #cognito(
    operation: string,
    input: Json,
    as: 'person' | 'pipeline' | 'cloudformation' | 'reconciler' = 'person',
  ) {
    await this.#account.call(as, 'cognito', operation, input);
  }

  async #createPool({ pool, name, tags }: Deed & { does: 'create-pool' }): Promise<void> {
    const { UserPool } = await this.#account.call('person', 'cognito', 'CreateUserPool', {
      PoolName: name,
      UserPoolTags: this.#filled(tags),
    });
    const { Id } = UserPool as { readonly Id: string };
    this.#call(pool, Id);
    await this.#cognito('CreateResourceServer', {
      UserPoolId: Id,
      Identifier: 'api',
      Name: 'api',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }],
    });
  }

  async #createClient({ pool, client, name, isPublic, as }: Deed & { does: 'create-client' }): Promise<void> {
    const input = { UserPoolId: this.#id(pool), ClientName: name, ...(isPublic ? {} : machine) };
    const { UserPoolClient } = await this.#account.call(as, 'cognito', 'CreateUserPoolClient', input);
    this.#call(client, (UserPoolClient as { readonly ClientId: string }).ClientId);
  }

  #register({ pool, client, name }: Deed & { does: 'register-stranger' }): void {
    const { aws, chronicle } = this.#surroundings;
    const id = this.#id(pool);
    if (chronicle.pools.now(id) === undefined) return;
    this.#call(client, aws.cognito.registerDynamically(id, { clientName: name }).clientId);
    chronicle.note(`a stranger registers as ${name}`);
    chronicle.pools.note(chronicle.lines.length - 1, id);
  }

  async #deleteSecret(deed: Deed & { does: 'delete-secret' }): Promise<void> {
    const client = this.#client(deed);
    const { ClientSecrets } = await this.#account.call('person', 'cognito', 'ListUserPoolClientSecrets', client);
    const secrets = ClientSecrets as readonly { readonly ClientSecretId: string }[];
    const secret = deed.which === 'oldest' ? secrets[0] : secrets.at(-1);
    await this.#cognito('DeleteUserPoolClientSecret', { ...client, ClientSecretId: secret?.ClientSecretId ?? 'none' });
  }

  #client({ pool, client }: { readonly pool: string; readonly client: string }): Json {
    return { UserPoolId: this.#id(pool), ClientId: this.#id(client) };
  }

  #call(name: string, id: string): void {
    const before = [...this.names.values()].filter((other) => other.split('.')[0] === name).length;
    this.#ids.set(name, id);
    this.names.set(id, before === 0 ? name : `${name}.${before + 1}`);
  }

  #id(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new AwsError('NobodyOfThisName', `There is no ${name}.`);
    return id;
  }

  #arn(pool: string): string {
    const { partition, region, account } = this.#surroundings.aws.site;
    return `arn:${partition}:cognito-idp:${region}:${account}:userpool/${this.#id(pool)}`;
  }

  /** Whoever is not there yet is written as one of AWS's ids that nobody has. */
  #fill(text: string): string {
    return text.replaceAll(/\{(\w+)(!?)\}/g, (_, name: string, mark: string) => {
      const id = this.#ids.get(name) ?? '7nobody0nobody0nobody0nobo';
      return mark === '' ? id : this.#newestSecret(id);
    });
  }

  #newestSecret(clientId: string): string {
    const { pools } = this.#surroundings.chronicle;
    const clients = pools.ids.flatMap((id) => pools.now(id)?.clients ?? []);
    return clients.find(({ id }) => id === clientId)?.secrets.at(-1) ?? 'nothing';
  }

  #filled(tags: Tags): Tags {
    return Object.fromEntries(Object.entries(tags).map(([key, value]) => [this.#fill(key), this.#fill(value)]));
  }
}
