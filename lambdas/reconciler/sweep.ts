import type { Deployment } from '../core/deployment.ts';
import { watches } from '../core/deployment.ts';
import type { Owned, PoolOwnings } from '../core/ownership.ts';
import type { SweepRequest } from '../core/request.ts';
import type { SweepQueue, TaggingIndex } from '../pass/ports.ts';

/**
 * Bytes of owned places that a message may carry, so that ten of them are within the 1 MiB of a batch. A pool that owns
 * more, a thousand places or so, is left to ask the index itself.
 */
const mostOwnedBytes = 80_000;

/**
 * A sweep finds the pools that declare something or own places, and sends one message a pool; the passes do the work.
 * Messages are named by sweep and pool, so that a sweep delivered twice sends nothing twice. Answers the number of pools.
 *
 * It does not start over an unfinished one, whose messages it would only double: then it answers `unfinished` and the
 * next one makes up for it. One that is delivered again goes on with its own messages, so it does not ask, and
 * `inHand`, the number of messages that are the sweep itself, is undefined.
 */
export async function sweep(
  request: SweepRequest,
  inHand: number | undefined,
  index: TaggingIndex,
  queue: SweepQueue,
  deployment: Deployment,
): Promise<number | 'unfinished'> {
  if (inHand !== undefined && (await queue.size()) > inHand) return 'unfinished';
  const owned = await index.ownedPlaces(deployment.name);
  const tagged = await index.taggedPools(deployment.tagPrefix);
  const owning = [...owned].filter(([, { owned }]) => owned.length > 0).map(([userPoolId]) => userPoolId);
  const pools = [...new Set([...tagged, ...owning])].filter((userPoolId) => watches(deployment, userPoolId));
  await queue.send(
    pools.map((userPoolId) => ({
      id: `${request.sweep}.${userPoolId}`,
      group: userPoolId,
      body: JSON.stringify({
        v: 1,
        kind: 'pool',
        userPoolId,
        at: request.sweep,
        sweep: request.sweep,
        ...carried(owned.get(userPoolId) ?? { owned: [], foreign: [] }),
      }),
    })),
  );
  return pools.length;
}

function carried({ owned, foreign }: PoolOwnings): object {
  const places = {
    owned: owned.map(toTuple),
    ...(foreign.length > 0 && { foreign: foreign.map(toTuple) }),
  };
  return JSON.stringify(places).length > mostOwnedBytes ? {} : places;
}

/** As core/request.ts reads it. */
function toTuple({ parameter, place, clientId }: Owned): readonly string[] {
  return [parameter, place, clientId];
}
