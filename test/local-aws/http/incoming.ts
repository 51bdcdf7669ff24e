/** Requests as they come off the wire. */
import type { IncomingMessage } from 'node:http';
import type { WebRequest } from '../web.ts';

/** SQS takes a mebibyte, in JSON up to six times that; nothing here takes more. */
export const mostBytes = 8 * 1_048_576;

export interface HttpRequest extends WebRequest {
  /** Whether it names a whole url, as a client says it to a proxy. */
  readonly proxied: boolean;
}

/**
 * Undefined when it is too large. It is read to its end all the same: a client that is still writing does not listen.
 * Rejects when the client goes away before that.
 */
export async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

export function requestOf(incoming: IncomingMessage, body: string): HttpRequest {
  const { url, proxied } = targetOf(incoming.url ?? '/');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return {
    method: incoming.method ?? 'GET',
    // A url outdoes the header (RFC 9112, section 3.2.2).
    host: proxied ? url.hostname : (incoming.headers.host ?? '').toLowerCase().replace(/:\d+$/, ''),
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    proxied,
  };
}

/** Begins with `/`, or is a whole url when it is said to a proxy. What is neither is nobody's path. */
function targetOf(target: string): { readonly url: URL; readonly proxied: boolean } {
  // Not against a base: `//a/b` would become the path `/b` of a host `a`.
  const own = target.startsWith('/');
  const url = URL.parse(own ? `http://local${target}` : target);
  return url === null ? { url: new URL('http://local//'), proxied: false } : { url, proxied: !own };
}
