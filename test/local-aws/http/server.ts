/**
 * This AWS over HTTP on the loopback interface: for SDKs and the AWS CLI (`AWS_ENDPOINT_URL`), and, by host name, for
 * whoever asks a user pool's domain or issuer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { NoAnswer } from '../faults.ts';
import type { WireAnswer } from '../json-protocol.ts';
import type { Aws } from '../local-aws.ts';
import { Certificates } from './certificates.ts';
import { defect, faultOfClient, tooLarge, unexpected } from './failure.ts';
import { bodyOf, requestOf } from './incoming.ts';
import { endWith } from './raw-answer.ts';
import { Router, type Tell } from './router.ts';
import { type ToldAnswer, told } from './told-answer.ts';
import { offerTunnels } from './tunnel.ts';

export interface ServerOptions {
  /** 0, and when left out: any free one. */
  readonly port?: number;
  /** Hears of what only a defect of this AWS can cause. */
  readonly onDefect?: (error: unknown) => void;
  /** Hears of every request that was answered without the dispatcher; what it throws is a defect, and no answer's. */
  readonly onAnswer?: (answer: ToldAnswer) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:4566`: the endpoint of every service, and the proxy. */
  readonly url: string;
  /** PEM of the authority behind the certificates of https hosts. */
  readonly authority: string;
  /** Takes no more requests, gives the answers under way, then ends. */
  close(): Promise<void>;
}

/** Rejects with the error of `listen`, e.g. `EADDRINUSE`. */
export async function serve(aws: Aws, options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 0, onDefect = () => {} } = options;
  const tell = teller(aws, options);
  const router = new Router(aws, tell);
  const certificates = await Certificates.create();
  const underWay = new Set<Promise<void>>();
  const sockets = new Set<Socket>();
  let closing = false;
  /** `refused`: its answer whatever its body is. */
  const receive = (incoming: IncomingMessage, response: ServerResponse, refused?: WireAnswer): void => {
    const answer = (body: string | undefined): void => {
      // The connection ends with the last answer under way: another one might come before that on the same.
      if (closing) return;
      const request = requestOf(incoming, body ?? '');
      const refusal = refused ?? (body === undefined ? tooLarge : undefined);
      if (refusal !== undefined) tell(request, refusal);
      const work = give(response, refusal ?? router.answer(request), onDefect).finally(() => underWay.delete(work));
      underWay.add(work);
    };
    bodyOf(incoming).then(answer, () => response.destroy());
  };
  // A request that names no host is answered too, and in AWS's form.
  const server = createServer({ requireHostHeader: false }, (incoming, response) => receive(incoming, response));
  server.on('checkExpectation', (incoming, response) => receive(incoming, response, unexpected));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    if (code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else endWith(socket, faultOfClient(code));
  });
  offerTunnels({ server, certificates, owns: (host) => router.owns(host), onDefect, tell });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    authority: certificates.authority,
    async close() {
      closing = true;
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(underWay);
      for (const socket of sockets) socket.destroySoon();
      await closed;
    },
  };
}

function teller(aws: Aws, { onAnswer, onDefect = () => {} }: ServerOptions): Tell {
  return (request, answer) => {
    try {
      onAnswer?.(told(request, answer, aws.cognito.secretsEverMinted()));
    } catch (error) {
      onDefect(error);
    }
  };
}

async function give(
  response: ServerResponse,
  answered: WireAnswer | Promise<WireAnswer>,
  onDefect: (error: unknown) => void,
): Promise<void> {
  try {
    send(response, await answered);
  } catch (error) {
    // A fault that was asked for: the connection breaks.
    if (error instanceof NoAnswer) return void response.destroy();
    onDefect(error);
    send(response, defect);
  }
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
