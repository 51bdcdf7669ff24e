import { isBlank, isBreak, isComma, isComment, isLineComment, type Piece, piecesBetween } from './gap.ts';
import type { Splice } from './splice.ts';
import { endOf, type ObjectNode, type Property } from './syntax.ts';

/**
 * Splices that take a member out: it, one adjoining comma and the white space beside it. Comments stand, also those
 * between key and value; only those inside a value that is an object or array go with it.
 */
export function removal(text: string, object: ObjectNode, member: Property): readonly Splice[] {
  const index = object.children.indexOf(member);
  const previous = object.children[index - 1];
  const next = object.children[index + 1];
  const left = piecesBetween(text, previous ? endOf(previous) : object.offset + 1, member.offset);
  const right = piecesBetween(text, endOf(member), next ? next.offset : endOf(object) - 1);
  const own = ownCuts(text, member);

  let around: readonly Piece[];
  if (next) around = upToNext(right);
  else if (!previous && own.length === 1 && ![...left, ...right].some(isComment)) around = [...left, ...right];
  else around = backToPrevious(left, right, own.length === 1);
  return [...own, ...around].map(({ from, to }) => ({ from, to, text: '' }));
}

interface Cut {
  readonly from: number;
  readonly to: number;
}

/** The member in one cut, or key, colon and value apart where comments stand between them. */
function ownCuts(text: string, member: Property): readonly Cut[] {
  const [key, value] = member.children;
  if (!piecesBetween(text, endOf(key), value.offset).some(isComment))
    return [{ from: member.offset, to: endOf(member) }];
  return [
    { from: key.offset, to: endOf(key) },
    { from: member.colonOffset, to: member.colonOffset + 1 },
    { from: value.offset, to: endOf(value) },
  ];
}

/** A sibling follows: the comma goes, and the next sibling moves up to where this member began. */
function upToNext(right: readonly Piece[]): readonly Piece[] {
  const comma = right.findIndex(isComma);
  if (right.slice(0, comma).some(isComment)) return right.slice(comma, comma + 1);
  const next = right.findIndex((piece, index) => index > comma && !isBlank(piece));
  return next === -1 ? right : right.slice(0, next);
}

/** No sibling follows: a trailing comma goes, else the one before; what is behind moves up to what stands before. */
function backToPrevious(left: readonly Piece[], right: readonly Piece[], whole: boolean): readonly Piece[] {
  const trailing = right.findIndex(isComma);
  const comma = right[trailing] ?? left.find(isComma);
  const upToComma = right.slice(0, trailing + 1);
  const cutRight = upToComma.some(isComment) ? upToComma.filter(isComma) : upToComma;

  const standing = left.findLastIndex((piece) => !isBlank(piece) && piece !== comma);
  const before = left[standing];
  const behind = right.find((piece) => !cutRight.includes(piece));
  // A line comment ends at its break: only another break may move up to it, or even a space would become part of it.
  const needsBreak = before !== undefined && isLineComment(before) && !(whole && behind && isBreak(behind));
  const cutLeft = left.filter((piece, index) => piece === comma || index > (needsBreak ? standing + 1 : standing));
  return [...cutLeft, ...cutRight];
}
