/** The leaves of request shapes, and the lists and maps of them, with AWS's wording of each constraint. */
import { failure, mistyped, type Shape } from './shape.ts';

interface TextRules {
  readonly min?: number;
  readonly max?: number;
  /** AWS's pattern, unanchored as it prints it; the whole value must match. */
  readonly pattern?: string;
  /** AWS never quotes the value in an error. */
  readonly sensitive?: boolean;
}

export function text(rules: TextRules = {}): Shape<string> {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = rules;
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
  const atMost = `Member must have length less than or equal to ${max}`;
  const atLeast = `Member must have length greater than or equal to ${min}`;
  const matching = `Member must satisfy regular expression pattern: ${pattern}`;
  return {
    constraints: [
      ...(max === Number.POSITIVE_INFINITY ? [] : [atMost]),
      ...(min === 0 ? [] : [atLeast]),
      ...(expression === undefined ? [] : [matching]),
    ],
    read(value, path, report) {
      if (typeof value !== 'string') throw mistyped(value, 'a String');
      const shown = rules.sensitive === true ? undefined : value;
      if (value.length > max) report(failure(path, atMost, shown));
      if (value.length < min) report(failure(path, atLeast, shown));
      if (expression !== undefined && !expression.test(value)) report(failure(path, matching, shown));
      return value;
    },
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  const constraint = `Member must satisfy enum value set: [${values.join(', ')}]`;
  return {
    constraints: [constraint],
    read(value, path, report) {
      if (typeof value !== 'string') throw mistyped(value, 'a String');
      if (!values.some((allowed) => allowed === value)) report(failure(path, constraint, value));
      return value as T;
    },
  };
}

export function integer(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Shape<number> {
  const atMost = `Member must have value less than or equal to ${max}`;
  const atLeast = `Member must have value greater than or equal to ${min}`;
  return {
    constraints: [atMost, atLeast],
    read(value, path, report) {
      if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped(value, 'an Integer');
      if (value > max) report(failure(path, atMost, String(value)));
      if (value < min) report(failure(path, atLeast, String(value)));
      return value;
    },
  };
}

export const flag: Shape<boolean> = {
  constraints: [],
  read(value) {
    if (typeof value !== 'boolean') throw mistyped(value, 'a Boolean');
    return value;
  },
};

/** `max`: how many members at most. A wrong leaf is told once for the list, a wrong structure by its own path. */
export function list<T>(of: Shape<T>, max = Number.POSITIVE_INFINITY): Shape<T[]> {
  return {
    constraints: [],
    read(value, path, report) {
      if (!Array.isArray(value)) throw mistyped(value, 'a List');
      const shown = `[${value.join(', ')}]`;
      if (value.length > max) {
        report(failure(path, `Member must have length less than or equal to ${max}`, shown));
      }
      const findings: string[] = [];
      const members = value.map((member, index) =>
        of.read(member, `${path}.${index + 1}.member`, (finding) => findings.push(finding)),
      );
      if (of.constraints.length === 0) findings.forEach(report);
      else if (findings.length > 0) {
        report(failure(path, `Member must satisfy constraint: [${of.constraints.join(', ')}]`, shown));
      }
      return members;
    },
  };
}

export function map(key: Shape<string>, value: Shape<string>): Shape<Record<string, string>> {
  return {
    constraints: [],
    read(given, path, report) {
      if (typeof given !== 'object' || given === null || Array.isArray(given)) throw mistyped(given, 'a Map');
      const wrong = { keys: false, values: false };
      const entries = Object.entries(given).map(([name, content]): [string, string] => [
        key.read(name, path, () => {
          wrong.keys = true;
        }),
        value.read(content, path, () => {
          wrong.values = true;
        }),
      ]);
      const shown = `{${entries.map(([name, content]) => `${name}=${content}`).join(', ')}}`;
      if (wrong.keys) report(failure(path, `Map keys must satisfy constraint: [${key.constraints.join(', ')}]`, shown));
      if (wrong.values) {
        report(failure(path, `Map value must satisfy constraint: [${value.constraints.join(', ')}]`, shown));
      }
      return Object.fromEntries(entries);
    },
  };
}
