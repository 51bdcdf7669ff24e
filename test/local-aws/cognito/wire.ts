/** What the SDK's models look like in awsJson1.1: the same members, dates as epoch seconds. */
export type Wire<T> = T extends Date
  ? number
  : T extends (infer Member)[]
    ? Wire<Member>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/** Epoch seconds from milliseconds. */
export function wireDate(milliseconds: number): number {
  return milliseconds / 1000;
}
