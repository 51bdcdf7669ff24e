import { isComment, type Piece, piecesBetween } from './gap.ts';
import type { Spot } from './place.ts';
import { endOf, type ObjectNode, type Property } from './syntax.ts';

/**
 * How the members of an object are laid out, taken from a neighbour, so that what is inserted looks as if the document's
 * owner had written it. Nothing here decides what is written, only the white space between.
 */
export interface Layout {
  /** The line break and indentation before each member; empty where members share a line. */
  readonly line: string;
  /** What one level of nesting adds to an indentation. */
  readonly unit: string;
  /** White space after a comma, where members share a line. */
  readonly gap: string;
  /** White space inside the braces, where members share a line. */
  readonly pad: string;
  /** From key to value, e.g. `: `. */
  readonly colon: string;
}

/** The layout that one member of an object shows. */
export function layoutOf(text: string, object: ObjectNode, member: Property): Layout {
  const [key, value] = member.children;
  const previous = object.children[object.children.indexOf(member) - 1];
  const before = piecesBetween(text, previous ? endOf(previous) : object.offset + 1, member.offset);
  const after = leadingSpace(text.slice(member.colonOffset + 1, value.offset));
  const pad = leadingSpace(text.slice(object.offset + 1));
  return {
    line: lastLine(before),
    unit: unitOf(text),
    // An only member shows no gap: Python writes {"a": 1, "b": 2}, most others {"a":1,"b":2} or { "a": 1, "b": 2 }.
    gap: previous ? trailingSpace(text.slice(0, member.offset)) : pad || after,
    pad,
    colon: `${leadingSpace(text.slice(endOf(key)))}:${after}`,
  };
}

/** The layout for the first members of an empty object, and the line on which its closing brace is to stand. */
export function layoutOfEmpty(text: string, { object, holder }: Spot): { layout: Layout; closing: string } {
  const end = endOf(object) - 1;
  const around = holder ? layoutOf(text, holder.object, holder.member) : rootLayout(text);
  const closing = lastLine(piecesBetween(text, object.offset + 1, end)) || around.line;
  const pad = trailingSpace(text.slice(0, end)) || around.pad;
  return { layout: deeper({ ...around, line: closing, pad }), closing };
}

/** The layout one level down. */
export function deeper(layout: Layout): Layout {
  return { ...layout, line: layout.line && layout.line + layout.unit };
}

/** The document's first line break, or a line feed. */
export function lineBreakOf(text: string): string {
  return text.match(/\r\n?|\n/)?.[0] ?? '\n';
}

/** An empty root shows nothing: its members get lines of their own, as in the documents that we create. */
function rootLayout(text: string): Layout {
  return { line: lineBreakOf(text), unit: unitOf(text), gap: ' ', pad: '', colon: ': ' };
}

/** The last line break of a gap with the indentation behind it; empty without one. Breaks inside comments are not layout. */
function lastLine(gap: readonly Piece[]): string {
  const blanked = gap.map((piece) => (isComment(piece) ? '#' : piece.text)).join('');
  return blanked.match(/(?:\r\n?|\n)[ \t]*/g)?.at(-1) ?? '';
}

/** The indentation of the first line that begins with a key; two spaces in a document without such a line. */
function unitOf(text: string): string {
  return text.match(/[\r\n]([ \t]*)"/)?.[1] ?? '  ';
}

function leadingSpace(text: string): string {
  return text.slice(0, text.search(/[^ \t]|$/));
}

function trailingSpace(text: string): string {
  return text.slice(text.search(/[ \t]*$/));
}
