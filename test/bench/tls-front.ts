/**
 * An https endpoint in front of an http server. On AWS every call goes over TLS; over plain HTTP the SDK would load a
 * part of Node (`node:http` with undici behind it, 20 ms and more) that a Lambda never loads.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { Certificates } from '../local-aws/http/certificates.ts';

export interface TlsFront {
  /** `https://localhost:4567`. */
  readonly url: string;
  /** PEM, for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string;
  close(): void;
}

export async function openTlsFront(behind: string): Promise<TlsFront> {
  const certificates = await Certificates.create();
  const sockets = new Set<Socket>();
  const host = 'localhost';
  const secureContext = await certificates.contextFor(host);
  const front = createServer({ SNICallback: (_, found) => found(null, secureContext) }, (incoming) => {
    const outgoing = connect(Number(new URL(behind).port), '127.0.0.1');
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      // Else the body of a request waits for the acknowledgement of its head, 40 ms.
      socket.setNoDelay();
      socket.on('close', () => sockets.delete(socket));
      // A subject ends without a word; then both sides go.
      socket.on('error', () => socket.destroy());
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  front.listen(0, host);
  await once(front, 'listening');
  return {
    url: `https://${host}:${(front.address() as AddressInfo).port}`,
    authority: certificates.authority,
    close() {
      for (const socket of sockets) socket.destroy();
      front.close();
    },
  };
}
