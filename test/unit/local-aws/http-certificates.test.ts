import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { openServer, type Served } from './http-fixture.ts';
import { secured } from './tunnel-fixture.ts';

const host = 'ssm.eu-west-1.amazonaws.com';
const hour = 3_600_000;

/** As whoever asks for `name` over https gets it. */
async function shownFor(served: Served, name: string): Promise<X509Certificate> {
  const line = await secured(served, name);
  const { raw } = line.getPeerCertificate();
  line.destroy();
  return new X509Certificate(raw);
}

describe('the certificate of a host', () => {
  it('is issued by the authority, and says by which of its keys, as strict verifiers want it', async () => {
    const served = await openServer();
    const authority = new X509Certificate(served.authority);
    const shown = await shownFor(served, host);
    expect(shown.verify(authority.publicKey)).toBe(true);
    expect(shown.checkIssued(authority)).toBe(true);
    const issuerKey = new x509.X509Certificate(shown.raw).getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
    const ownKey = new x509.X509Certificate(authority.raw).getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
    expect(issuerKey).toMatch(/^[0-9a-f]{40}$/);
    expect(issuerKey).toBe(ownKey);
    expect(shown.ca).toBe(false);
    expect(authority.ca).toBe(true);
  });

  it('holds since an hour ago, as the authority’s does, for clocks that are late', async () => {
    const served = await openServer();
    for (const { validFrom, validTo } of [new X509Certificate(served.authority), await shownFor(served, host)]) {
      expect(Date.parse(validFrom)).toBeLessThanOrEqual(Date.now() - hour);
      expect(Date.parse(validTo)).toBeGreaterThan(Date.now() + 24 * hour);
    }
  });

  it('names a host that is longer than a common name may be', async () => {
    const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.amazonaws.com`;
    const shown = await shownFor(await openServer(), long);
    expect(shown.subjectAltName).toBe(`DNS:${long}`);
    expect(shown.subject).toBe(`CN=${long.slice(0, 64)}`);
  });
});
