/** One matcher of an event pattern: a value, or an object with exactly one operator. */
import { AwsError } from './service.ts';

/** Takes all scalars at the place, none when nothing is there. */
export type Matcher = (leaves: readonly unknown[]) => boolean;

type Scalar = (value: unknown) => boolean;

/** Throws `InvalidEventPatternException` for an operator that is unknown or misused. */
export function compileMatcher(matcher: unknown, place: string): Matcher {
  if (typeof matcher !== 'object' || matcher === null) return some((value) => value === matcher);
  const [operator, argument] = only(matcher, place);
  switch (operator) {
    case 'exists':
      if (typeof argument !== 'boolean') throw invalid('exists match pattern must be either true or false.', place);
      return (leaves) => leaves.length > 0 === argument;
    case 'anything-but':
      return anythingBut(argument, place);
    case 'numeric':
      return some(numeric(argument, place));
    default:
      return some(textMatcher(operator, argument, place));
  }
}

/** For texts; the operators that `anything-but` takes as well. */
function textMatcher(operator: string, argument: unknown, place: string): Scalar {
  switch (operator) {
    case 'prefix':
      return affix(argument, (value, text) => value.startsWith(text), place);
    case 'suffix':
      return affix(argument, (value, text) => value.endsWith(text), place);
    case 'equals-ignore-case': {
      const wanted = text(argument, operator, place).toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
    }
    case 'wildcard': {
      const expression = wildcard(text(argument, operator, place), place);
      return (value) => typeof value === 'string' && expression.test(value);
    }
    default:
      throw invalid(`Unrecognized match type ${operator}`, place);
  }
}

/** `"text"`, or `{"equals-ignore-case": "text"}`. */
function affix(argument: unknown, fits: (value: string, text: string) => boolean, place: string): Scalar {
  if (typeof argument !== 'object' || argument === null) {
    const wanted = text(argument, 'prefix or suffix', place);
    return (value) => typeof value === 'string' && fits(value, wanted);
  }
  const [operator, inner] = only(argument, place);
  if (operator !== 'equals-ignore-case') throw invalid(`Unrecognized match type ${operator}`, place);
  const wanted = text(inner, operator, place).toLowerCase();
  return (value) => typeof value === 'string' && fits(value.toLowerCase(), wanted);
}

/** Something must be there, and be none of these. */
function anythingBut(argument: unknown, place: string): Matcher {
  if (typeof argument === 'object' && argument !== null && !Array.isArray(argument)) {
    const [operator, inner] = only(argument, place);
    const tests = listOf(inner).map((one) => textMatcher(operator, one, place));
    return some((value) => !tests.some((test) => test(value)));
  }
  const refused = listOf(argument);
  if (refused.length === 0) throw invalid('anything-but list must not be empty', place);
  if (!refused.every((one) => ['string', 'number'].includes(typeof one))) {
    throw invalid('anything-but takes texts or numbers', place);
  }
  return some((value) => !refused.includes(value));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["=", 1]`, or a range such as `[">", 0, "<=", 5]`. */
function numeric(argument: unknown, place: string): Scalar {
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4)) {
    throw invalid('numeric takes an operator and a number, or two of each', place);
  }
  const pairs = argument.length === 4 ? [argument.slice(0, 2), argument.slice(2)] : [argument];
  const tests = pairs.map(([operator, bound]: readonly unknown[]): ((value: number) => boolean) => {
    const compare = comparisons[String(operator)];
    if (compare === undefined || typeof bound !== 'number') throw invalid(`numeric ${operator} ${bound}`, place);
    return (value) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

/** `*` stands for any text, `\*` and `\\` for themselves. */
function wildcard(pattern: string, place: string): RegExp {
  if (pattern.includes('**')) throw invalid('Consecutive wildcard characters', place);
  const source = pattern.replace(
    /\\([*\\])|(\*)|([^A-Za-z0-9])/gu,
    (_, escaped?: string, star?: string, other?: string) =>
      star === undefined ? `\\u{${(escaped ?? other ?? '').codePointAt(0)?.toString(16)}}` : '.*',
  );
  return new RegExp(`^${source}$`, 'su');
}

function some(test: Scalar): Matcher {
  return (leaves) => leaves.some(test);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The one member of a matcher object. */
function only(matcher: object, place: string): readonly [string, unknown] {
  const [first, ...others] = Object.entries(matcher);
  if (Array.isArray(matcher) || first === undefined || others.length > 0) {
    throw invalid('Only one key allowed in match expression', place);
  }
  return first;
}

function text(value: unknown, operator: string, place: string): string {
  if (typeof value === 'string') return value;
  throw invalid(`${operator} takes a text`, place);
}

function invalid(reason: string, place: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}, at ${place}`);
}
