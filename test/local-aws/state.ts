/**
 * What this AWS holds, as text, so that a world outlives its process: pools, parameters, tags and waiting messages. It
 * does not hold what only tests look at (calls, log lines, metrics) nor what is deployed (rules, mappings, schedules).
 */

/** A service whose things outlive the process. What it gives is plain data, maps and sets. */
export interface Persistent {
  save(): unknown;
  /** Takes what `save` once gave; on a service that holds nothing yet. */
  restore(saved: unknown): void;
}

/** JSON that keeps maps and sets. */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (member instanceof Map) return { $map: [...member] };
    return member instanceof Set ? { $set: [...member] } : member;
  });
}

/** Of what `encode` gave. A document of somebody's own is text in here, so its members are never taken for a map's. */
export function decode(text: string): unknown {
  return JSON.parse(text, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null) return member;
    if ('$map' in member && Array.isArray(member.$map)) return new Map(member.$map);
    return '$set' in member && Array.isArray(member.$set) ? new Set(member.$set) : member;
  });
}
