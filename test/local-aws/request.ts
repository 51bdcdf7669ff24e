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

/** Throws `SerializationException` for what is no JSON object; nothing at all is an empty one. */
export function inputIn({ body }: Request): Json {
  try {
    const input: unknown = JSON.parse(body === '' ? '{}' : body);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // Falls through to the one answer for everything that is no JSON object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}
