/** A replacement of the characters `[from, to)` of a text. Everything outside of splices survives by construction. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with the splices made. They do not overlap; those at one offset are made in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let offset = 0;
  // Sorting is stable; by `to`, so that what is inserted behind a replaced value comes behind it.
  for (const splice of splices.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    parts.push(text.slice(offset, splice.from), splice.text);
    offset = splice.to;
  }
  return parts.join('') + text.slice(offset);
}
