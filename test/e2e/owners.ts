import type { Tag } from '@aws-sdk/client-ssm';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';

/** What the tags of a parameter are that one client has, and people who change them. */
interface Particulars {
  readonly place?: string;
  /** The deployment's name; the usual one when left out. */
  readonly deployment?: string;
}

/** The owner tag alone. */
export function ownerTag(
  { id: userPoolId }: Pick<PoolInWorld, 'id'>,
  client: { readonly id: string },
  { place = 'auth.cognito', deployment = 'cognito-ssm-sync' }: Particulars = {},
): Record<string, string> {
  return { [`ssm-sync:owner:${place}`]: `${userPoolId} ${client.id} ${deployment}` };
}

/** All tags of a parameter that we wrote and nobody else tagged. */
export function ownerTags(...owner: Parameters<typeof ownerTag>): Record<string, string> {
  return { 'ssm-sync:managed': 'true', ...ownerTag(...owner) };
}

export async function tagParameter(world: World, name: string, tags: Readonly<Record<string, string>>): Promise<void> {
  const Tags = Object.entries(tags).map(([Key, Value]): Tag => ({ Key, Value }));
  await world.did(world.as('person').ssm.addTagsToResource({ ResourceType: 'Parameter', ResourceId: name, Tags }));
}

export async function untagParameter(world: World, name: string, ...TagKeys: string[]): Promise<void> {
  await world.did(
    world.as('person').ssm.removeTagsFromResource({ ResourceType: 'Parameter', ResourceId: name, TagKeys }),
  );
}

/** Takes all tags away, ours and others'. */
export async function stripTags(world: World, name: string): Promise<void> {
  await untagParameter(world, name, ...Object.keys(world.aws.parameterStore.tagsOf(name)));
}
