import { Secret } from '../secret.ts';
import type { Parsed } from './check.ts';
import { editText, newText } from './edit.ts';
import { findSpot } from './place.ts';
import { parseObject } from './syntax.ts';

/**
 * A parameter's value as a JSON object of which a few keys at one place are ours and all else is somebody else's. It is
 * edited by splices at the offsets of its syntax tree, so that order, layout, line ends, spelling of numbers and
 * strings, and comments survive to the byte. Texts are at most 8 KB: reading one again costs little.
 */
export class Document {
  // Private fields, so that neither JSON nor `util.inspect` shows a text that holds secrets.
  readonly #parsed: Parsed;

  constructor(parsed: Parsed) {
    this.#parsed = parsed;
  }

  /** What stands at the place under these keys. A key that is missing, or whose place is, is not in the map. */
  read(place: Place, keys: readonly string[]): ReadonlyMap<string, Stored> | DocumentFault {
    const spot = findSpot(this.#parsed.root, place, keys);
    if ('problem' in spot) return spot;
    const stored = new Map<string, Stored>();
    for (const [key, { children }] of spot.members) {
      const [, value] = children;
      stored.set(key, value.type === 'string' ? { kind: 'string', value: new Secret(value.value) } : { kind: 'other' });
    }
    return stored;
  }

  /**
   * The text with the changes made at the place; containers that are missing on the way are created. The very text
   * where nothing differs: an equal string counts as equal however it is spelled. Throws, without content, only if the
   * result does not read as wanted, which is a fault of the editor.
   */
  edit(place: Place, changes: ReadonlyMap<string, Change>): Secret | DocumentFault {
    const wishes = new Map([...changes].map(([key, change]) => [key, wished(change)]));
    const edited = editText(this.#parsed, place, wishes);
    return typeof edited === 'string' ? new Secret(edited) : edited;
  }
}

/** Where our keys stand in a document: the keys of the containers from the root, e.g. `['auth', 'cognito']`. */
export type Place = readonly string[];

/** What a text is read as; `jsonc` is what Parameter Store's data type of that name allows. */
export type Syntax = 'json' | 'jsonc';

/**
 * Why a text cannot be edited at a place. `where` is safe to print: a line and column, or the dotted place of keys on
 * our own way, with the kind of JSON value found; never a text or value of the document.
 */
export interface DocumentFault {
  readonly problem:
    | 'byte-order-mark'
    | 'not-json'
    | 'not-an-object'
    | 'duplicate-key'
    | 'not-an-object-on-the-way'
    | 'nested-too-deeply';
  readonly where: string;
}

/** What stands under a key: a string, decoded, or a value of another JSON type. */
export type Stored = { readonly kind: 'string'; readonly value: Secret } | { readonly kind: 'other' };

/** What is to become of a key: that string, whatever stands there now, or nothing. */
export type Change = { readonly set: Secret } | 'remove';

/** Reads a text strictly: `json` is exactly what JSON.parse accepts, `jsonc` may have comments and trailing commas too. */
export function parseDocument(text: Secret, syntax: Syntax): Document | DocumentFault {
  const root = parseObject(text.reveal(), syntax);
  return 'problem' in root ? root : new Document({ text: text.reveal(), syntax, root });
}

/** A new document that holds what the changes set, in their order; two spaces an indentation, no line break at the end. */
export function createDocument(place: Place, changes: ReadonlyMap<string, Change>): Secret {
  const values = [...changes].flatMap(([key, change]) => {
    const value = wished(change);
    return value === undefined ? [] : [[key, value] as const];
  });
  return new Secret(newText(place, new Map(values)));
}

function wished(change: Change): string | undefined {
  return change === 'remove' ? undefined : change.set.reveal();
}
