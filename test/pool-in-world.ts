import type {
  AddUserPoolClientSecretRequest,
  CreateUserPoolClientRequest,
  UpdateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CallerName } from './local-aws/callers.ts';
import type { World } from './world.ts';

/** A user pool, and what people do with it. */
export class PoolInWorld {
  readonly #world: World;
  readonly id: string;
  readonly arn: string;

  constructor(world: World, id: string, arn: string) {
    this.#world = world;
    this.id = id;
    this.arn = arn;
    world.pools.push(id);
  }

  /** Makes a machine client (or, with `GenerateSecret: false`, a public one); its id and secret as Cognito gives them. */
  async createClient(
    name: string,
    more: Partial<CreateUserPoolClientRequest> = {},
    as: CallerName = 'person',
  ): Promise<{ id: string; secret: string }> {
    const machine = {
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials' as const],
      AllowedOAuthScopes: ['api/read'],
      AllowedOAuthFlowsUserPoolClient: true,
    };
    const settings = more.GenerateSecret === false ? {} : machine;
    const { UserPoolClient } = await this.#world.did(
      this.#world.as(as).cognito.createUserPoolClient({ UserPoolId: this.id, ClientName: name, ...settings, ...more }),
    );
    return { id: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' };
  }

  async renameClient(id: string, name: string): Promise<void> {
    await this.#world.did(
      this.#world.as('person').cognito.updateUserPoolClient({ UserPoolId: this.id, ClientId: id, ClientName: name }),
    );
  }

  async deleteClient(id: string, as: CallerName = 'person'): Promise<void> {
    await this.#world.did(this.#world.as(as).cognito.deleteUserPoolClient({ UserPoolId: this.id, ClientId: id }));
  }

  async tag(tags: Record<string, string>): Promise<void> {
    await this.#world.did(this.#world.as('person').cognito.tagResource({ ResourceArn: this.arn, Tags: tags }));
  }

  async untag(...keys: string[]): Promise<void> {
    await this.#world.did(this.#world.as('person').cognito.untagResource({ ResourceArn: this.arn, TagKeys: keys }));
  }

  async createDomain(domain: string, custom = false): Promise<void> {
    const certificate = {
      CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
    };
    await this.#world.did(
      this.#world.as('person').cognito.createUserPoolDomain({
        UserPoolId: this.id,
        Domain: domain,
        ...(custom && { CustomDomainConfig: certificate }),
      }),
    );
  }

  async deleteDomain(domain: string): Promise<void> {
    await this.#world.did(
      this.#world.as('person').cognito.deleteUserPoolDomain({ UserPoolId: this.id, Domain: domain }),
    );
  }

  /** Adds a secret; its value, generated or the given one, and its id. */
  async addSecret(
    clientId: string,
    more: Partial<AddUserPoolClientSecretRequest> = {},
  ): Promise<{ id: string; value: string }> {
    const { ClientSecretDescriptor } = await this.#world.did(
      this.#world.as('person').cognito.addUserPoolClientSecret({ UserPoolId: this.id, ClientId: clientId, ...more }),
    );
    return {
      id: ClientSecretDescriptor?.ClientSecretId ?? '',
      value: more.ClientSecret ?? ClientSecretDescriptor?.ClientSecretValue ?? '',
    };
  }

  /** Deletes the oldest of a client's secrets: the original, unless that is gone. */
  async deleteOldestSecret(clientId: string): Promise<void> {
    const { cognito } = this.#world.as('person');
    const { ClientSecrets } = await this.#world.did(
      cognito.listUserPoolClientSecrets({ UserPoolId: this.id, ClientId: clientId }),
    );
    const [oldest] = (ClientSecrets ?? []).toSorted(
      (one, other) => Number(one.ClientSecretCreateDate) - Number(other.ClientSecretCreateDate),
    );
    await this.deleteSecret(clientId, oldest?.ClientSecretId ?? '');
  }

  async deleteSecret(clientId: string, secretId: string): Promise<void> {
    const { cognito } = this.#world.as('person');
    await this.#world.did(
      cognito.deleteUserPoolClientSecret({ UserPoolId: this.id, ClientId: clientId, ClientSecretId: secretId }),
    );
  }

  /** Updates the pool; what is left out falls to AWS's defaults, tags perhaps too (switch `tagsLeftOutOfUpdate`). */
  async update(more: Partial<UpdateUserPoolRequest> = {}): Promise<void> {
    await this.#world.did(this.#world.as('person').cognito.updateUserPool({ UserPoolId: this.id, ...more }));
  }

  /** A stranger registers at the pool's domain: a dynamic client, and no event. Its id. */
  register(clientName: string): string {
    return this.#world.aws.cognito.registerDynamically(this.id, { clientName }).clientId;
  }

  async delete(): Promise<void> {
    await this.#world.did(this.#world.as('person').cognito.deleteUserPool({ UserPoolId: this.id }));
  }
}
