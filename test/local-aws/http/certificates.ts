/**
 * A certificate authority of this AWS's own, for as long as it runs. Whoever trusts it can use https host names as they
 * stand in parameters; nobody else is asked to trust anything.
 */
import { createSecureContext, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';

const name = 'cognito-ssm-sync embedded AWS';
const elliptic = { keyType: 'ec', algorithm: 'sha256' } as const;

export class Certificates {
  /** The authority's certificate, PEM: for `NODE_EXTRA_CA_CERTS`, `AWS_CA_BUNDLE`, `curl --cacert`. */
  readonly authority: string;
  readonly #key: string;
  readonly #contexts = new Map<string, Promise<SecureContext>>();

  private constructor(authority: string, key: string) {
    this.authority = authority;
    this.#key = key;
  }

  static async create(): Promise<Certificates> {
    const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
      ...elliptic,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    return new Certificates(cert, key);
  }

  /** What a server at `host` shows; made when it is first asked for. */
  contextFor(host: string): Promise<SecureContext> {
    const known = this.#contexts.get(host) ?? this.#create(host);
    this.#contexts.set(host, known);
    return known;
  }

  async #create(host: string): Promise<SecureContext> {
    const { cert, private: key } = await generate([{ name: 'commonName', value: host.slice(0, 64) }], {
      ...elliptic,
      ca: { cert: this.authority, key: this.#key },
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
      ],
    });
    return createSecureContext({ cert, key });
  }
}
