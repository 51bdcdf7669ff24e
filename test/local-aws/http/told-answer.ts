/**
 * What a live log is told of a request that never passed the dispatcher: a token, a registration, a document of an
 * issuer, a refusal. Names and codes, all of them short; never a secret.
 */
import { cutShort } from '../call-record.ts';
import { OAuthError } from '../cognito/web/answers.ts';
import { credentialsIn, readForm } from '../cognito/web/token-form.ts';
import type { WireAnswer } from '../json-protocol.ts';
import type { WebRequest } from '../web.ts';

export interface ToldAnswer {
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  /** AWS's code of a refusal, or OAuth's. */
  readonly code?: string;
  /** Of a token or a registration. */
  readonly clientId?: string;
}

/** `secrets`: what may stand where an id belongs, and is not told. */
export function told(request: WebRequest, answer: WireAnswer, secrets: ReadonlySet<string>): ToldAnswer {
  const body = answeredJson(answer);
  const code = answer.code ?? textOf(body, 'error');
  const id = textOf(body, 'client_id') ?? askedClient(request);
  // 26 letters and digits, as Cognito makes them; a secret has 24 at least, and somebody may confuse the two.
  const isId = id !== undefined && /^[a-z0-9]{20,30}$/.test(id) && !secrets.has(id);
  return {
    method: cutShort(request.method),
    host: cutShort(request.host),
    path: cutShort(request.path),
    status: answer.status,
    ...(code !== undefined && { code: cutShort(code) }),
    ...(isId && { clientId: id }),
  };
}

/** Our own words: they are as deep as we made them. */
function answeredJson({ headers, body }: WireAnswer): unknown {
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  return isJson && typeof body === 'string' && body !== '' ? JSON.parse(body) : undefined;
}

function textOf(value: unknown, member: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
  const text: unknown = Reflect.get(value, member);
  return typeof text === 'string' ? text : undefined;
}

/** Of a form, as the token endpoint reads it. */
function askedClient(request: WebRequest): string | undefined {
  try {
    return credentialsIn(request.headers.authorization, readForm(request)).clientId;
  } catch (error) {
    if (error instanceof OAuthError) return undefined;
    throw error;
  }
}
