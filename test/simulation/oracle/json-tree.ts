/**
 * JSON and JSON with comments as a tree of what is written there, spelling and all: `1e1` is not `10`, and a key that
 * stands twice stands twice. The oracle's own reading, so that no mistake of the reconciler's is made twice.
 */
export type Tree =
  | { readonly kind: 'object'; readonly members: readonly Member[]; readonly start: number; readonly end: number }
  | { readonly kind: 'array'; readonly items: readonly Tree[]; readonly start: number; readonly end: number }
  | { readonly kind: 'scalar'; readonly raw: string; readonly start: number; readonly end: number };

interface Member {
  readonly key: string;
  readonly value: Tree;
}

/** Undefined: it is none. */
export function readTree(text: string, withComments: boolean): Tree | undefined {
  const reader = new Reader(text, withComments);
  try {
    const tree = reader.value();
    reader.skip();
    return reader.at === text.length ? tree : undefined;
  } catch (error) {
    if (error instanceof NoTree) return undefined;
    throw error;
  }
}

/** The text of a string that is written there; undefined: something else is. */
export function textOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind !== 'scalar' || !tree.raw.startsWith('"')) return undefined;
  return JSON.parse(tree.raw) as string;
}

class NoTree extends Error {}

/** Of one string, number or word. */
function meaning(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new NoTree();
  }
}

class Reader {
  at = 0;
  readonly #text: string;
  readonly #withComments: boolean;

  constructor(text: string, withComments: boolean) {
    this.#text = text;
    this.#withComments = withComments;
  }

  value(): Tree {
    this.skip();
    const start = this.at;
    if (this.#takes('{'))
      return { kind: 'object', members: this.#list('}', () => this.#member()), start, end: this.at };
    if (this.#takes('[')) return { kind: 'array', items: this.#list(']', () => this.value()), start, end: this.at };
    const raw = this.#match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y);
    meaning(raw);
    return { kind: 'scalar', raw, start, end: this.at };
  }

  skip(): void {
    this.#match(this.#withComments ? /(?:[ \t\r\n]|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y : /[ \t\r\n]*/y);
  }

  #member(): Member {
    this.skip();
    const raw = this.#match(/"(?:[^"\\]|\\.)*"/y);
    this.skip();
    if (!this.#takes(':')) throw new NoTree();
    return { key: String(meaning(raw)), value: this.value() };
  }

  /** Up to the closing sign; a comma before it is legal only where comments are. */
  #list<Part>(closing: string, read: () => Part): Part[] {
    const parts: Part[] = [];
    for (;;) {
      this.skip();
      if (this.#takes(closing)) {
        if (parts.length > 0 && !this.#withComments) throw new NoTree();
        return parts;
      }
      parts.push(read());
      this.skip();
      if (this.#takes(closing)) return parts;
      if (!this.#takes(',')) throw new NoTree();
    }
  }

  #takes(sign: string): boolean {
    if (this.#text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw new NoTree();
    this.at += found.length;
    return found;
  }
}
