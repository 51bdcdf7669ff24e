/** Where a code may be sent: the rules of Cognito's developer guide for callback urls. */

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
/** A scheme of an app's own is fine; one that a browser runs or reads is nobody's. */
const browsers: readonly string[] = ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:'];

/** An absolute URI without a fragment: https, http on this machine only, or an app's own scheme. */
export function isRedirectUri(text: string): boolean {
  if (text.includes('#') || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol === 'http:') return loopback.includes(hostname);
  return !browsers.includes(protocol);
}
