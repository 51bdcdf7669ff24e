import pMap from 'p-map';
import { CallError, type Failure, isBlock } from '../core/findings.ts';
import { type ClientSight, isClient, type Needs, type World } from '../core/world.ts';
import type { Parameters, UserPools } from './ports.ts';

/** Calls under way at once; how fast they start is the pace's affair. */
const concurrency = 4;

/**
 * Looks at what is needed and adds it to the world. One client or parameter that cannot be looked at is a failure in
 * its own place; a listing that fails is thrown, for without it nothing can be decided.
 */
export async function observe(needs: Needs, world: World, pools: UserPools, parameters: Parameters): Promise<World> {
  const { id } = world.pool;
  const secretCounts = await lookAtEach(needs.secretCounts, (clientId) =>
    orFailure(() => pools.secretCount(id, clientId)),
  );
  const described = await lookAtEach(
    [...needs.clients, ...toSeeAgain(needs, world)],
    async (clientId): Promise<ClientSight> => (await orFailure(() => pools.client(id, clientId))) ?? 'missing',
  );
  const sights = needs.parameters.size > 0 ? await parameters.read([...needs.parameters]) : [];
  const tags = await lookAtEach(needs.tags, (name) =>
    orFailure(async () => (await parameters.tags(name)) ?? new Map<string, string>()),
  );
  const otherPools = await lookAtEach(needs.otherPools, (userPoolId) =>
    orFailure(async () => (await pools.pool(userPoolId)) ?? 'missing'),
  );
  const otherClients = await pMap(
    needs.otherClients,
    async ([key, { userPoolId, clientId }]): Promise<[string, ClientSight]> => [
      key,
      (await orFailure(() => pools.client(userPoolId, clientId))) ?? 'missing',
    ],
    { concurrency },
  );
  return {
    pool: world.pool,
    listed: needs.listing ? await pools.clients(id) : world.listed,
    described: new Map([...world.described, ...described]),
    secretCounts: new Map([...world.secretCounts, ...secretCounts]),
    parameters: new Map([...world.parameters, ...sights]),
    metadata: new Map([...world.metadata, ...(await metadataOf([...needs.metadata], parameters))]),
    tags: new Map([...world.tags, ...tags]),
    otherPools: new Map([...world.otherPools, ...otherPools]),
    otherClients: new Map([...world.otherClients, ...otherClients]),
  };
}

/**
 * The clients whose shown secret must be seen once more, after the count. A shown secret replaces another stored one
 * when it is the only secret; seen before the count, it may have been deleted in between and be another than the one
 * counted. Seen after: what is still shown was there when one secret was counted, so it was that one.
 */
function toSeeAgain({ secretCounts }: Needs, { described }: World): readonly string[] {
  return [...secretCounts].filter((clientId) => {
    const sight = described.get(clientId);
    return isClient(sight) && sight.secret !== undefined;
  });
}

async function lookAtEach<Seen>(
  ids: Iterable<string>,
  look: (id: string) => Promise<Seen>,
): Promise<readonly (readonly [string, Seen])[]> {
  return pMap(ids, async (id): Promise<[string, Seen]> => [id, await look(id)], { concurrency });
}

async function metadataOf(names: readonly string[], parameters: Parameters): Promise<World['metadata']> {
  if (names.length === 0) return new Map();
  const found = await orFailure(() => parameters.metadata(names));
  return new Map(
    names.map((parameter) => {
      const metadata = 'code' in found ? found : found.get(parameter);
      return [parameter, metadata ?? { code: 'moved', parameter, found: 'it was deleted before its update' }];
    }),
  );
}

async function orFailure<Seen>(look: () => Promise<Seen>): Promise<Seen | Failure> {
  try {
    return await look();
  } catch (error) {
    // Only a parameter's own call can be blocked, and those are told apart in the parameter's sight.
    if (error instanceof CallError && !isBlock(error.finding)) return error.finding;
    throw error;
  }
}
