import type { Place, Syntax } from './document.ts';
import { findSpot, type Spot } from './place.ts';
import { endOf, type JsonNode, type ObjectNode, parseObject } from './syntax.ts';

/** What is to become of each key: that string, whatever stands there now; undefined for nothing. */
export type Wishes = ReadonlyMap<string, string | undefined>;

/** A text with its tree. */
export interface Parsed {
  readonly text: string;
  readonly syntax: Syntax;
  readonly root: ObjectNode;
}

/** Reads a text of our own making again. A fault in it is ours: throws, saying nothing of the text. */
export function reread(
  text: string,
  syntax: Syntax,
  place: Place,
  keys: Iterable<string>,
): { parsed: Parsed; spot: Spot } {
  const root = parseObject(text, syntax);
  if ('problem' in root) throw broken();
  const spot = findSpot(root, place, keys);
  if ('problem' in spot) throw broken();
  return { parsed: { text, syntax, root }, spot };
}

/**
 * The last look before a text leaves: it is legal, each key reads as wished, and all else is what it was, in the same
 * order and spelling. Throws otherwise, because a wrong document must not be written.
 */
export function checkEdit(before: Parsed, text: string, place: Place, wishes: Wishes): void {
  const { parsed: after, spot } = reread(text, before.syntax, place, wishes.keys());
  const fulfilled = [...wishes].every(([key, wish]) => {
    const value = spot.members.get(key)?.children[1];
    return wish === undefined ? value === undefined : value?.type === 'string' && value.value === wish;
  });
  if (!fulfilled) throw broken();
  if (remainder(before.root, before.text, place, wishes) !== remainder(after.root, after.text, place, wishes))
    throw broken();
}

/** All of a value but the keys of the wishes, and but the containers on the way that are empty without them. */
function remainder(node: JsonNode, text: string, place: Place | undefined, wishes: Wishes): string {
  if (node.type === 'array') return `[${node.children.map((item) => remainder(item, text, undefined, wishes))}]`;
  if (node.type !== 'object') return spelling(node, text);
  const members = node.children.flatMap(({ children: [key, value] }) => {
    if (place?.length === 0 && wishes.has(key.value)) return [];
    const onTheWay = place !== undefined && place[0] === key.value;
    const rest = remainder(value, text, onTheWay ? place.slice(1) : undefined, wishes);
    return onTheWay && rest === '{}' ? [] : [`${spelling(key, text)}:${rest}`];
  });
  return `{${members}}`;
}

function spelling(node: JsonNode, text: string): string {
  return text.slice(node.offset, endOf(node));
}

function broken(): Error {
  return new Error(
    'A document would not read as wanted after its edit: this is a fault of the editor, and nothing was changed.',
  );
}
