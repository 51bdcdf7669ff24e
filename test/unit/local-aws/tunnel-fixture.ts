/** Tunnels to an AWS, and TLS through them. */
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { dial, type Served } from './http-fixture.ts';

/** The first words of a proxy, and the line behind them. */
export async function tunnel(
  url: string,
  authority: string,
): Promise<{ readonly words: string; readonly line: Socket }> {
  const line = await dial(url);
  line.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`);
  const words = await new Promise<string>((resolve) => {
    line.once('data', (data) => resolve(data.toString()));
  });
  return { words, line };
}

/** TLS to a host through the tunnel; whoever it meets there must show a certificate for that host. */
export async function secured({ url, authority }: Served, host: string, name = host): Promise<TLSSocket> {
  const { line } = await tunnel(url, `${host}:443`);
  return new Promise((resolve, reject) => {
    const secure = connect({ socket: line, servername: name, ca: authority }, () => resolve(secure));
    secure.on('error', reject);
  });
}
