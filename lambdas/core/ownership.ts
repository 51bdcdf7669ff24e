import type { Claim } from './claim.ts';

/**
 * Whose a place is, as the tags of its parameter say:
 *
 *   ssm-sync:managed        = true                                   one query of the tagging index finds all of them
 *   ssm-sync:owner:<place>  = <user pool id> <client id> <deployment>
 *
 * Their keys are the same in every deployment, so that one can read another's. They are written by whoever may tag the
 * parameter, so they are a pointer that is checked against the pool it names, and never authority.
 */
export type Tags = ReadonlyMap<string, string>;

/** Whom a place was given to, and by which deployment. */
export interface Owner {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly deployment: string;
}

/** A place of a parameter with the client that it was given to. */
export interface Owned {
  readonly parameter: string;
  readonly place: string;
  readonly clientId: string;
}

/** What the tagging index gives to the clients of a pool. */
export interface PoolOwnings {
  /** In this deployment's name. */
  readonly owned: readonly Owned[];
  /** In the names of others: deployments that do the same, or that this one was called before. */
  readonly foreign: readonly Owned[];
}

/** What marks a parameter as one that we write. */
export const managed = { key: 'ssm-sync:managed', value: 'true' };

const ownerKey = 'ssm-sync:owner:';

/** The key of the tag that says whose a place is. */
export function ownerKeyOf(place: string): string {
  return `${ownerKey}${place}`;
}

/** As declarations write a place: a tag of anything else is not ours, and no message could carry it. */
const placeForm = /^[\w-]+(\.[\w-]+)*$/;

/** A pool's id has 55 characters at most. */
const ownerForm = /^(?=\S{1,55} )([\w-]+_[0-9a-zA-Z]+) ([\w+]{1,128}) ([\w.-]{1,64})$/;

/** The place of a claim as people write it, e.g. `auth.cognito`. */
export function placeOf({ place }: Pick<Claim, 'place'>): string {
  return place.join('.');
}

/** What a claim that gets its place owns. */
export function ownedBy(claim: Claim): Owned {
  return { parameter: claim.parameter, place: placeOf(claim), clientId: claim.client.id };
}

/** Two of these are the same place with the same client. */
export function ownedKey({ parameter, place, clientId }: Owned): string {
  return `${parameter} ${place} ${clientId}`;
}

/** The tags that say that these claims of one parameter have their places. */
export function ownerTags(claims: readonly Claim[], userPoolId: string, deployment: string): Tags {
  const owners = claims.map((claim): [string, string] => [
    ownerKeyOf(placeOf(claim)),
    `${userPoolId} ${claim.client.id} ${deployment}`,
  ]);
  return new Map([[managed.key, managed.value], ...owners]);
}

/**
 * Those of the wanted tags that are missing or say something else. By which of two deployments the client was given its
 * place is all the same: each would put that right after the other for ever.
 */
export function missingTags(wanted: Tags, found: Tags): Tags {
  return new Map([...wanted].filter(([key, value]) => !saysTheSame(value, found.get(key))));
}

function saysTheSame(wanted: string, found: string | undefined): boolean {
  const [one, other] = [readOwner(wanted), readOwner(found)];
  if (one === undefined || other === undefined) return wanted === found;
  return one.userPoolId === other.userPoolId && one.clientId === other.clientId;
}

/** Whom the tags give the place to; undefined where they say nothing, or nothing that makes sense. */
export function ownerOf(tags: Tags, place: string): Owner | undefined {
  return readOwner(tags.get(ownerKeyOf(place)));
}

function readOwner(value = ''): Owner | undefined {
  const [, userPoolId, clientId, deployment] = ownerForm.exec(value) ?? [];
  if (userPoolId === undefined || clientId === undefined || deployment === undefined) return undefined;
  return { userPoolId, clientId, deployment };
}

/** All places that the tags speak of, with their owners. */
export function ownersIn(tags: Tags): readonly { readonly place: string; readonly owner: Owner }[] {
  return [...tags.keys()]
    .filter((key) => key.startsWith(ownerKey))
    .flatMap((key) => {
      const place = key.slice(ownerKey.length);
      const owner = placeForm.test(place) ? ownerOf(tags, place) : undefined;
      return owner ? [{ place, owner }] : [];
    });
}

/** All places that have an owner tag, also one that makes no sense. */
export function ownedPlacesIn(tags: Tags): readonly string[] {
  return [...tags.keys()].flatMap((key) => (key.startsWith(ownerKey) ? [key.slice(ownerKey.length)] : []));
}

/**
 * The keys to take away so that nobody is said to own these places: with the last owner goes the mark that we write the
 * parameter. A key is answered only where it stands.
 */
export function keysToRelease(tags: Tags, places: readonly string[]): readonly string[] {
  const keys = places.map(ownerKeyOf).filter((key) => tags.has(key));
  const others = [...tags.keys()].some((key) => key.startsWith(ownerKey) && !keys.includes(key));
  return others || !tags.has(managed.key) ? keys : [...keys, managed.key];
}
