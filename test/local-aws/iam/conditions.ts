/**
 * The `Condition` of a statement. Several keys and operators must all hold, of several values one. A key that the
 * request lacks makes a positive operator false and a negated one true; over no values `ForAllValues` holds and
 * `ForAnyValue` does not (IAM User Guide, "Condition operators", "Multivalued context keys").
 */
import { isKnown, isMultivalued, type Values } from './condition-keys.ts';
import { objectIn, textsIn } from './members.ts';
import { arnPattern, type Matcher, wildcard } from './wildcard.ts';

export type Condition = (context: Values) => boolean;

interface Operator {
  /** Of one value of the policy; throws for one it does not take. */
  readonly matcher: (value: string) => Matcher;
  readonly negated?: true;
  /** Whether a set operator can stand before it. */
  readonly overSets?: true;
}

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: { matcher: exactly, overSets: true },
  StringNotEquals: { matcher: exactly, overSets: true, negated: true },
  StringLike: { matcher: wildcard, overSets: true },
  // "ArnEquals and ArnLike behave identically."
  ArnEquals: { matcher: arnPattern },
  ArnLike: { matcher: arnPattern },
  Bool: { matcher: truth },
};

/** Throws for an operator, a key or a value that is not fully understood. */
export function readCondition(given: unknown): Condition {
  const conditions = Object.entries(objectIn(given, 'Condition')).flatMap(([operator, keys]) =>
    Object.entries(objectIn(keys, operator)).map(([key, values]) => readKey(operator, key, values)),
  );
  return (context) => conditions.every((holds) => holds(context));
}

function readKey(spelling: string, name: string, given: unknown): Condition {
  const where = `${spelling} ${name}`;
  const key = name.toLowerCase();
  if (!isKnown(key)) throw new Error(`The condition key ${name} is not understood.`);
  const [, quantifier, base = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(spelling) ?? [];
  const values = textsIn(unquoted(given, base), where);
  if (spelling === 'Null') {
    const wanted = values.map(truth);
    return (context) => wanted.some((matches) => matches(String(!context.has(key))));
  }
  const operator = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (operator === undefined || (quantifier !== undefined && !operator.overSets)) {
    throw new Error(`The condition operator ${spelling} is not understood.`);
  }
  if (quantifier === undefined && isMultivalued(key)) {
    throw new Error(`${where} needs ForAllValues or ForAnyValue: a request can have several values of it.`);
  }
  const matchers = values.map(operator.matcher);
  const holds: Matcher = (text) => matchers.some((matches) => matches(text)) !== (operator.negated ?? false);
  if (quantifier === 'ForAllValues') return (context) => (context.get(key) ?? []).every(holds);
  if (quantifier === 'ForAnyValue') return (context) => (context.get(key) ?? []).some(holds);
  return (context) => context.get(key)?.every(holds) ?? operator.negated ?? false;
}

/** `true` may stand without quotation marks where only a truth can. */
function unquoted(given: unknown, operator: string): unknown {
  return typeof given === 'boolean' && ['Bool', 'Null'].includes(operator) ? String(given) : given;
}

function exactly(value: string): Matcher {
  return (text) => text === value;
}

function truth(value: string): Matcher {
  if (value !== 'true' && value !== 'false') throw new Error(`${value} is neither true nor false.`);
  return exactly(value);
}
