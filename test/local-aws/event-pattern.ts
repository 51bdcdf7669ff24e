/**
 * EventBridge event patterns. What this file does not know it refuses when the rule is made: a pattern is never half
 * understood. Semantics from the EventBridge user guide, "Comparison operators for use in event patterns".
 */
import { compileMatcher, type Matcher } from './event-matcher.ts';
import { AwsError, type Json } from './service.ts';

export type EventPattern = (event: Json) => boolean;

/** Whether a value at a place of the event is what the pattern asks for. */
type Test = (value: unknown) => boolean;

/** Throws `InvalidEventPatternException` for whatever EventBridge, or this file, does not take. */
export function compileEventPattern(pattern: Json): EventPattern {
  const test = compileObject(pattern, '$');
  return (event) => test(event);
}

/** Every member must match; `$or` when one of its alternatives does. */
function compileObject(pattern: Json, place: string): Test {
  const members = Object.entries(pattern);
  if (members.length === 0) throw invalid(`Empty objects are not allowed, at ${place}`);
  const tests = members.map(([name, wanted]): Test => {
    if (name === '$or') return compileAlternatives(wanted, place);
    const test = compileMember(wanted, `${place}.${name}`);
    return (value) => test(memberOf(value, name));
  });
  const all: Test = (value) => tests.every((test) => test(value));
  // A list of objects in the event matches when one of its objects does.
  return (value) => (Array.isArray(value) ? value.some(all) || (value.length === 0 && all(undefined)) : all(value));
}

function compileAlternatives(wanted: unknown, place: string): Test {
  if (!Array.isArray(wanted) || wanted.length < 2) throw invalid(`"$or" needs a list of two or more, at ${place}`);
  const tests = wanted.map((alternative: unknown) => compileObject(asObject(alternative, `${place}.$or`), place));
  return (value) => tests.some((test) => test(value));
}

/** A list holds matchers of which one must fit; an object goes deeper. */
function compileMember(wanted: unknown, place: string): Test {
  if (!Array.isArray(wanted)) return compileObject(asObject(wanted, place), place);
  if (wanted.length === 0) throw invalid(`Empty arrays are not allowed, at ${place}`);
  const matchers: readonly Matcher[] = wanted.map((matcher: unknown) => compileMatcher(matcher, place));
  return (value) => matchers.some((matches) => matches(leavesOf(value)));
}

/** What matchers look at: the scalars at a place. An object has none: only leaves can be matched. */
function leavesOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return typeof value === 'object' && value !== null ? [] : [value];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function asObject(value: unknown, place: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid(`"${place}" must be an object or an array`);
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
