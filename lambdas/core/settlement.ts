import type { Claim } from './claim.ts';
import type { Rejection } from './findings.ts';

/**
 * Who has each place.
 *
 *   standing at the place         | claimants           | outcome
 *   ------------------------------+---------------------+--------------------------------------------------------
 *   a claimant's id               | it and any others   | it keeps the place; the others: claimed-by-another-client
 *   anything else                 | one                 | it gets the place
 *   anything else                 | several             | all rejected: claimed-twice
 *   cannot be told                | any                 | nobody is judged; the document table stops each of them
 *
 * Before that, places of one parameter that contain one another reject all their claims: places-overlap.
 * A claim whose declaration is rejected counts as a claimant, so that nobody else gets what it holds, but never wins.
 */
export interface Settlement<Site> {
  readonly won: readonly Site[];
  readonly lost: readonly { readonly site: Site; readonly rejection: Rejection }[];
}

/** The id at a claim's place: undefined when none stands there, `unknown` when the document cannot be read that far. */
export type Standing = { readonly id: string | undefined } | 'unknown';

/** A claim with what stands at its place. */
export interface Claimant {
  readonly claim: Claim;
  readonly standing: Standing;
}

export function settle<Site extends Claimant>(sites: readonly Site[]): Settlement<Site> {
  const won: Site[] = [];
  const lost: { site: Site; rejection: Rejection }[] = [];
  for (const ofParameter of Map.groupBy(sites, ({ claim }) => claim.parameter).values()) {
    const overlapping = new Set(
      ofParameter.filter((site) => ofParameter.some((other) => nested(site.claim, other.claim))),
    );
    for (const site of overlapping) lost.push({ site, rejection: overlap(site.claim.parameter, [...overlapping]) });
    const separate = ofParameter.filter((site) => !overlapping.has(site));
    for (const claimants of Map.groupBy(separate, ({ claim }) => placeOf(claim)).values()) {
      // A target written twice by one client is one claim.
      const distinct = [...new Map(claimants.map((site) => [site.claim.client.id, site])).values()];
      for (const site of distinct) {
        const rejection = site.claim.rejection ?? judge(site, distinct);
        if (rejection) lost.push({ site, rejection });
        else won.push(site);
      }
    }
  }
  return { won, lost };
}

/** The place of a claim as people write it, e.g. `auth.cognito`. */
export function placeOf(claim: Claim): string {
  return claim.place.join('.');
}

/** The claims to parameters that several clients claim: the only ones that one another's fate can depend on. */
export function shared(claims: readonly Claim[]): ReadonlySet<Claim> {
  const groups = Map.groupBy(claims, ({ parameter }) => parameter).values();
  return new Set([...groups].filter((group) => new Set(group.map(({ client }) => client.id)).size > 1).flat());
}

function judge({ claim, standing }: Claimant, claimants: readonly Claimant[]): Rejection | undefined {
  if (standing === 'unknown' || claimants.length === 1) return undefined;
  const clients = claimants.map((other) => other.claim.client.id);
  const { parameter } = claim;
  const place = placeOf(claim);
  if (standing.id === undefined || !clients.includes(standing.id))
    return { code: 'claimed-twice', parameter, place, clients };
  return standing.id === claim.client.id
    ? undefined
    : { code: 'claimed-by-another-client', parameter, place, holder: standing.id };
}

/** Whether one place contains the other; a place does not contain itself. */
function nested(one: Claim, other: Claim): boolean {
  const [outer, inner] = one.place.length < other.place.length ? [one.place, other.place] : [other.place, one.place];
  return outer.length < inner.length && outer.every((name, level) => name === inner[level]);
}

function overlap(parameter: string, sites: readonly Claimant[]): Rejection {
  return { code: 'places-overlap', parameter, places: [...new Set(sites.map(({ claim }) => placeOf(claim)))].sort() };
}
