import { checkEdit, type Parsed, reread, type Wishes } from './check.ts';
import type { DocumentFault, Place } from './document.ts';
import { insertion } from './insertion.ts';
import { findSpot, type Spot } from './place.ts';
import { removal } from './removal.ts';
import { applySplices, type Splice } from './splice.ts';
import { endOf } from './syntax.ts';

/**
 * The text with the wishes fulfilled at the place, checked by reading it again. Values are set before members are
 * removed, so that what is inserted still finds a neighbour to copy. Throws only where the check fails.
 */
export function editText(before: Parsed, place: Place, wishes: Wishes): string | DocumentFault {
  const spot = findSpot(before.root, place, wishes.keys());
  if ('problem' in spot) return spot;
  const set = applySplices(before.text, settings(before.text, spot, wishes));
  const unwanted = [...wishes].flatMap(([key, wish]) => (wish === undefined ? [key] : []));
  const text = unwanted.reduce((rest, key) => without(rest, before, place, key), set);
  checkEdit(before, text, place, wishes);
  return text;
}

/** The text of a new document: two spaces an indentation, no line break at the end. */
export function newText(place: Place, values: ReadonlyMap<string, string>): string {
  const { parsed, spot } = reread('{}', 'json', [], []);
  const text = applySplices(parsed.text, insertion(parsed.text, { ...spot, missing: place }, values));
  checkEdit(parsed, text, place, values);
  return text;
}

function settings(text: string, spot: Spot, wishes: Wishes): readonly Splice[] {
  const splices: Splice[] = [];
  const missing = new Map<string, string>();
  for (const [key, wish] of wishes) {
    if (wish === undefined) continue;
    const value = spot.members.get(key)?.children[1];
    if (value === undefined) missing.set(key, wish);
    // Compared decoded: an equal string that is spelled with escapes stays as its owner wrote it.
    else if (value.type !== 'string' || value.value !== wish) {
      splices.push({ from: value.offset, to: endOf(value), text: JSON.stringify(wish) });
    }
  }
  return missing.size === 0 ? splices : [...splices, ...insertion(text, spot, missing)];
}

/** Read anew for each member, since the one before has moved the offsets. */
function without(text: string, { syntax }: Parsed, place: Place, key: string): string {
  const { object, members } = reread(text, syntax, place, [key]).spot;
  return applySplices(
    text,
    [...members.values()].flatMap((member) => removal(text, object, member)),
  );
}
