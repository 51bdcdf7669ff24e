/** Which part of this AWS answers a request: told by its host, by its headers and by nothing else. */
import { answerRequest, type WireAnswer } from '../json-protocol.ts';
import type { Aws } from '../local-aws.ts';
import { answerRest } from '../rest-protocol.ts';
import { uuidSource } from '../uuid.ts';
import type { WebRequest } from '../web.ts';
import type { HttpRequest } from './incoming.ts';
import { actionIn, answerQuery } from './query-protocol.ts';
import { refuse, refuseHost } from './refusal.ts';

/** Hears of a request that was answered without the dispatcher. */
export type Tell = (request: WebRequest, answer: WireAnswer) => void;

export class Router {
  readonly #aws: Aws;
  readonly #tell: Tell;
  readonly #nextRequestId = uuidSource(8);

  constructor(aws: Aws, tell: Tell) {
    this.#aws = aws;
    this.#tell = tell;
  }

  /** Whether https to this host ends here. */
  owns(host: string): boolean {
    return /\.amazonaws\.com(\.cn)?$/.test(host) || this.#aws.cognito.web.owns(host);
  }

  async answer(request: HttpRequest): Promise<WireAnswer> {
    const { dispatcher, cognito } = this.#aws;
    if (request.headers['x-amz-target'] !== undefined) return answerRequest(dispatcher, request);
    const asked = request.path === '/' && actionIn(request) !== undefined;
    const told = asked ? await answerQuery(dispatcher, request) : undefined;
    if (told !== undefined) return told;
    // A user pool's host is its own, whatever its paths look like.
    const rest = cognito.web.owns(request.host) ? undefined : await answerRest(dispatcher, request);
    if (rest !== undefined) return rest;
    const page = (await this.#page(request)) ?? this.#refusal(request);
    this.#tell(request, page);
    return page;
  }

  /** An issuer's documents are also found under the plain address of this AWS, where no host tells whose they are. */
  #page(request: WebRequest): ReturnType<Aws['cognito']['web']['answer']> {
    const { cognito, site } = this.#aws;
    const issuer = `cognito-idp.${site.region}.amazonaws.com`;
    return cognito.web.answer(isPlain(request.host) ? { ...request, host: issuer } : request);
  }

  #refusal(request: HttpRequest): WireAnswer {
    const isForeign = request.proxied && !isPlain(request.host) && !this.owns(request.host);
    return isForeign ? refuseHost(request.host) : refuse(request, this.#nextRequestId());
  }
}

function isPlain(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(host);
}
