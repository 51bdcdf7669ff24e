/**
 * What a parameter may be called, and the ways to refer to one. `/Name` and `Name` are the same parameter; so the key
 * everything is kept under has no leading slash.
 */

import { invalid } from '../members.ts';
import { AwsError, type Site } from '../service.ts';

const maximumLevels = 15;
/** Counts the whole ARN: the name's own share depends on region and partition. */
const maximumArnLength = 1011;
const wellFormed = /^(?:[\w.-]+|(?:\/[\w.-]+)+)$/;
const reserved = /^\/?(aws|ssm)/i;
const nameRule =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths ' +
  'divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

const pathRule =
  'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". ' +
  'It can\'t be prefixed with \\"aws\\" or \\"ssm\\" (case-insensitive). It must use only letters, numbers, or the ' +
  'following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if ' +
  'specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.';

/** Refuses a path that nothing can lie under: `ValidationException`. */
export function checkPath(path: string): void {
  if (!/^(\/|(\/[\w.-]+)+\/?)$/.test(path)) throw invalid(pathRule);
}

export function keyOf(name: string): string {
  return name.startsWith('/') ? name.slice(1) : name;
}

/** `arn:<partition>:ssm:<region>:<account>:parameter/<name without its leading slash>`. */
export function arnOf(site: Site, name: string): string {
  return `arn:${site.partition}:ssm:${site.region}:${site.account}:parameter/${keyOf(name)}`;
}

/**
 * Refuses a name that no parameter may have: `ValidationException`, `HierarchyLevelLimitExceededException`, or
 * `AccessDeniedException` for AWS's own `/aws/…`.
 */
export function checkNewName(site: Site, name: string): void {
  if (name.startsWith('arn:')) throw invalid('Parameter name: an ARN is not a name.');
  if (name.endsWith('/')) throw invalid('Parameter name must not end with slash.');
  if (name.includes('/') && !name.startsWith('/')) throw invalid('Parameter name must be a fully qualified name.');
  if (!wellFormed.test(name)) throw invalid(nameRule);
  checkReserved(name);
  const levels = keyOf(name).split('/').length;
  if (levels > maximumLevels) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `Hierarchy level of parameter name exceeds the maximum of ${maximumLevels} levels.`,
    );
  }
  if (arnOf(site, name).length > maximumArnLength) {
    throw invalid(`Parameter name: the ARN of the parameter is longer than ${maximumArnLength} characters.`);
  }
}

function checkReserved(name: string): void {
  const prefix = reserved.exec(name)?.[1]?.toLowerCase();
  if (prefix === undefined) return;
  const isPath = keyOf(name).includes('/');
  if (!isPath) throw invalid('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).');
  if (prefix === 'aws') {
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  }
  throw invalid(nameRule);
}

/** The key of a name that must be well formed, as the operations want it that take a name and nothing else. */
export function existingKey(name: string): string {
  const key = wellFormedKey(name);
  if (key === undefined) throw invalid(nameRule);
  return key;
}

/** Undefined for a malformed name, such as `apis/orders`: a hierarchy begins with a slash wherever it is referred to. */
export function wellFormedKey(name: string): string | undefined {
  const trimmed = name.trim();
  return wellFormed.test(trimmed) ? keyOf(trimmed) : undefined;
}

/** `name`, `name:version`, `name:label`, and the same with a full ARN. */
export interface Reference {
  readonly key: string;
  /** A version or label, without the colon. */
  readonly selector?: string;
}

const reference =
  /^(?:arn:(?<partition>[^:]*):ssm:(?<region>[^:]*):(?<account>[^:]*):parameter)?(?<rest>[^:]+)(?::(?<selector>[^:]+))?$/;

/** Undefined when malformed, or when the ARN is of another account, region or partition. */
export function parseReference(site: Site, given: string): Reference | undefined {
  const { partition, region, account, rest = '', selector } = reference.exec(given.trim())?.groups ?? {};
  const isArn = partition !== undefined;
  if (isArn && (partition !== site.partition || region !== site.region || account !== site.account)) return undefined;
  if (isArn && !rest.startsWith('/')) return undefined;
  if (!wellFormed.test(rest)) return undefined;
  return { key: keyOf(rest), ...(selector === undefined ? {} : { selector }) };
}

/** Tells a reference that is malformed from one that is only not ours, as `GetParameter` does. */
export function checkReference(site: Site, given: string): Reference {
  const parsed = parseReference(site, given);
  if (parsed !== undefined) return parsed;
  throw given.startsWith('arn:') ? new AwsError('ParameterNotFound', '') : invalid(nameRule);
}
