/** The order in which resources are made: what is referred to comes first. */
import type { Resource } from './template.ts';

/** Ids, in an order in which each comes after all that it needs. Throws for a circle. */
export function orderOf(resources: Readonly<Record<string, Resource>>): readonly string[] {
  const order = new Set<string>();
  const visit = (id: string, way: readonly string[]): void => {
    if (order.has(id)) return;
    if (way.includes(id)) throw new Error(`Resources need one another: ${[...way, id].join(' → ')}.`);
    const { Properties, DependsOn = [] } = resources[id] ?? {};
    for (const needed of [...references(Properties), ...[DependsOn].flat()]) {
      if (Object.hasOwn(resources, needed)) visit(needed, [...way, id]);
    }
    order.add(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return [...order];
}

/** Everything that a value may refer to; other words do no harm. */
function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Ref') return [String(member)];
    if (key === 'Fn::GetAtt') return [Array.isArray(member) ? String(member[0]) : String(member).replace(/\..*/s, '')];
    if (key === 'Fn::Sub') return [...subjects(Array.isArray(member) ? member[0] : member), ...references(member)];
    return references(member);
  });
}

function subjects(text: unknown): readonly string[] {
  return [...String(text).matchAll(/\$\{([^!.}][^.}]*)/g)].map(([, id = '']) => id);
}
