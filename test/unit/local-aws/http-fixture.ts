/** An AWS served over HTTP, and a client that says byte by byte what no polite one would. */
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type RunningServer, serve } from '../../local-aws/http/server.ts';
import type { ToldAnswer } from '../../local-aws/http/told-answer.ts';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';
import type { Json } from '../../local-aws/service.ts';

export interface Served extends RunningServer {
  readonly aws: LocalAws;
  /** What this AWS blames on itself. */
  readonly defects: unknown[];
  /** What it answered without the dispatcher. */
  readonly told: ToldAnswer[];
}

export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: string;
  readonly body: string;
}

/** Closed when the test ends, unless the test does so itself. */
export async function openServer(): Promise<Served> {
  const aws = createLocalAws({ quotas: false });
  const defects: unknown[] = [];
  const told: ToldAnswer[] = [];
  const server = await serve(aws, {
    onDefect: (error) => defects.push(error),
    onAnswer: (answer) => told.push(answer),
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= server.close();
    return closing;
  };
  onTestFinished(close);
  return { ...server, close, aws, defects, told };
}

/** Keeps the next call of an operation waiting until it is released. */
export function hold(aws: LocalAws, operation: string): { readonly arrived: Promise<void>; release(): void } {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<undefined>();
  const end = aws.dispatcher.interfere({
    before: (call) => {
      if (call.operation !== operation) return undefined;
      end();
      arrived.resolve();
      return released.promise;
    },
  });
  return { arrived: arrived.promise, release: () => released.resolve(undefined) };
}

/** A new user pool's id. */
export function newPool(aws: LocalAws, more: Json = {}): string {
  const call = { operation: 'CreateUserPool', caller: aws.callers.person, requestId: 'request', at: aws.clock.now() };
  const answer = aws.cognito.operations.CreateUserPool?.({ PoolName: 'customers', ...more }, call);
  return (answer as { readonly UserPool: { readonly Id: string } }).UserPool.Id;
}

/** The header of somebody, who may call this service here unless told otherwise. */
export function signedFor(service: string, accessKeyId = 'LOCALPERSON'): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261120/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/** The headers of a call as an SDK sends them. */
export function callOf(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AmazonSSM.${operation}`,
    authorization: signedFor('ssm'),
  };
}

/** A request whose answer, ten megabytes, is far more than a connection holds while nobody reads. */
export function requestOfMuch(aws: LocalAws): string {
  const queue = aws.sqs.create('much');
  for (let index = 0; index < 10; index += 1) queue.send({ body: 'x'.repeat(1_000_000), senderId: 'person' });
  const headers = {
    'x-amz-target': 'AmazonSQS.ReceiveMessage',
    authorization: signedFor('sqs'),
    connection: 'keep-alive',
  };
  return request('POST /', headers, JSON.stringify({ QueueUrl: queue.url, MaxNumberOfMessages: 10 }));
}

/** A request as it stands on the wire; the connection ends with its answer. A header of `undefined` is left out. */
export function request(line: string, headers: Readonly<Record<string, string | undefined>> = {}, body = ''): string {
  const all = { host: '127.0.0.1', connection: 'close', 'content-length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).filter(([, value]) => value !== undefined);
  return `${line} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** Resolves when the connection is there. */
export function dial(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Says it, and hears until the other side has no more to say; nothing at all when it just hangs up. */
export async function exchange(url: string, said: string | Buffer): Promise<string> {
  const socket = await dial(url);
  socket.write(said);
  return heardBy(socket);
}

/** Everything until the connection ends, in whatever way. */
export function heardBy(socket: Socket): Promise<string> {
  const heard: Buffer[] = [];
  return new Promise((resolve) => {
    socket.on('data', (chunk) => heard.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(Buffer.concat(heard).toString()));
  });
}

/** @throws Error when it is no answer of HTTP */
export function read(heard: string): RawAnswer {
  const end = heard.indexOf('\r\n\r\n');
  const headers = heard.slice(0, end);
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(headers)?.[1];
  if (end < 0 || status === undefined) throw new Error(`no answer of HTTP: ${heard.length} bytes`);
  const type = /^content-type: (.*)$/im.exec(headers)?.[1] ?? '';
  return { status: Number(status), type, headers, body: heard.slice(end + 4) };
}

/** The code of an error in whatever of AWS's forms it is; undefined when it is in none. */
export function codeIn({ type, body }: RawAnswer): string | undefined {
  if (/^(application|text)\/xml$/.test(type)) return /^<\?xml [^>]*>\n<.*<Code>(\w+)<\/Code>/.exec(body)?.[1];
  if (!/^application\/(json|x-amz-json-1\.[01])$/.test(type)) return undefined;
  const { __type, message } = JSON.parse(body);
  return typeof message === 'string' ? __type : undefined;
}
