import { GetResourcesCommand, type ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { isDeclaration } from '../core/declaration.ts';
import type { TaggingIndex } from '../pass/ports.ts';
import type { Caller } from './caller.ts';

/** Reads the tagging index: eventually consistent, and it may list pools that are gone; each pool is read again. */
export class ResourceTags implements TaggingIndex {
  readonly #client: ResourceGroupsTaggingAPIClient;
  readonly #caller: Caller;

  constructor(client: ResourceGroupsTaggingAPIClient, caller: Caller) {
    this.#client = client;
    this.#caller = caller;
  }

  /** Keys cannot be matched by prefix, so all tagged pools are listed. A page can be empty while it carries a token. */
  async taggedPools(tagPrefix: string): Promise<readonly string[]> {
    const pools = new Set<string>();
    let token: string | undefined;
    do {
      const page = await this.#caller.call({ operation: 'GetResources', pace: 'index-read' }, (options) =>
        this.#client.send(
          new GetResourcesCommand({
            ResourceTypeFilters: ['cognito-idp:userpool'],
            ResourcesPerPage: 100,
            PaginationToken: token,
          }),
          options,
        ),
      );
      for (const { ResourceARN, Tags } of page?.ResourceTagMappingList ?? []) {
        const declares = Tags?.some(({ Key = '' }) => isDeclaration(Key, tagPrefix));
        if (declares && ResourceARN !== undefined) pools.add(ResourceARN.slice(ResourceARN.indexOf('/') + 1));
      }
      token = page?.PaginationToken || undefined;
    } while (token !== undefined);
    return [...pools].sort();
  }
}
