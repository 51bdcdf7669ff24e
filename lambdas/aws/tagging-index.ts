import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  type ResourceGroupsTaggingAPIClient,
  type ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { isDeclaration } from '../core/declaration.ts';
import { managed, ownersIn, type PoolOwnings } from '../core/ownership.ts';
import type { TaggingIndex } from '../pass/ports.ts';
import type { Caller } from './caller.ts';

/** Reads the tagging index: eventually consistent, and it may list what is gone; each thing is looked at again. */
export class ResourceTags implements TaggingIndex {
  readonly #client: ResourceGroupsTaggingAPIClient;
  readonly #caller: Caller;

  constructor(client: ResourceGroupsTaggingAPIClient, caller: Caller) {
    this.#client = client;
    this.#caller = caller;
  }

  /** Keys cannot be matched by prefix, so all tagged pools are listed. */
  async taggedPools(tagPrefix: string): Promise<readonly string[]> {
    const resources = await this.#resources({ ResourceTypeFilters: ['cognito-idp:userpool'] });
    const declaring = resources.filter(({ Tags }) => Tags?.some(({ Key = '' }) => isDeclaration(Key, tagPrefix)));
    return [...new Set(declaring.map(nameOf))].sort();
  }

  async ownedPlaces(deployment: string): Promise<ReadonlyMap<string, PoolOwnings>> {
    const resources = await this.#resources({
      ResourceTypeFilters: ['ssm:parameter'],
      TagFilters: [{ Key: managed.key, Values: [managed.value] }],
    });
    const owned = resources.flatMap((resource) => {
      const tags = new Map((resource.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
      // The slash before the name stands in the ARN once, however the name is written.
      const parameter = `/${nameOf(resource).replace(/^\/+/, '')}`;
      return ownersIn(tags).map(({ place, owner: { userPoolId, clientId, deployment } }) => ({
        userPoolId,
        deployment,
        owned: { parameter, place, clientId },
      }));
    });
    const byPool = Map.groupBy(owned, ({ userPoolId }) => userPoolId);
    return new Map(
      [...byPool].map(([userPoolId, group]) => {
        const { ours = [], theirs = [] } = Object.groupBy(group, (one) =>
          one.deployment === deployment ? 'ours' : 'theirs',
        );
        return [userPoolId, { owned: ours.map(({ owned }) => owned), foreign: theirs.map(({ owned }) => owned) }];
      }),
    );
  }

  /** A page can be empty while it carries a token. */
  async #resources(filters: GetResourcesCommandInput): Promise<readonly ResourceTagMapping[]> {
    const resources: ResourceTagMapping[] = [];
    let token: string | undefined;
    do {
      const page = await this.#caller.call({ operation: 'GetResources', pace: 'index-read' }, (options) =>
        this.#client.send(
          new GetResourcesCommand({ ...filters, ResourcesPerPage: 100, PaginationToken: token }),
          options,
        ),
      );
      resources.push(...(page?.ResourceTagMappingList ?? []));
      token = page?.PaginationToken || undefined;
    } while (token !== undefined);
    return resources;
  }
}

/** What comes after the type in `arn:…:userpool/<id>` and `arn:…:parameter/<name>`. */
function nameOf({ ResourceARN = '' }: ResourceTagMapping): string {
  return ResourceARN.slice(ResourceARN.indexOf('/') + 1);
}
