/** What comes to the dispatcher and what goes from it, whatever protocol it came by. */
import type { Credential } from './authorization.ts';
import { AwsError, type Json } from './service.ts';

export interface Request {
  /** The header `X-Amz-Target`. */
  readonly target: string;
  readonly body: string;
  /** Undefined: the request is not signed. */
  readonly credential: Credential | undefined;
}

export interface Answer {
  readonly requestId: string;
  readonly result: Json | AwsError;
}

/** Far more than any request of AWS's model has. Where AWS's own reader stops is D. */
const mostLevels = 100;

/**
 * Throws `SerializationException` for what is no JSON object, or nested so deeply that whoever walks it would run out of
 * stack; nothing at all is an empty object.
 */
export function inputIn({ body }: Request): Json {
  try {
    const input: unknown = JSON.parse(body === '' ? '{}' : body);
    if (isStructure(input) && !isDeep(input)) return { ...input };
  } catch {
    // Falls through to the one answer for everything that is no JSON object, or too deep a one.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

function isStructure(value: unknown): value is Json {
  return isNested(value) && !Array.isArray(value);
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Level by level: the walk itself needs no stack. */
function isDeep(input: Json): boolean {
  let level: readonly object[] = [input];
  for (let depth = 0; depth < mostLevels; depth += 1) {
    level = level.flatMap((value) => Object.values(value)).filter(isNested);
  }
  return level.length > 0;
}
