/**
 * What stands between the keys and values of a document: white space, line breaks, commas, colons and comments. The
 * texts are gaps of a document already parsed, so every character belongs to one of them.
 */
export interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const pieces = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\r\n?|\n|[ \t]+|[,:]/g;

/** The pieces of the gap between two offsets of a text, in order. */
export function piecesBetween(text: string, from: number, to: number): readonly Piece[] {
  return [...text.slice(from, to).matchAll(pieces)].map(({ 0: piece, index }) => ({
    text: piece,
    from: from + index,
    to: from + index + piece.length,
  }));
}

export function isBlank({ text }: Piece): boolean {
  return /^\s/.test(text);
}

export function isBreak({ text }: Piece): boolean {
  return /^[\r\n]/.test(text);
}

export function isComma({ text }: Piece): boolean {
  return text === ',';
}

export function isComment({ text }: Piece): boolean {
  return text.startsWith('/');
}

/** A comment that swallows whatever is written behind it on its line. */
export function isLineComment({ text }: Piece): boolean {
  return text.startsWith('//');
}
