/** The first of the names that differs from the wanted one in case only, else the first that differs by one character. */
export function nearName(wanted: string, names: readonly string[]): string | undefined {
  const others = names.filter((name) => name !== wanted);
  return (
    others.find((name) => name.toLowerCase() === wanted.toLowerCase()) ??
    others.find((name) => differsByOne(name.toLowerCase(), wanted.toLowerCase()))
  );
}

/** Whether one character more, less or another makes the one of the other. */
function differsByOne(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const longer = Math.max(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return longer - start - end <= 1;
}
