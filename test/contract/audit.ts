/** Holds what a comparison found against the known differences, both ways. */
import type { Finding } from './comparison.ts';
import type { Difference } from './difference.ts';

/** The findings that no known difference covers. */
export function unlisted(findings: readonly Finding[], differences: readonly Difference[]): readonly Finding[] {
  return findings.filter((finding) => !differences.some((difference) => covers(difference, finding)));
}

/** What is listed and was not found, as sentences: of each difference every step, operation and path must show it. */
export function obsolete(findings: readonly Finding[], differences: readonly Difference[]): readonly string[] {
  return differences.flatMap((difference) => {
    const found = findings.filter((finding) => covers(difference, finding));
    const places =
      'steps' in difference
        ? difference.steps.filter((step) => !found.some(({ at }) => at === step))
        : difference.operations.filter((name) => !found.some(({ operation }) => operation === name));
    const paths = difference.paths.filter((path) => !found.some((finding) => isPath(path, finding.path)));
    return [...places, ...paths].map((missing) => `${missing} no longer shows: ${difference.why}`);
  });
}

function covers(difference: Difference, { at, operation, path, ours, moto }: Finding): boolean {
  const isHere = 'steps' in difference ? difference.steps.includes(at) : difference.operations.includes(operation);
  return (
    isHere &&
    difference.paths.some((pattern) => isPath(pattern, path)) &&
    says(difference.ours, ours) &&
    says(difference.moto, moto)
  );
}

function isPath(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('.'), path.split('.')];
  return (
    wanted.length === given.length && wanted.every((segment, index) => segment === '*' || segment === given[index])
  );
}

/** `…` stands for any text, none included. */
function says(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('…');
  if (others.length === 0) return text === pattern;
  const last = others.pop() ?? '';
  let from = first.length;
  const isInOrder = others.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
  return text.startsWith(first) && isInOrder && text.length - last.length >= from && text.endsWith(last);
}
