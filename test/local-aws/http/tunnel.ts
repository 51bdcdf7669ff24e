/**
 * The https half of this AWS: a proxy that a client is pointed at by `HTTPS_PROXY`. A tunnel to a host of this AWS ends
 * here, under that host's own certificate; one to any other host is refused, so that nothing leaves the machine. So the
 * url in a parameter is used as it stands.
 */
import type { Server } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.ts';
import { endWith } from './raw-answer.ts';
import { refuseHost } from './refusal.ts';
import type { Tell } from './router.ts';

export interface TunnelOptions {
  readonly server: Server;
  readonly certificates: Certificates;
  /** Whether a host name is one of this AWS. */
  readonly owns: (host: string) => boolean;
  readonly onDefect: (error: unknown) => void;
  readonly tell: Tell;
}

export function offerTunnels({ server, certificates, owns, onDefect, tell }: TunnelOptions): void {
  server.on('connect', ({ url = '', socket }, _, head) => {
    socket.on('error', () => socket.destroy());
    const { host, port } = addressIn(url);
    if (port !== '443' || !isHostName(host) || !owns(host)) {
      const refusal = refuseHost(url);
      tell({ method: 'CONNECT', host, path: '', query: new URLSearchParams(), headers: {}, body: '' }, refusal);
      return endWith(socket, refusal);
    }
    const open = async (): Promise<void> => {
      const secureContext = await certificates.contextFor(host);
      if (socket.destroyed) return;
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      // What a client said that did not wait for this.
      if (head.length > 0) socket.unshift(head);
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => secure.destroy());
      server.emit('connection', secure);
    };
    open().catch((error: unknown) => {
      onDefect(error);
      socket.destroy();
    });
  });
}

function addressIn(target: string): { readonly host: string; readonly port: string | undefined } {
  const [host = '', port] = target.toLowerCase().split(':');
  return { host, port };
}

/** RFC 1123, section 2.1; of nothing else there are certificates. */
function isHostName(host: string): boolean {
  return host.length <= 253 && /^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(host);
}
