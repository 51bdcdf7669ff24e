import type { Tag } from '@aws-sdk/client-ssm';
import { expect } from 'vitest';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Pools that are led to one place, what its tags say of whose it is, and people who change them. */
export const orders = '/layered-apis/orders';

/** A pool with a client “orders” and a domain of the pool's name. */
export interface Side {
  readonly pool: PoolInWorld;
  readonly client: { readonly id: string; readonly secret: string };
  readonly domain: string;
}

export async function side(world: World, domain: string): Promise<Side> {
  const pool = await world.createPool(domain, { tags: { 'ssm-sync:orders': orders }, domain });
  return { pool, client: await pool.createClient('orders'), domain };
}

/** One pool with one client, which has its place unless something speaks against it. */
export interface Opened {
  readonly world: World;
  readonly pool: PoolInWorld;
  readonly client: { readonly id: string; readonly secret: string };
}

export async function opened(
  options: Parameters<typeof openWorld>[0] = {},
  tags: Record<string, string> = { 'ssm-sync:orders': orders },
): Promise<Opened> {
  const world = openWorld(options);
  const pool = await world.createPool('apis', { tags, domain: 'acme' });
  const client = await pool.createClient('orders');
  await world.settle();
  return { world, pool, client };
}

/** Somebody's document with other credentials than the client's. */
export function edited(client: Opened['client'], difference: object): string {
  return JSON.stringify({ theirs: 1, auth: { cognito: { ...credentialsOf(client), ...difference } } });
}

/** That this side has the place, and the tags say so. */
export function expectAt(world: World, { pool, client, domain }: Side): void {
  expect(world.credentials(orders)).toEqual(credentialsOf(client, domain));
  expect(world.aws.parameterStore.tagsOf(orders)).toEqual(ownerTags(pool, client));
}

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
