/** The conditions of a template. */

import type { Json } from '../service.ts';
import { resolve, type Scope } from './intrinsics.ts';

/** Throws for a condition that is not there, and for what is not known. */
export function holds(name: string, conditions: Json, scope: Scope): boolean {
  if (!Object.hasOwn(conditions, name)) throw new Error(`there is no condition ${name}`);
  return evaluate(conditions[name], scope, `Conditions.${name}`);
}

function evaluate(value: unknown, scope: Scope, path: string): boolean {
  const [[name, argument] = ['', undefined]] = Object.entries(Object(value) as Json);
  const list: readonly unknown[] = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Fn::Equals': {
      const [one, other] = list.map((side) => resolve(side, scope, path));
      return one === other;
    }
    case 'Fn::And':
      return list.every((part) => evaluate(part, scope, path));
    case 'Fn::Or':
      return list.some((part) => evaluate(part, scope, path));
    case 'Fn::Not':
      return !evaluate(list[0], scope, path);
    case 'Condition':
      return scope.condition(String(argument));
    default:
      throw new Error(`${path}: ${name || 'a value'} is no condition that is known here.`);
  }
}
