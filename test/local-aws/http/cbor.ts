/** The little CBOR (RFC 8949) that a refusal needs: a map of texts. */

/** Up to 23 texts of up to 65,535 bytes each (section 3.1). */
export function cborMap(entries: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(entries).flatMap(([name, value]) => [text(name), text(value)]);
  return Buffer.concat([Buffer.from([0xa0 + parts.length / 2]), ...parts]);
}

function text(content: string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}
