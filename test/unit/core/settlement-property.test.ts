import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOf } from '../../../lambdas/core/ownership.ts';
import { type Claimant, settle } from '../../../lambdas/core/settlement.ts';
import { claim, idOf } from './builders.ts';

/** Few of everything, so that claims meet. */
const names = fc.constantFrom('a', 'b', 'c', 'd');
const spots = fc.record({
  parameter: fc.constantFrom('/apis/x', '/apis/y'),
  place: fc.constantFrom(['p'], ['p', 'q'], ['r'], ['s', 't']),
});

/** Claims, and for each place who stands there: what stands there is the same for all its claimants. */
const sites: fc.Arbitrary<readonly Claimant[]> = fc
  .record({
    claims: fc.array(fc.record({ name: names, spot: spots, twice: fc.boolean() }), { maxLength: 12 }),
    standing: fc.array(fc.option(fc.oneof(names, fc.constant('unknown')), { nil: undefined }), {
      minLength: 8,
      maxLength: 8,
    }),
  })
  .map(({ claims, standing }) => {
    const all = ['/apis/x', '/apis/y'].flatMap((parameter) => ['p', 'p.q', 'r', 's.t'].map((p) => `${parameter} ${p}`));
    return claims.map(({ name, spot, twice }): Claimant => {
      const made = claim(name, {
        ...spot,
        ...(twice && { rejection: { code: 'declared-twice', tags: ['x', 'y'], client: idOf(name) } }),
      });
      const stands = standing[all.indexOf(`${spot.parameter} ${placeOf(made)}`)];
      return {
        claim: made,
        standing: stands === 'unknown' ? 'unknown' : { id: stands === undefined ? undefined : idOf(stands) },
      };
    });
  });

const spotOf = ({ claim }: Claimant): string => `${claim.parameter} ${placeOf(claim)}`;
const told = (site: Claimant): string => `${spotOf(site)} ${site.claim.client.id}`;

test('no place that can be read goes to two clients', () => {
  return fc.assert(
    fc.property(sites, (claimants) => {
      const won = settle(claimants).won.filter(({ standing }) => standing !== 'unknown');
      expect(new Set(won.map(spotOf)).size).toBe(won.length);
    }),
    { numRuns: 1000 },
  );
});

test('no place is taken from a claimant that stands there', () => {
  return fc.assert(
    fc.property(sites, (claimants) => {
      for (const { claim, standing } of settle(claimants).won) {
        if (standing === 'unknown' || standing.id === undefined || standing.id === claim.client.id) continue;
        const standingClaim = claimants.find(
          (other) => spotOf(other) === spotOf({ claim, standing }) && other.claim.client.id === standing.id,
        );
        expect(standingClaim).toBeUndefined();
      }
    }),
    { numRuns: 1000 },
  );
});

test('no two places that go to anybody contain one another', () =>
  fc.assert(
    fc.property(sites, (claimants) => {
      const won = settle(claimants).won.map(spotOf);
      expect(won.filter((inner) => won.some((outer) => inner.startsWith(`${outer}.`)))).toEqual([]);
    }),
    { numRuns: 500 },
  ));

test('every claimant of a place is answered for it: it has it, or is told why not', () => {
  return fc.assert(
    fc.property(sites, (claimants) => {
      const { won, lost } = settle(claimants);
      const answered = [...won, ...lost.map(({ site }) => site)].map(told);
      expect(new Set(answered)).toEqual(new Set(claimants.map(told)));
      const answeredBoth = won.filter((site) => lost.some((other) => told(other.site) === told(site)));
      expect(answeredBoth).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('no claim whose declaration is rejected wins', () => {
  return fc.assert(
    fc.property(sites, (claimants) => {
      expect(settle(claimants).won.filter(({ claim }) => claim.rejection)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the order of claims changes nothing', () => {
  // One client's claims of one place are alike, as they are when they come from tags.
  const alike = sites.map((claimants) => [...new Map(claimants.map((site) => [told(site), site])).values()]);
  const summary = (claimants: readonly Claimant[]): unknown => {
    const { won, lost } = settle(claimants);
    const clients = (rejection: { clients?: readonly string[] }): readonly string[] =>
      [...(rejection.clients ?? [])].sort();
    return {
      won: won.map(told).sort(),
      lost: lost
        .map(({ site, finding }) =>
          JSON.stringify([told(site), { ...finding, ...('clients' in finding && { clients: clients(finding) }) }]),
        )
        .sort(),
    };
  };
  return fc.assert(
    fc.property(
      alike.chain((claimants) =>
        fc.tuple(fc.constant(claimants), fc.shuffledSubarray([...claimants], { minLength: claimants.length })),
      ),
      ([claimants, shuffled]) => {
        expect(summary(shuffled)).toEqual(summary(claimants));
      },
    ),
    { numRuns: 1000 },
  );
});
