import { expect } from 'vitest';
import type { World } from '../world.ts';

/** Owner tags in the hands of others, who may tag parameters. */
const orders = '/layered-apis/orders';
export const ownerKey = 'ssm-sync:owner:auth.cognito';
/** What our own tag says of a place. */
export const owned = (pool: { id: string }, client: { id: string }, deployment = 'cognito-ssm-sync') =>
  `${pool.id} ${client.id} ${deployment}`;
/** A document with this client's credentials in it. */
export const standing = ({ id }: { readonly id: string }) =>
  JSON.stringify({ auth: { cognito: { clientId: id, clientSecret: 's3cr3t-1' } } });

/** Puts an owner tag on a parameter. */
export async function forge(world: World, value: string, { name = orders, key = ownerKey } = {}): Promise<void> {
  const Tags = [
    { Key: 'ssm-sync:managed', Value: 'true' },
    { Key: key, Value: value },
  ];
  const resource = { ResourceType: 'Parameter', ResourceId: name } as const;
  await world.did(world.as('pipeline').ssm.addTagsToResource({ ...resource, Tags }));
}

/** Takes the owner tag away. */
export async function takeAway(world: World, name = orders): Promise<void> {
  const resource = { ResourceType: 'Parameter', ResourceId: name } as const;
  await world.did(world.as('pipeline').ssm.removeTagsFromResource({ ...resource, TagKeys: [ownerKey] }));
}

/** Nothing is written any more, however often everything is looked at. */
export async function expectRest(world: World): Promise<void> {
  const text = world.text(orders);
  const version = world.version(orders);
  for (let sweep = 0; sweep < 3; sweep++) await world.sweep();
  expect([world.text(orders), world.version(orders)]).toEqual([text, version]);
  expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
}
