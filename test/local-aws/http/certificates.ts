/**
 * A certificate authority of this AWS's own, for as long as it runs. Whoever trusts it can use https host names as they
 * stand in parameters; nobody else is asked to trust anything.
 */
import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

const name = 'CN=cognito-ssm-sync embedded AWS';
const elliptic = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const year = 365 * 24 * 3_600_000;

export class Certificates {
  readonly #certificate: x509.X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #contexts = new Map<string, Promise<SecureContext>>();

  private constructor(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.#certificate = certificate;
    this.#keys = keys;
  }

  static async create(): Promise<Certificates> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      ...lifetime(),
      name,
      keys,
      signingAlgorithm: elliptic,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Certificates(certificate, keys);
  }

  /** The authority's certificate, PEM: for `NODE_EXTRA_CA_CERTS`, `AWS_CA_BUNDLE`, `curl --cacert`. */
  get authority(): string {
    return this.#certificate.toString('pem');
  }

  /** What a server at `host` shows; made when it is first asked for. */
  contextFor(host: string): Promise<SecureContext> {
    const known = this.#contexts.get(host) ?? this.#create(host);
    this.#contexts.set(host, known);
    return known;
  }

  async #create(host: string): Promise<SecureContext> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...lifetime(),
      // What counts is the alternative name; a common name holds 64 characters only.
      subject: [{ CN: [host.slice(0, 64)] }],
      issuer: this.#certificate.subject,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: elliptic,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
        // Strict verifiers, Python's since 3.13 among them, want both identifiers.
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.#certificate),
      ],
    });
    const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
    return createSecureContext({
      cert: certificate.toString('pem'),
      key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
    });
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(elliptic, true, ['sign', 'verify']);
}

/** From an hour ago, for machines whose clocks differ a little. */
function lifetime(): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + year) };
}
