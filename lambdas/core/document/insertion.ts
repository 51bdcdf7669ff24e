import type { Place } from './document.ts';
import { isBreak, isComma, isComment, isLineComment, piecesBetween } from './gap.ts';
import { deeper, type Layout, layoutOf, layoutOfEmpty, lineBreakOf } from './layout.ts';
import type { Spot } from './place.ts';
import type { Splice } from './splice.ts';
import { endOf, type Property } from './syntax.ts';

/**
 * Splices that add members to the innermost object that stands on the way to a place, behind those that it has.
 * Where part of the way is missing, the one new member holds the containers and, in them, the values.
 */
export function insertion(text: string, spot: Spot, values: ReadonlyMap<string, string>): readonly Splice[] {
  const last = spot.object.children.at(-1);
  return last === undefined ? intoEmpty(text, spot, values) : behind(text, spot, last, values);
}

function intoEmpty(text: string, spot: Spot, values: ReadonlyMap<string, string>): readonly Splice[] {
  const { layout, closing } = layoutOfEmpty(text, spot);
  const end = endOf(spot.object) - 1;
  const comment = piecesBetween(text, spot.object.offset + 1, end).findLast(isComment);
  const from = comment?.to ?? spot.object.offset + 1;
  return [{ from, to: end, text: inside(members(spot.missing, values, layout), layout, closing) }];
}

/** The comma goes right behind the last value; the members go behind the comments that share its line, which are its own. */
function behind(
  text: string,
  { object, missing }: Spot,
  last: Property,
  values: ReadonlyMap<string, string>,
): readonly Splice[] {
  const value = endOf(last);
  const pieces = piecesBetween(text, value, endOf(object) - 1);
  const firstBreak = pieces.findIndex(isBreak);
  const sameLine = firstBreak === -1 ? pieces : pieces.slice(0, firstBreak);
  const neighbour = sameLine.findLast((piece) => isComment(piece) || isComma(piece));
  const layout = layoutOf(text, object, last);
  // A line comment would swallow a member that its neighbour's layout puts on the same line.
  const space = layout.line || (neighbour && isLineComment(neighbour) ? lineBreakOf(text) : layout.gap);
  const added = members(missing, values, layout).map((member) => space + member);
  const from = neighbour?.to ?? value;
  if (sameLine.some(isComma)) return [{ from, to: from, text: added.map((member) => `${member},`).join('') }];
  return [
    { from: value, to: value, text: ',' },
    { from, to: from, text: added.join(',') },
  ];
}

function members(missing: Place, values: ReadonlyMap<string, string>, layout: Layout): readonly string[] {
  const [key, ...rest] = missing;
  if (key === undefined) return [...values].map(([name, value]) => member(name, JSON.stringify(value), layout));
  const inner = deeper(layout);
  return [member(key, `{${inside(members(rest, values, inner), inner, layout.line)}}`, layout)];
}

function member(key: string, value: string, layout: Layout): string {
  return JSON.stringify(key) + layout.colon + value;
}

/** What stands between the braces of a new or emptied object. */
function inside(added: readonly string[], layout: Layout, closing: string): string {
  if (layout.line) return added.map((text) => layout.line + text).join(',') + closing;
  return layout.pad + added.join(`,${layout.gap}`) + layout.pad;
}
