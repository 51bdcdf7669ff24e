import { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { faultOfClient } from '../../local-aws/http/failure.ts';
import { endWith } from '../../local-aws/http/raw-answer.ts';
import { codeIn, read } from './http-fixture.ts';

/** What a line was told whose other end never hangs up. */
async function said(code: string | undefined): Promise<{ readonly line: Duplex; readonly heard: string }> {
  const chunks: Buffer[] = [];
  const line = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  endWith(line, faultOfClient(code));
  await finished(line, { readable: false });
  return { line, heard: Buffer.concat(chunks).toString() };
}

describe('what never became a request', () => {
  it.each([
    { why: 'it is no HTTP', reason: 'HPE_INVALID_METHOD', status: 400, code: 'BadRequest' },
    { why: 'for no reason that is known', reason: undefined, status: 400, code: 'BadRequest' },
    { why: 'its headers are long', reason: 'HPE_HEADER_OVERFLOW', status: 431, code: 'RequestHeaderSectionTooLarge' },
    { why: 'it takes too long', reason: 'ERR_HTTP_REQUEST_TIMEOUT', status: 408, code: 'RequestTimeout' },
  ])('is answered when $why', async ({ reason, status, code }) => {
    const answer = read((await said(reason)).heard);
    expect([answer.status, codeIn(answer)]).toEqual([status, code]);
    expect(answer.headers).toContain(`content-length: ${answer.body.length}`);
  });

  it('ends the line, also when its other end never does', async () => {
    expect((await said(undefined)).line.destroyed).toBe(true);
  });
});
