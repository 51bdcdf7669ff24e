import type { DocumentFault, Place } from './document.ts';
import type { ObjectNode, Property } from './syntax.ts';

/** What of a place stands in a document. */
export interface Spot {
  /** The innermost object on the way that stands. */
  readonly object: ObjectNode;
  /** The object and its member that hold `object`; undefined for the root. */
  readonly holder: { readonly object: ObjectNode; readonly member: Property } | undefined;
  /** The rest of the way, which does not stand; empty when the place itself stands. */
  readonly missing: Place;
  /** Those of the keys that stand at the place. */
  readonly members: ReadonlyMap<string, Property>;
}

/**
 * Follows a place. Keys are compared decoded, so `"\u0061uth"` is `auth`. A key that occurs twice on our way is a fault,
 * since readers differ in which one counts; elsewhere it is its owner's business. So is anything but an object on the
 * way, the place itself included: writing there would erase it.
 */
export function findSpot(root: ObjectNode, place: Place, keys: Iterable<string>): Spot | DocumentFault {
  let object = root;
  let holder: Spot['holder'];
  for (const [depth, key] of place.entries()) {
    const found = findMember(object, key, place.slice(0, depth));
    if (found === undefined) return { object, holder, missing: place.slice(depth), members: new Map() };
    if ('problem' in found) return found;
    const [, value] = found.children;
    if (value.type !== 'object') {
      return {
        problem: 'not-an-object-on-the-way',
        where: `${dotted(place.slice(0, depth + 1))} is a JSON ${value.type}`,
      };
    }
    holder = { object, member: found };
    object = value;
  }
  const members = new Map<string, Property>();
  for (const key of keys) {
    const found = findMember(object, key, place);
    if (found === undefined) continue;
    if ('problem' in found) return found;
    members.set(key, found);
  }
  return { object, holder, missing: [], members };
}

function findMember(object: ObjectNode, key: string, place: Place): Property | DocumentFault | undefined {
  const [found, second] = object.children.filter(({ children: [name] }) => name.value === key);
  return second === undefined ? found : { problem: 'duplicate-key', where: dotted([...place, key]) };
}

function dotted(place: Place): string {
  return place.join('.');
}
