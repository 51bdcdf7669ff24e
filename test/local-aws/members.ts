/**
 * Reads the members of a request as AWS's model declares them. What is missing or out of bounds is a
 * `ValidationException`, a wrong JSON type a `SerializationException` as from all of AWS's JSON services (aws-cdk pull
 * request 27087, async-aws issue 1667). AWS's words never quote what was sent: it may be a secret.
 */
import { AwsError, type Json } from './service.ts';

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** The refusal of a request whose members are well formed but make no sense together, and of all others. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function constraint(member: string, sentence: string): AwsError {
  const path = member.charAt(0).toLowerCase() + member.slice(1);
  return invalid(`1 validation error detected: Value at '${path}' failed to satisfy constraint: ${sentence}`);
}

function mistyped(value: unknown, wanted: string): AwsError {
  const found = typeof value === 'object' ? 'Start of structure or list' : `${typeof value}_VALUE`.toUpperCase();
  return new AwsError('SerializationException', `${found} can not be converted to ${wanted}`);
}

function required<Value>(member: string, value: Value | undefined): Value {
  if (value === undefined) throw constraint(member, 'Member must not be null');
  return value;
}

function checkLength(member: string, length: number, { min, max }: Bounds): void {
  if (min !== undefined && length < min) {
    throw constraint(member, `Member must have length greater than or equal to ${min}`);
  }
  if (max !== undefined && length > max) {
    throw constraint(member, `Member must have length less than or equal to ${max}`);
  }
}

function checkText(member: string, value: unknown, bounds: Bounds): string {
  if (typeof value !== 'string') throw mistyped(value, 'a String');
  checkLength(member, value.length, bounds);
  if (bounds.pattern !== undefined && !bounds.pattern.test(value)) {
    throw constraint(member, `Member must satisfy regular expression pattern: ${bounds.pattern.source}`);
  }
  return value;
}

export function optionalText(input: Json, member: string, bounds: Bounds = {}): string | undefined {
  const value = input[member];
  return value === undefined || value === null ? undefined : checkText(member, value, bounds);
}

export function text(input: Json, member: string, bounds: Bounds = {}): string {
  return required(member, optionalText(input, member, bounds));
}

export function optionalChoice<Choice extends string>(
  input: Json,
  member: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = optionalText(input, member);
  if (value === undefined) return undefined;
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw constraint(member, `Member must satisfy enum value set: [${choices.join(', ')}]`);
  return chosen;
}

export function choice<Choice extends string>(input: Json, member: string, choices: readonly Choice[]): Choice {
  return required(member, optionalChoice(input, member, choices));
}

export function flag(input: Json, member: string): boolean {
  const value = input[member] ?? false;
  if (typeof value !== 'boolean') throw mistyped(value, 'a Boolean');
  return value;
}

/** A whole number between `min` and `max`. */
export function optionalNumber(input: Json, member: string, { min, max }: Bounds = {}): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped(value, 'an Integer');
  if (min !== undefined && value < min)
    throw constraint(member, `Member must have value greater than or equal to ${min}`);
  if (max !== undefined && value > max) throw constraint(member, `Member must have value less than or equal to ${max}`);
  return value;
}

export function number(input: Json, member: string): number {
  return required(member, optionalNumber(input, member));
}

function optionalList(input: Json, member: string, bounds: Bounds): readonly unknown[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw mistyped(value, 'a List');
  checkLength(member, value.length, bounds);
  return value;
}

/** A list of texts; `each` bounds every one of them. */
export function optionalTexts(
  input: Json,
  member: string,
  bounds: Bounds = {},
  each: Bounds = {},
): readonly string[] | undefined {
  return optionalList(input, member, bounds)?.map((value) => checkText(member, value, each));
}

export function texts(input: Json, member: string, bounds: Bounds = {}, each: Bounds = {}): readonly string[] {
  return required(member, optionalTexts(input, member, bounds, each));
}

function isStructure(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function optionalStructures(input: Json, member: string, bounds: Bounds = {}): readonly Json[] | undefined {
  return optionalList(input, member, bounds)?.map((value) => {
    if (!isStructure(value)) throw mistyped(value, 'a structure');
    return value;
  });
}

export function structures(input: Json, member: string, bounds: Bounds = {}): readonly Json[] {
  return required(member, optionalStructures(input, member, bounds));
}
