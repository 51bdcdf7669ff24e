/** Invariant 5: where a living client stands with a secret, no write of ours takes it away or puts an older one there. */
import type { Written } from '../chronicle.ts';
import type { PoolState } from '../pool-history.ts';
import type { Evidence, Violation } from './oracle.ts';
import { blockAt, standing } from './paper.ts';
import { basesOf, before, placesIn, sightedBy } from './window.ts';

export function judgeSecrets({ chronicle, deployed }: Evidence): readonly Violation[] {
  return chronicle.writes.flatMap((ours): Violation[] => {
    const stood = ours.deployment === undefined ? undefined : before(ours, chronicle);
    // What the run had not read it cannot have minded; that is invariant 4's affair.
    const bases = basesOf(ours, chronicle);
    if (stood === undefined || !bases.includes(stood)) return [];
    const sighted = sightedBy(ours, chronicle, deployed);
    return placesIn(sighted, ours.name).flatMap((place) => {
      const wrong = sighted.flatMap(({ states }) => wrongAt(place, stood, ours, states, bases)).at(0);
      return wrong === undefined
        ? []
        : [
            {
              invariant: 'never erased',
              found: `our version ${ours.version.version} of ${ours.name} ${wrong} at ${place}`,
            },
          ];
    });
  });
}

function wrongAt(
  place: string,
  stood: Written,
  ours: Written,
  states: readonly (PoolState | undefined)[],
  bases: readonly Written[],
): readonly string[] {
  const was = blockAt(stood.version, place);
  const is = blockAt(ours.version, place);
  const id = standing(was, 'clientId');
  const secret = standing(was, 'clientSecret');
  if (secret === undefined || id === undefined || standing(is, 'clientId') !== id) return [];
  const seen = states.map((state) => state?.clients.find((client) => client.id === id)?.secrets ?? []);
  // At some moment it had none, or was gone: then the run can have acted on that.
  if (seen.some((secrets) => secrets.length === 0)) return [];
  const now = standing(is, 'clientSecret');
  if (now === undefined) return ['takes a secret away'];
  // It can have been put back: a version that the run had gone over before it read it.
  if (bases.some(({ version }) => standing(blockAt(version, place), 'clientSecret') === now)) return [];
  const isMinded = seen.every((secrets) => secrets.includes(secret) || secrets.length > 1);
  return isMinded ? ['puts another secret over one that was to stay'] : [];
}
