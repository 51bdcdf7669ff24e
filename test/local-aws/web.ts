/** What this AWS answers to browsers and services rather than to SDKs: plain HTTP at host names of its own. */

export interface WebRequest {
  readonly method: string;
  /** In lower case, without a port: `acme.auth.eu-west-1.amazoncognito.com`. */
  readonly host: string;
  /** Begins with `/`; without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebService {
  /** Whether https to this host ends here: a domain under AWS's own that is nobody's does too, a custom one must exist. */
  owns(host: string): boolean;
  /** Undefined: no host of this service. A host of its own it always answers, if only with a 404. */
  answer(request: WebRequest): Promise<WebAnswer | undefined>;
}
