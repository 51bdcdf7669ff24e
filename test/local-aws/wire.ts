/** A shape of the SDK as awsJson1.1 carries it: a `Date` is a number of seconds since the epoch. */
export type Wire<Shape> = Shape extends Date
  ? number
  : Shape extends readonly (infer Element)[]
    ? Wire<Element>[]
    : Shape extends object
      ? { [Member in keyof Shape]: Wire<Shape[Member]> }
      : Shape;

/** Milliseconds since the epoch as the wire has them. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
