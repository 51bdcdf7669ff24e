/**
 * The SDK's way into this AWS: what its clients take as `requestHandler`. No socket, no real time; the requests are the
 * ones that would go over the wire.
 */
import type { HttpHandler } from '@smithy/core/protocols';
import type { Dispatcher } from './dispatcher.ts';
import { NoAnswer } from './faults.ts';
import { answerRequest, type WireAnswer, type WireRequest } from './json-protocol.ts';
import { answerRest, type RestRequest } from './rest-protocol.ts';

type Handled = Parameters<HttpHandler['handle']>;

export class RequestHandler implements HttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  async handle(request: Handled[0], options: Handled[1] = {}): ReturnType<HttpHandler['handle']> {
    const signal = options.abortSignal;
    if (signal?.aborted) throw abortError();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const { method, path, query } = request;
    const answer = this.#answer({ method, path, query: queryOf(query), headers, body: textOf(request.body) });
    const { status, ...rest } = await (signal ? unlessAborted(answer, signal) : answer);
    return { response: { statusCode: status, headers: { ...rest.headers }, body: Buffer.from(rest.body) } };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }

  async #answer(request: RestRequest & WireRequest): Promise<WireAnswer> {
    try {
      const rest = request.headers['x-amz-target'] === undefined && (await answerRest(this.#dispatcher, request));
      return rest || (await answerRequest(this.#dispatcher, request));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      // By this name the SDK knows a time-out, and retries.
      throw Object.assign(new Error(error.message), { name: 'TimeoutError' });
    }
  }
}

function queryOf(query: Handled[0]['query']): URLSearchParams {
  const all = new URLSearchParams();
  for (const [name, values] of Object.entries(query))
    for (const value of [values ?? ''].flat()) all.append(name, value);
  return all;
}

/** `Buffer.from(body)` would take the SDK's JSON bodies for texts: they are bytes with a text's methods. */
function textOf(body: unknown): string {
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  return typeof body === 'string' ? body : '';
}

type Abortable = NonNullable<NonNullable<Handled[1]>['abortSignal']>;

/** The request goes on; only its answer is no longer waited for. */
function unlessAborted<Result>(answer: Promise<Result>, signal: Abortable): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortError());
    if (signal instanceof AbortSignal) signal.addEventListener('abort', abort, { once: true });
    else signal.onabort = abort;
    answer.then(resolve, reject).finally(() => {
      if (signal instanceof AbortSignal) signal.removeEventListener('abort', abort);
    });
  });
}

function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
