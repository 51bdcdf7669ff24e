/**
 * Names in the context that are no settings. A misspelled one would be without effect, so it is refused. What has a
 * colon or a slash is the CDK's own: feature flags, and what was looked up before.
 */

/** A sentence for each name of the context that is none of these. Its value is not said. */
export function faultsOfNames(given: readonly string[], known: readonly string[]): readonly string[] {
  return given
    .filter((name) => !known.includes(name) && !/[:/]/.test(name))
    .flatMap((name) => {
      const near = nearest(name, known);
      // The CDK has a few of this form too, like cli-telemetry, and will have more.
      if (near === undefined && name.includes('-')) return [];
      return [`${name} is no setting. ${near === undefined ? `There are ${known.join(', ')}.` : `Is it ${near}?`}`];
    });
}

/** The name that shares the most with this one, if that is half of it. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((one) => ({ one, share: distance(plain(name), plain(one)) / Math.max(name.length, one.length) }))
    .sort((left, right) => left.share - right.share);
  return best && best.share <= 0.5 ? best.one : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** How many letters are to be put in, taken out or changed to make the one of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
