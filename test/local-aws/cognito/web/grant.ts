/** What a client must show to be given a token, and what it may be given. */
import type { Client } from '../directory.ts';

/** Whether it is a living secret of the client: every one counts, the original and the added one. */
export function isSecretOf(client: Client, secret: string | undefined): boolean {
  return client.secrets.some(({ value }) => value === secret);
}

/** The asked scopes, each once, or all of the client's when none is asked; undefined when one is not the client's. */
export function grantedScopes(client: Client, asked: readonly string[]): readonly string[] | undefined {
  const own = client.settings.AllowedOAuthScopes ?? [];
  if (asked.length === 0) return own;
  return asked.every((scope) => own.includes(scope)) ? [...new Set(asked)] : undefined;
}
