/** Patterns of policies: `*` is any text, also none, `?` any one character, everything else itself. */
export type Matcher = (text: string) => boolean;

export function wildcard(pattern: string): Matcher {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 'su');
  return (text) => expression.test(text);
}

/**
 * An ARN by its six parts: a wildcard reaches over no colon but those of the last part, the resource (IAM User Guide,
 * "Amazon Resource Names": "within any segment"). Throws for less than six parts, which AWS would fill up, and for a
 * wildcard in the service, which AWS does not have.
 */
export function arnPattern(pattern: string): Matcher {
  const parts = partsOf(pattern);
  const [scheme, , service = ''] = parts;
  if (scheme !== 'arn' || parts.length < 6 || service === '' || /[*?]/.test(service)) {
    throw new Error(`${pattern} is not understood as an ARN of six parts with a plain service.`);
  }
  const matchers = parts.map(wildcard);
  return (text) => {
    const given = partsOf(text);
    return given.length === matchers.length && matchers.every((matches, index) => matches(given[index] ?? ''));
  };
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
