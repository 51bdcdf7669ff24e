/** Reads members of policy documents, refusing what has another type. A name in the messages says where. */
import type { Json } from '../service.ts';

export function objectIn(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${where} is not an object.`);
}

export function textIn(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${where} is not a text.`);
}

/** One or a list of them; an empty list would be true of nothing, or of everything, and AWS does not take it. */
export function textsIn(value: unknown, where: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new Error(`${where} is empty.`);
  return list.map((member) => withoutVariables(textIn(member, where), where));
}

function withoutVariables(text: string, where: string): string {
  if (text.includes('${')) throw new Error(`${where} has a policy variable, which is not understood: ${text}`);
  return text;
}
