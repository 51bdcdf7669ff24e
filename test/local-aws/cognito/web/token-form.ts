/** A request to the token endpoint, read as RFC 6749 has it: a form, and credentials in the header or in the form. */
import type { WebRequest } from '../../web.ts';
import { OAuthError } from './answers.ts';

export type Form = ReadonlyMap<string, string>;

export interface Credentials {
  readonly clientId: string;
  readonly secret: string | undefined;
}

/**
 * The form's members; one without a value is the same as absent (section 3.2).
 * @throws OAuthError `invalid_request` for another content type, or a member that comes twice
 */
export function readForm({ headers, body }: WebRequest): Form {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') throw new OAuthError('invalid_request');
  const members = [...new URLSearchParams(body)].filter(([, value]) => value !== '');
  const form = new Map(members);
  if (form.size < members.length) throw new OAuthError('invalid_request');
  return form;
}

/**
 * Who asks. The same said at both places is taken as said once, though section 2.3 forbids it: what Cognito does is
 * not documented.
 * @throws OAuthError `invalid_request` when the two places disagree, the header is malformed, or there is no client id
 */
export function credentialsIn(authorization: string | undefined, form: Form): Credentials {
  const given = authorization === undefined ? undefined : readBasic(authorization);
  const clientId = onlyOne(given?.clientId, form.get('client_id'));
  const secret = onlyOne(given?.secret, form.get('client_secret'));
  if (clientId === undefined) throw new OAuthError('invalid_request');
  return { clientId, secret };
}

function onlyOne(first: string | undefined, second: string | undefined): string | undefined {
  if (first !== undefined && second !== undefined && first !== second) throw new OAuthError('invalid_request');
  return first ?? second;
}

/** `Basic <base64 of id:secret>`; a line break in it, as some base64 encoders make, is a fault. */
function readBasic(authorization: string): Credentials {
  const encoded = authorization.match(/^Basic +([A-Za-z0-9+/]+={0,2})$/i)?.[1];
  const [, clientId, secret] =
    Buffer.from(encoded ?? '', 'base64')
      .toString()
      .match(/^([^:]+):(.*)$/s) ?? [];
  if (clientId === undefined || secret === undefined) throw new OAuthError('invalid_request');
  return { clientId: unescaped(clientId), secret: secret === '' ? undefined : unescaped(secret) };
}

/**
 * Section 2.3.1 has both parts form-encoded within the base64, many clients do not. Ids and secrets are of `[\w+]`, so
 * `+` alone looks different and no true value holds a `%`: both spellings can be understood.
 */
function unescaped(part: string): string {
  return part.replaceAll(/%2B/gi, '+');
}
