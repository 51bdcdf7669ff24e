import type { Claim } from './claim.ts';
import type { Failure, Rejection } from './findings.ts';
import { placeOf } from './ownership.ts';

/**
 * Who has each place.
 *
 *   standing at the place         | claimants           | outcome
 *   ------------------------------+---------------------+--------------------------------------------------------
 *   a claimant's id               | it and any others   | it keeps the place; the others: claimed-by-another-client
 *   anything else                 | one                 | it gets the place
 *   anything else                 | several, and the    | the one that is named keeps it; the others:
 *                                 | owner tag names one | claimed-by-another-client
 *   anything else                 | several             | all rejected: claimed-twice
 *   cannot be told                | any                 | nobody is judged; the document table stops each of them
 *
 * Before that, of places of one parameter that contain one another, one where a claimant stands stays, if no other of
 * them does; all other claims to them are rejected: places-overlap.
 * A claim whose declaration is rejected counts as a claimant, so that nobody else gets what it holds, but never wins.
 */
export interface Settlement<Site> {
  readonly won: readonly Site[];
  readonly lost: readonly { readonly site: Site; readonly finding: Rejection | Failure }[];
}

/** The id at a claim's place: undefined when none stands there, `unknown` when the document cannot be read that far. */
type Standing = { readonly id: string | undefined } | 'unknown';

/** A claim with what stands at its place. */
export interface Claimant {
  readonly claim: Claim;
  readonly standing: Standing;
  /** The client of this pool that the place's owner tag names; looked at only where several claim and none stands. */
  readonly owner?: string | Failure;
}

export function settle<Site extends Claimant>(sites: readonly Site[]): Settlement<Site> {
  const won: Site[] = [];
  const lost: { site: Site; finding: Rejection | Failure }[] = [];
  for (const ofParameter of Map.groupBy(sites, ({ claim }) => claim.parameter).values()) {
    const places = Map.groupBy(ofParameter, ({ claim }) => placeOf(claim));
    const occupied = new Set([...places].filter(([, claimants]) => claimants.some(stands)).map(([place]) => place));
    for (const [place, claimants] of places) {
      // A target written twice by one client is one claim.
      const distinct = [...new Map(claimants.map((site) => [site.claim.client.id, site])).values()];
      const overlapping = [...places.keys()].filter((other) => nested(place, other));
      const keeps = occupied.has(place) && !overlapping.some((other) => occupied.has(other));
      const judge =
        overlapping.length === 0 || keeps ? judgeOf(place, distinct) : rejectOverlap([place, ...overlapping]);
      for (const site of distinct) {
        const finding = site.claim.rejection ?? judge(site.claim);
        if (finding) lost.push({ site, finding });
        else won.push(site);
      }
    }
  }
  return { won, lost };
}

/** The claimants of places that several clients claim and none of them has. */
export function undecided<Site extends Claimant>(sites: readonly Site[]): readonly Site[] {
  const groups = Map.groupBy(sites, ({ claim }) => `${claim.parameter} ${placeOf(claim)}`).values();
  return [...groups]
    .filter((group) => new Set(group.map(({ claim }) => claim.client.id)).size > 1)
    .filter((group) => group.every((site) => site.standing !== 'unknown' && !stands(site)))
    .flat();
}

/** The claims to parameters that several clients claim: the only ones that one another's fate can depend on. */
export function shared(claims: readonly Claim[]): ReadonlySet<Claim> {
  const groups = Map.groupBy(claims, ({ parameter }) => parameter).values();
  return new Set([...groups].filter((group) => new Set(group.map(({ client }) => client.id)).size > 1).flat());
}

/** Whether the claim's client stands at the place. */
export function stands({ claim, standing }: Claimant): boolean {
  return standing !== 'unknown' && standing.id === claim.client.id;
}

/** Of all the clients that claim a place, as many are named to a person. */
const named = 5;

/** What becomes of each claim to a place; undefined: it wins. */
function judgeOf(place: string, claimants: readonly Claimant[]): (claim: Claim) => Rejection | Failure | undefined {
  const [first] = claimants;
  // All look at the same place, so what stands there is the same for all.
  if (first === undefined || first.standing === 'unknown' || claimants.length === 1) return () => undefined;
  const { parameter } = first.claim;
  const holder = claimants.find(stands) ?? claimants.find(({ claim, owner }) => claim.client.id === owner);
  if (holder !== undefined) {
    const { id } = holder.claim.client;
    return ({ client }) =>
      client.id === id ? undefined : { code: 'claimed-by-another-client', parameter, place, holder: id };
  }
  // Somebody may have the place, and who it is could not be seen.
  const failure = claimants.map(({ owner }) => owner).find((owner) => typeof owner === 'object');
  if (failure) return () => failure;
  const clients = claimants.slice(0, named).map(({ claim }) => claim.client.id);
  return () => ({ code: 'claimed-twice', parameter, place, count: claimants.length, clients });
}

function rejectOverlap(places: readonly string[]): (claim: Claim) => Rejection {
  return ({ parameter }) => ({ code: 'places-overlap', parameter, places: places.toSorted() });
}

/** Whether one place contains the other; a place does not contain itself. Their names hold no dots. */
function nested(one: string, other: string): boolean {
  return one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
