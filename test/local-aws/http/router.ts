/** Which part of this AWS answers a request: told by its host, by its headers and by nothing else. */
import { answerRequest, type WireAnswer } from '../json-protocol.ts';
import type { Aws } from '../local-aws.ts';
import { uuidSource } from '../uuid.ts';
import type { WebRequest } from '../web.ts';
import { actionIn, answerQuery } from './query-protocol.ts';
import { refuse } from './refusal.ts';

export class Router {
  readonly #aws: Aws;
  readonly #nextRequestId = uuidSource(8);

  constructor(aws: Aws) {
    this.#aws = aws;
  }

  /** Whether https to this host ends here. */
  owns(host: string): boolean {
    return /\.amazonaws\.com(\.cn)?$/.test(host) || this.#aws.cognito.web.owns(host);
  }

  async answer(request: WebRequest): Promise<WireAnswer> {
    const { dispatcher, cognito } = this.#aws;
    if (request.headers['x-amz-target'] !== undefined) return answerRequest(dispatcher, request);
    const asked = request.path === '/' && actionIn(request) !== undefined;
    const told = asked ? await answerQuery(dispatcher, request) : undefined;
    const page = told ?? (await cognito.web.answer(onItsHost(request, this.#aws.site.region)));
    return page ?? refuse(request, this.#nextRequestId());
  }
}

/** An issuer's documents are also found under the plain address of this AWS, where no host name tells whose they are. */
function onItsHost(request: WebRequest, region: string): WebRequest {
  const plain = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(request.host);
  return plain && request.path.includes('/.well-known/')
    ? { ...request, host: `cognito-idp.${region}.amazonaws.com` }
    : request;
}
