/**
 * The policy language. A document is read when it is put, and all of it: what is not fully understood throws there,
 * with a sentence, and is never taken for something else when it comes to a decision.
 */
import type { Json } from '../service.ts';
import type { Values } from './condition-keys.ts';
import { readCondition } from './conditions.ts';
import type { Principal } from './iam.ts';
import { objectIn, textIn, textsIn } from './members.ts';
import { readPrincipal } from './principals.ts';
import { arnPattern, type Matcher, wildcard } from './wildcard.ts';

export interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: Values;
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly covers: (question: Question) => boolean;
}

/** Whose policy it is: a role's permissions, a resource's, or whom a role trusts. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

const required: Readonly<Record<PolicyKind, readonly string[]>> = {
  identity: ['Effect', 'Action', 'Resource'],
  resource: ['Effect', 'Action', 'Resource', 'Principal'],
  trust: ['Effect', 'Action', 'Principal'],
};

/** Throws an Error for any element, operator, condition key or principal that is not fully understood. */
export function readPolicy(kind: PolicyKind, document: Json): readonly Statement[] {
  const { Version, Id, Statement, ...rest } = objectIn(document, 'The policy');
  for (const element of Object.keys(rest)) throw new Error(`The policy element ${element} is not understood.`);
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw new Error('The policy has a version that does not exist.');
  }
  if (Id !== undefined) textIn(Id, 'Id');
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0) throw new Error('The policy has no statement.');
  const members = statements.map((statement) => objectIn(statement, 'Statement'));
  const ids = members.flatMap(({ Sid }) => (Sid === undefined ? [] : [textIn(Sid, 'Sid')]));
  if (new Set(ids).size < ids.length) throw new Error('Two statements of the policy have the same Sid.');
  return members.map((statement) => readStatement(kind, statement));
}

function readStatement(kind: PolicyKind, statement: Json): Statement {
  const allowed = [...required[kind], 'Sid', 'Condition'];
  for (const element of Object.keys(statement)) {
    if (!allowed.includes(element)) throw new Error(`${element} is not understood in a policy of this kind: ${kind}.`);
  }
  for (const element of required[kind]) {
    if (statement[element] === undefined) throw new Error(`A statement has no ${element}.`);
  }
  const { Effect, Action, Resource, Principal, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error('Effect is neither Allow nor Deny.');
  const actions = textsIn(Action, 'Action').map(readAction);
  const resources = Resource === undefined ? [() => true] : textsIn(Resource, 'Resource').map(readResource);
  const includes = Principal === undefined ? () => true : readPrincipal(Principal);
  const holds = Condition === undefined ? () => true : readCondition(Condition);
  return {
    effect: Effect,
    covers: ({ principal, action, resource, context }) =>
      actions.some((matches) => matches(action.toLowerCase())) &&
      resources.some((matches) => matches(resource)) &&
      includes(principal) &&
      holds(context),
  };
}

/** Actions have no case. */
function readAction(action: string): Matcher {
  if (action !== '*' && !/^[a-z0-9-]+:[a-z0-9*?]+$/i.test(action)) throw new Error(`${action} is no action.`);
  return wildcard(action.toLowerCase());
}

function readResource(resource: string): Matcher {
  return resource === '*' ? () => true : arnPattern(resource);
}

/** What the statements together say: one that denies outweighs all that allow. Undefined: nothing. */
export function verdict(statements: readonly Statement[], question: Question): Statement['effect'] | undefined {
  const effects = statements.filter(({ covers }) => covers(question)).map(({ effect }) => effect);
  return effects.find((effect) => effect === 'Deny') ?? effects[0];
}
