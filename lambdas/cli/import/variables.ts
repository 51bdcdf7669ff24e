/**
 * The variables of a Serverless file, as far as the file itself says what they are. Whatever else decides one (a stack's
 * output, a parameter, the environment, another file) is left as it is written: nobody here can know it.
 *
 *   variable                          | is
 *   ----------------------------------+------------------------------------------------------------
 *   ${self:path.to.value}             | that value of the file, its own variables resolved
 *   ${opt:stage}                      | what was said with --stage
 *   ${sls:stage}                      | the same, else ${self:provider.stage}, else dev
 *   ${opt:other}                      | unknown: only whoever deploys says it
 *   ${one, another, 'text', 5, true}  | the first that there is; unknown if one before it is
 *   ${any:other}                      | unknown
 */
export interface Resolution {
  /** A text where all of it is one; else what the file has there. Variables that are unknown stand as written. */
  readonly value: unknown;
  /** The variables that are unknown, as written. */
  readonly unknown: readonly string[];
}

export interface Surroundings {
  /** The file's content. */
  readonly file: unknown;
  readonly stage: string | undefined;
}

/** `absent`: nothing is there, so that the next fallback counts. */
type Found = { readonly value: unknown } | 'absent' | 'unknown';

export function resolve(value: unknown, surroundings: Surroundings, within: readonly string[] = []): Resolution {
  if (typeof value !== 'string') return { value, unknown: [] };
  const parts = partsOf(value);
  const unknown: string[] = [];
  const values = parts.map((part) => {
    if (part.kind === 'text') return part.text;
    const written = `\${${part.inner}}`;
    const found = variableValue(part.inner, surroundings, within);
    if (typeof found === 'string') {
      unknown.push(written);
      return written;
    }
    unknown.push(...found.unknown);
    return found.value;
  });
  if (values.length === 1) return { value: values[0], unknown };
  // A list or a map within a text makes no sense, so it stays as it is written.
  const texts = values.map((one, index) => {
    if (typeof one !== 'object' || one === null) return String(one);
    const part = parts[index];
    const written = part?.kind === 'variable' ? `\${${part.inner}}` : '';
    unknown.push(written);
    return written;
  });
  return { value: texts.join(''), unknown };
}

/** What stands between `${` and `}`. */
function variableValue(inner: string, surroundings: Surroundings, within: readonly string[]): Resolution | 'unknown' {
  const nested = resolve(inner, surroundings, within);
  if (nested.unknown.length > 0 || typeof nested.value !== 'string') return 'unknown';
  for (const source of splitFallbacks(nested.value)) {
    const found = sourceValue(source, surroundings, within);
    if (found === 'absent') continue;
    return found === 'unknown' ? found : resolve(found.value, surroundings, [...within, source]);
  }
  return 'unknown';
}

function sourceValue(source: string, { file, stage }: Surroundings, within: readonly string[]): Found {
  // It leads back to itself.
  if (within.includes(source)) return 'unknown';
  const [, literal] = /^'([^']*)'$|^"([^"]*)"$/.exec(source)?.filter((text) => text !== undefined) ?? [];
  if (literal !== undefined) return { value: literal };
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(source)) return { value: source };
  if (source === 'opt:stage') return stage === undefined ? 'absent' : { value: stage };
  if (source === 'sls:stage') return { value: stage ?? at(file, ['provider', 'stage']) ?? 'dev' };
  const [, path] = /^self:(.*)$/.exec(source) ?? [];
  if (path === undefined) return 'unknown';
  const value = at(file, path.split('.'));
  // `service` may be a map with a name.
  const named = path === 'service' && typeof value === 'object' ? at(value, ['name']) : value;
  return named === undefined || named === null ? 'absent' : { value: named };
}

/** What stands at a path of maps and lists. */
export function at(value: unknown, [key, ...path]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return at((value as Readonly<Record<string, unknown>>)[key], path);
}

type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'variable'; readonly inner: string };

/** Texts and variables of a text; a variable that is never closed is text. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let rest = text;
  for (let start = rest.indexOf('${'); start !== -1; start = rest.indexOf('${')) {
    const end = closing(rest, start + 2);
    if (end === -1) break;
    if (start > 0) parts.push({ kind: 'text', text: rest.slice(0, start) });
    parts.push({ kind: 'variable', inner: rest.slice(start + 2, end) });
    rest = rest.slice(end + 1);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, { kind: 'text', text: rest }];
}

/** Where the variable that begins before `from` ends: others may stand within it. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index += 1) {
    if (text.startsWith('${', index)) depth += 1;
    else if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

/** At the commas that stand in no quotes and no parentheses. */
function splitFallbacks(inner: string): readonly string[] {
  return [...inner.matchAll(/(?:'[^']*'|"[^"]*"|\([^)]*\)|[^,])+/g)].map(([source]) => source.trim());
}
