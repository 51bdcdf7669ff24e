/** Ids in the form of AWS's, in content counters: runs can be compared, and a failing one reads the same again. */

/** Version 4 in form. `space` keeps the ids of different kinds of things apart. */
export function counterUuid(space: number, count: number): string {
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  return `${hex(space, 8)}-0000-4000-8000-${hex(count, 12)}`;
}

/** Each call gives the next id of the space. */
export function uuidSource(space: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return counterUuid(space, count);
  };
}
