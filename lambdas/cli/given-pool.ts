import type { UserPool } from '../core/user-pool.ts';
import type { UserPools } from '../pass/ports.ts';

/** User pools of which one is as it is given: as it was seen already, or as it would be with other tags. */
export function withPool(pools: UserPools, given: UserPool): UserPools {
  return {
    pool: async (userPoolId) => (userPoolId === given.id ? given : pools.pool(userPoolId)),
    clients: (userPoolId) => pools.clients(userPoolId),
    client: (userPoolId, clientId) => pools.client(userPoolId, clientId),
    secretCount: (userPoolId, clientId) => pools.secretCount(userPoolId, clientId),
  };
}
