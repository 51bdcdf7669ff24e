/**
 * Request shapes as AWS's model has them, read the way AWS reads them: unknown members are dropped, a wrong JSON type
 * is a `SerializationException`, and every broken constraint of a request is told in one answer, in AWS's words.
 */
import { AwsError, type Json } from '../service.ts';

export interface Shape<T> {
  /** What a value must satisfy, worded as AWS prints it for members of lists and maps. Empty: nothing, or a structure. */
  readonly constraints: readonly string[];
  /** `value` as this shape; what is wrong with it goes to `report`, and the result then means nothing. */
  read(value: unknown, path: string, report: (finding: string) => void): T;
}

export type ReadBy<S> = S extends Shape<infer T> ? T : never;
type Members = Readonly<Record<string, Shape<unknown>>>;
type StructureOf<R extends Members, O extends Members> = { [K in keyof R]: ReadBy<R[K]> } & {
  [K in keyof O]?: ReadBy<O[K]>;
};

/** The whole request, or an `InvalidParameterException` that names every broken constraint. */
export function readRequest<T>(shape: Shape<T>, input: Json): T {
  const findings: string[] = [];
  const request = shape.read(input, '', (finding) => findings.push(finding));
  if (findings.length === 0) return request;
  const errors = findings.length === 1 ? 'error' : 'errors';
  throw new AwsError(
    'InvalidParameterException',
    `${findings.length} validation ${errors} detected: ${findings.join('; ')}`,
  );
}

/** `Value 'x' at 'clientName' failed to satisfy constraint: …`; a sensitive value is not quoted (`shown` undefined). */
export function failure(path: string, constraint: string, shown?: string): string {
  const value = shown === undefined ? 'Value' : `Value '${shown}'`;
  return `${value} at '${path}' failed to satisfy constraint: ${constraint}`;
}

/** Members in this order: those that must be there, those that may. JSON `null` is the same as absent. */
export function structure<R extends Members, O extends Members>(required: R, optional: O): Shape<StructureOf<R, O>> {
  return {
    constraints: [],
    read(value, path, report) {
      const given = asStructure(value);
      const result: Json = {};
      for (const [name, shape] of Object.entries({ ...required, ...optional })) {
        const at = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
        const member = given[name] ?? undefined;
        if (member !== undefined) result[name] = shape.read(member, at, report);
        else if (name in required)
          report(`Value null at '${at}' failed to satisfy constraint: Member must not be null`);
      }
      return result as StructureOf<R, O>;
    },
  };
}

/** A structure whose members are nobody's concern here: kept and shown again, unchecked. */
export function kept<T>(): Shape<T> {
  return { constraints: [], read: (value) => structuredClone(asStructure(value)) as T };
}

function asStructure(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw mistyped(value, 'a structure');
}

/** A JSON type that the model does not have at this place, as AWS's JSON reader words it. */
export function mistyped(value: unknown, wanted: string): AwsError {
  const found = Array.isArray(value) || typeof value === 'object' ? 'Start of structure or list' : typeof value;
  return new AwsError('SerializationException', `${found.toUpperCase()} can not be converted to ${wanted}`);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
