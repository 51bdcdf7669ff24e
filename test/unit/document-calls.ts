import {
  type Change,
  createDocument,
  Document,
  type Place,
  parseDocument,
  type Syntax,
} from '../../lambdas/core/document/document.ts';
import { Secret } from '../../lambdas/core/secret.ts';

/** The calls to `document.ts` with plain texts in and out; undefined removes a key, a fault becomes `problem: where`. */
type Wishes = Readonly<Record<string, string | undefined>>;

export function opened(text: string, syntax: Syntax = 'json'): Document {
  const document = parseDocument(new Secret(text), syntax);
  if (!(document instanceof Document)) throw new Error(`The text is refused: ${document.problem}, ${document.where}`);
  return document;
}

export function faultOf(text: string, syntax: Syntax = 'json'): string | undefined {
  const document = parseDocument(new Secret(text), syntax);
  return document instanceof Document ? undefined : `${document.problem}: ${document.where}`;
}

export function edited(text: string, place: Place, wishes: Wishes, syntax: Syntax = 'json'): string {
  const result = opened(text, syntax).edit(place, changesOf(wishes));
  return result instanceof Secret ? result.reveal() : `${result.problem}: ${result.where}`;
}

export function created(place: Place, wishes: Wishes): string {
  return createDocument(place, changesOf(wishes)).reveal();
}

/** By `Object.entries`, which keeps the order and knows an own `__proto__`. */
function changesOf(wishes: Wishes): ReadonlyMap<string, Change> {
  return new Map(
    Object.entries(wishes).map(([key, value]) => [key, value === undefined ? 'remove' : { set: new Secret(value) }]),
  );
}
