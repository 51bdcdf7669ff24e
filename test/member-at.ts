/** What stands at `way`, e.g. `UserPool.Id`, in what some AWS answered. @throws Error when nothing does */
export function memberAt(way: string, answer: unknown): unknown {
  const found = way.split('.').reduce<unknown>((value, member) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
  }, answer);
  if (found === undefined) throw new Error(`nothing was answered at ${way}`);
  return found;
}
