/**
 * CloudFormation's intrinsic functions: a value of a template with everything in its place. What is not known throws
 * and says where it stands.
 */
import type { Json } from '../service.ts';

/** What can be referred to. Each throws for a name that is not there. */
export interface Scope {
  /** Of a resource, a parameter or a pseudo parameter. */
  ref(name: string): string;
  attribute(id: string, name: string): string;
  condition(name: string): boolean;
}

/** Takes away the member or item that it stands for. */
const noValue = Symbol('AWS::NoValue');

/** `path` is where the value stands, for what is thrown. */
export function resolve(value: unknown, scope: Scope, path: string): unknown {
  const resolved = resolvePart(value, scope, path);
  return resolved === noValue ? undefined : resolved;
}

type Intrinsic = (argument: unknown, scope: Scope, path: string) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, path) =>
    argument === 'AWS::NoValue' ? noValue : explained(path, () => scope.ref(asText(argument, path))),
  'Fn::GetAtt': (argument, scope, path) => {
    const [id = '', name = ''] =
      typeof argument === 'string' ? splitOnce(argument) : asList(argument, path).map((part) => asText(part, path));
    return explained(path, () => scope.attribute(id, name));
  },
  'Fn::Join': (argument, scope, path) => {
    const [separator, parts] = asList(argument, path);
    const texts = asList(resolve(parts, scope, path), path).map((part) => asText(part, path));
    return texts.join(asText(separator, path));
  },
  'Fn::Split': (argument, scope, path) => {
    const [separator, text] = asList(argument, path);
    return asText(resolve(text, scope, path), path).split(asText(separator, path));
  },
  'Fn::Select': (argument, scope, path) => {
    const [index, items] = asList(argument, path);
    const list = asList(resolve(items, scope, path), path);
    const item = list[Number(resolve(index, scope, path))];
    if (item === undefined) throw wrong(path, `Fn::Select finds no item ${String(index)} of ${list.length}`);
    return item;
  },
  'Fn::Sub': (argument, scope, path) => substitute(argument, scope, path),
  'Fn::If': (argument, scope, path) => {
    const [name, then, otherwise] = asList(argument, path);
    return resolvePart(explained(path, () => scope.condition(asText(name, path))) ? then : otherwise, scope, path);
  },
};

function resolvePart(value: unknown, scope: Scope, path: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => resolvePart(item, scope, `${path}[${index}]`));
    return items.filter((item) => item !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries.find(([key]) => key === 'Ref' || key.startsWith('Fn::')) ?? [];
  if (name !== undefined) {
    const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
    if (intrinsic === undefined) throw wrong(path, `${name} is not known here`);
    if (entries.length > 1) throw wrong(path, `${name} has company`);
    return intrinsic(argument, scope, path);
  }
  const members = entries.map(([key, member]) => [key, resolvePart(member, scope, `${path}.${key}`)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== noValue)) satisfies Json;
}

/** `${Name}`, `${Id.Attribute}`, `${!Literal}`, and variables of its own. */
function substitute(argument: unknown, scope: Scope, path: string): string {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  const own = new Map(Object.entries(variables as Json));
  return asText(text, path).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (own.has(name)) return asText(resolve(own.get(name), scope, path), path);
    if (!name.includes('.')) return explained(path, () => scope.ref(name));
    const [id, attribute] = splitOnce(name);
    return explained(path, () => scope.attribute(id, attribute));
  });
}

function splitOnce(text: string): [id: string, attribute: string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

function explained<Result>(path: string, look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : String(error));
  }
}

function asText(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw wrong(path, 'a text is needed');
}

function asList(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw wrong(path, 'a list is needed');
}

function wrong(path: string, reason: string): Error {
  return new Error(`${path}: ${reason}.`);
}
