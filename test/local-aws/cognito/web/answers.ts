/** Answers of the web endpoints. All are for pages of every origin; what a domain says is for nobody's cache. */
import type { WebAnswer } from '../../web.ts';

type Headers = WebAnswer['headers'];

/**
 * AWS documents the origin, and `application/json;charset=UTF-8` with the token endpoint's errors; the rest is as
 * public logs show it (amazon-cognito-auth-js issue 52, oidc-client-js issue 1107).
 */
const uncached: Headers = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
};

export function json(status: number, body: object, headers: Headers = uncached): WebAnswer {
  const type = { 'content-type': 'application/json;charset=UTF-8' };
  return { status, headers: { ...headers, ...type }, body: JSON.stringify(body) };
}

export function nothing(status: number, headers: Headers = {}): WebAnswer {
  return { status, headers: { ...uncached, ...headers }, body: '' };
}

/** A refusal as OAuth words it. Neither code nor description ever holds what was sent as a secret or token. */
export class OAuthError extends Error {
  readonly answer: WebAnswer;

  /** The token endpoint says the code alone, always with 400 (its documentation shows no other status). */
  constructor(code: string, { status = 400, description, headers = {} }: OAuthErrorOptions = {}) {
    super(description ?? code);
    const body = { error: code, ...(description && { error_description: description }) };
    this.answer = json(status, body, { ...uncached, ...headers });
  }
}

interface OAuthErrorOptions {
  readonly status?: number;
  readonly description?: string;
  readonly headers?: Headers;
}
