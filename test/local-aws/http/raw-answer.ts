/** Answers to what never became a request: written straight onto a connection, which ends with them. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WireAnswer } from '../json-protocol.ts';

export function endWith(socket: Duplex, { status, headers, body }: WireAnswer): void {
  const all = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  // Whoever does not hang up in turn would hold the line for ever.
  socket.end(body, () => socket.destroy());
}
