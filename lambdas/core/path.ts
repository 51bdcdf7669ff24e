import type { AllowedPrefix } from './deployment.ts';
import type { UserPool } from './user-pool.ts';

/**
 * Parameter paths: the strict subset of Parameter Store's names that a target may be. Always beginning with `/`, so
 * that a parameter has one spelling (`Name` and `/Name` are the same parameter to AWS).
 */

const segment = /^[A-Za-z0-9_.-]+$/;
const placeholder = /:([A-Za-z]*)/g;

/** Parameter Store's limits: levels of a name, and its length counting `arn:aws:ssm:<region>:<account>:parameter`. */
const maximumLevels = 15;
const maximumArnLength = 1011;

/** What a pattern's placeholders stand for. */
export type Placeholders = Readonly<Record<'clientName' | 'clientId' | 'poolName' | 'poolId', string>>;

/** What is wrong with a path, in words that finish "`/x` …". */
export interface PathProblem {
  readonly problem: string;
}

/**
 * Puts the placeholders' values in. A value that cannot stand in a path is a problem, never altered: two clients
 * whose names differ in a forbidden character must not meet at one parameter.
 */
export function expandPath(pattern: string, values: Placeholders): string | PathProblem {
  let problem: PathProblem | undefined;
  const path = pattern.replace(placeholder, (written, name: string) => {
    const value = isPlaceholder(name, values) ? values[name] : undefined;
    if (value === undefined) {
      problem ??= {
        problem: `has the unknown placeholder ${written} (known: ${Object.keys(values)
          .map((known) => `:${known}`)
          .join(' ')})`,
      };
    } else if (!segment.test(value)) {
      problem ??= {
        problem: `cannot hold ${JSON.stringify(value)}, the value of ${written}: a path is made of A-Z a-z 0-9 _ . -`,
      };
    }
    return value ?? '';
  });
  return problem ?? path;
}

function isPlaceholder(name: string, values: Placeholders): name is keyof Placeholders {
  return Object.hasOwn(values, name);
}

/** What is wrong with this path as the name of a parameter in the pool's region and account, or undefined. */
export function pathProblem(path: string, pool: UserPool): PathProblem | undefined {
  const [root, ...segments] = path.split('/');
  if (root !== '' || segments.length === 0) return { problem: 'does not begin with /' };
  if (path.includes(':')) return { problem: 'has a placeholder, and placeholders belong in the pool’s pattern only' };
  const wrong = segments.find((part) => !segment.test(part));
  if (wrong === '') return { problem: 'has an empty segment (// or a / at its end)' };
  if (wrong !== undefined)
    return { problem: `has the segment ${JSON.stringify(wrong)}: segments are made of A-Z a-z 0-9 _ . -` };
  if (segments.length > maximumLevels)
    return { problem: `has ${segments.length} levels; a parameter has at most ${maximumLevels}` };
  if (/^\/(aws|ssm)/i.test(path)) return { problem: 'begins with aws or ssm, which AWS reserves' };
  const length = parameterArn(path, pool).length;
  if (length > maximumArnLength)
    return { problem: `is too long: its ARN has ${length} characters, AWS accepts ${maximumArnLength}` };
  return undefined;
}

/** The ARN of a parameter beside the pool: same partition, region and account. */
function parameterArn(path: string, pool: UserPool): string {
  const [, partition, , region, account] = pool.arn.split(':');
  return `arn:${partition}:ssm:${region}:${account}:parameter${path}`;
}

/** Whether this pool's clients may be written there: under a prefix that is open, or bound to this pool. */
export function isAllowed(path: string, userPoolId: string, prefixes: readonly AllowedPrefix[]): boolean {
  return prefixes.some(({ prefix, pools }) => path.startsWith(prefix) && (pools?.includes(userPoolId) ?? true));
}

/** The prefixes under which this pool's clients may be written; what a person is told when theirs is not. */
export function allowedPrefixes(userPoolId: string, prefixes: readonly AllowedPrefix[]): readonly string[] {
  return prefixes.filter(({ pools }) => pools?.includes(userPoolId) ?? true).map(({ prefix }) => prefix);
}
