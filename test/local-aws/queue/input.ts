/** Reads members of SQS requests, refusing what has another type. */
import { AwsError, type Json } from '../service.ts';
import type { MessageAttribute } from './message.ts';

/** Throws `MissingParameter` when it is not there. */
export function text(input: Json, name: string): string {
  const value = optional(input, name);
  if (value === undefined) throw new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);
  return value;
}

export function optional(input: Json, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw mistyped(name);
}

export function number(input: Json, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null || typeof value === 'number') return value ?? undefined;
  throw mistyped(name);
}

/** A map of texts; empty when left out. */
export function texts(input: Json, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(objectIn(input, name)).map(([key, value]): [string, string] => {
    if (typeof value !== 'string') throw mistyped(`${name}.${key}`);
    return [key, value];
  });
  return Object.fromEntries(entries);
}

/** A list of texts; empty when left out. */
export function list(input: Json, name: string): readonly string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || !value.every((member) => typeof member === 'string')) throw mistyped(name);
  return value;
}

export function attributesIn(input: Json): Readonly<Record<string, MessageAttribute>> {
  const all = objectIn(input, 'MessageAttributes');
  if (Object.keys(all).length > 10) {
    throw new AwsError('InvalidParameterValue', 'Number of message attributes exceeds the allowed maximum [10].');
  }
  return Object.fromEntries(
    Object.keys(all).map((key) => {
      const attribute = objectIn(all, key);
      const { StringValue, BinaryValue } = attribute;
      return [
        key,
        {
          DataType: text(attribute, 'DataType'),
          ...(typeof StringValue === 'string' && { StringValue }),
          ...(typeof BinaryValue === 'string' && { BinaryValue }),
        },
      ];
    }),
  );
}

function objectIn(input: Json, name: string): Json {
  const value = input[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw mistyped(name);
  return { ...value };
}

function mistyped(name: string): AwsError {
  return new AwsError('SerializationException', `${name} has the wrong type.`);
}
