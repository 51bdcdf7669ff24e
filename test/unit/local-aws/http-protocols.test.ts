import { describe, expect, it } from 'vitest';
import { callOf, codeIn, exchange, openServer, read, request, signedFor } from './http-fixture.ts';

describe('what an AWS over HTTP has not', () => {
  it('answers HEAD with a status and no body', async () => {
    const { url } = await openServer();
    expect(read(await exchange(url, request('HEAD /')))).toMatchObject({ status: 404, body: '' });
  });

  it('tells a path that begins with two slashes from the one behind them', async () => {
    const { url } = await openServer();
    const { body } = read(await exchange(url, request('GET //a/b')));
    expect(JSON.parse(body).message).toContain('GET //a/b');
  });

  it.each([
    { protocol: 'query', service: 'iam', root: 'ErrorResponse' },
    { protocol: 'EC2’s', service: 'ec2', root: 'Response' },
  ])('says in the $protocol protocol what it has not, and of which service', async ({ service, root }) => {
    const { url } = await openServer();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: signedFor(service) };
    const answer = read(await exchange(url, request('POST /', headers, 'Action=%EF%BF%BEGo%3C&Version=2010-05-08')));
    expect([answer.status, codeIn(answer)]).toEqual([400, 'InvalidAction']);
    expect(answer.body).toContain(`<${root}><Error`);
    expect(answer.body).toContain(`<Message>This AWS has no  Go&lt; of ${service}.`);
  });

  it('says in CBOR to who speaks CBOR what it has not, in many words too', async () => {
    const { url } = await openServer();
    const path = `/service/GraniteServiceVersion20100801/operation/${'ListMetrics'.repeat(30)}`;
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      body: Buffer.from([0xa0]),
    });
    expect([answer.status, answer.headers.get('smithy-protocol')]).toEqual([400, 'rpc-v2-cbor']);
    const message = `This AWS has no POST ${path}. docs/local.md lists what it has.`;
    expect(message.length).toBeGreaterThan(255);
    // A map of two (RFC 8949, section 3.1), each name and value a text after two bytes of its length.
    const texts = ['__type', 'UnknownOperationException', 'message', message].flatMap((text) => [
      Buffer.from([0x79, Math.floor(text.length / 256), text.length % 256]),
      Buffer.from(text),
    ]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.concat([Buffer.from([0xa2]), ...texts]));
  });

  it.each([
    { protocol: 'JSON', said: request('POST /', callOf('ListKeys'), '{}'), what: 'AmazonSSM.ListKeys' },
    { protocol: 'REST', said: request('GET /keys'), what: 'GET /keys' },
    {
      protocol: 'query',
      said: request('POST /', { 'content-type': 'application/x-www-form-urlencoded' }, 'Action=ListKeys'),
      what: 'ListKeys',
    },
  ])(
    'says in the same sentence of the $protocol protocol what it has not, and where to look',
    async ({ said, what }) => {
      const { url } = await openServer();
      const { body } = read(await exchange(url, said));
      expect(body).toContain(`This AWS has no ${what}. docs/local.md lists what it has.`);
    },
  );

  it.each([
    { who: 'nobody', authorization: undefined, code: 'MissingAuthenticationToken' },
    { who: 'a stranger', authorization: signedFor('sts', 'AKIASTRANGER'), code: 'InvalidClientTokenId' },
    {
      who: 'somebody for another region',
      authorization: signedFor('sts').replace('eu-west-1', 'us-east-1'),
      code: 'SignatureDoesNotMatch',
    },
  ])('refuses with 403 in the query protocol what $who signed', async ({ authorization, code }) => {
    const { url } = await openServer();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization };
    const said = request('POST /', headers, 'Action=GetCallerIdentity&Version=2011-06-15');
    const answer = read(await exchange(url, said));
    expect([answer.status, codeIn(answer)]).toEqual([403, code]);
  });

  it('gives its answers no type but its own', async () => {
    const { url } = await openServer();
    const headers = { ...callOf('<script>'), 'content-type': 'text/html' };
    const { type, body } = read(await exchange(url, request('POST /', headers, '{}')));
    expect(type).toBe('application/x-amz-json-1.1');
    expect(body).toContain('UnknownOperationException');
  });
});
