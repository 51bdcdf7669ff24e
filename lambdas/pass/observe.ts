import pMap from 'p-map';
import { CallError, type Failure, isBlock } from '../core/findings.ts';
import type { ClientSight, Needs, World } from '../core/world.ts';
import type { Parameters, UserPools } from './ports.ts';

/** Calls under way at once; how fast they start is the pace's affair. */
const concurrency = 4;

/**
 * Looks at what is needed and adds it to the world. One client or parameter that cannot be looked at is a failure in
 * its own place; a listing that fails is thrown, for without it nothing can be decided.
 */
export async function observe(needs: Needs, world: World, pools: UserPools, parameters: Parameters): Promise<World> {
  const { id } = world.pool;
  const described = await pMap(
    needs.clients,
    async (clientId): Promise<[string, ClientSight]> => [
      clientId,
      (await orFailure(() => pools.client(id, clientId))) ?? 'missing',
    ],
    { concurrency },
  );
  const secretCounts = await pMap(
    needs.secretCounts,
    async (clientId): Promise<[string, number | Failure]> => [
      clientId,
      await orFailure(() => pools.secretCount(id, clientId)),
    ],
    { concurrency },
  );
  const sights = needs.parameters.size > 0 ? await parameters.read([...needs.parameters]) : [];
  return {
    pool: world.pool,
    listed: needs.listing ? await pools.clients(id) : world.listed,
    described: new Map([...world.described, ...described]),
    secretCounts: new Map([...world.secretCounts, ...secretCounts]),
    parameters: new Map([...world.parameters, ...sights]),
    metadata: new Map([...world.metadata, ...(await metadataOf([...needs.metadata], parameters))]),
  };
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
