/** Whether a client may have got a place, by anything that the run that gave it can have seen. */
import type { Rules } from '../deployments.ts';
import { mayTake, ownerIn, type Tags } from './contest.ts';
import type { Sighted } from './window.ts';
import type { Wish } from './wishes.ts';

interface Take {
  readonly id: string;
  readonly place: string;
  readonly parameter: string;
  readonly rules: Rules;
  readonly sighted: readonly Sighted[];
  readonly tags: readonly Tags[];
}

export function isDeclaredThere(take: Take): boolean {
  return take.sighted.some(({ wishes }) =>
    wishes.flat().some((wish) => wish.client.id === take.id && isThere(wish, take)),
  );
}

/** `taken`: whose id stood there. Of several claimants of one pool nobody gets it, unless it had it last. */
export function isLegal(take: Take & { readonly taken: string | undefined }): boolean {
  const { id, taken, sighted, tags, place, rules } = take;
  return sighted.some(({ wishes }) =>
    wishes.some((seen) => {
      const there = seen.filter((wish) => isThere(wish, take));
      const own = there.find(({ client }) => client.id === id);
      if (own === undefined || there.some(({ client }) => client.id === taken)) return false;
      const isAlone = there.every(({ client }) => client.id === id);
      return tags.some((found) => {
        if (!isAlone && ownerIn(found, place)?.clientId !== id) return false;
        if (taken === undefined) return true;
        const others = sighted.find(({ id: poolId }) => poolId === ownerIn(found, place)?.poolId)?.states ?? [
          undefined,
        ];
        return others.some((other) => mayTake(own, taken, found, rules, () => other));
      });
    }),
  );
}

function isThere(wish: Wish, { place, parameter }: Take): boolean {
  return wish.place === place && wish.parameter === parameter;
}
