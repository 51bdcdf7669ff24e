import { Agent, type IncomingMessage, request as startRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { callOf, codeIn, dial, exchange, heardBy, hold, openServer, read, request, signedFor } from './http-fixture.ts';

const list = 'DescribeParameters';
const mebibyte = 2 ** 20;
const chunked = { ...callOf(list), 'transfer-encoding': 'chunked', 'content-length': undefined };

describe('an AWS over HTTP', () => {
  it.each<{ readonly what: string; readonly said: string; readonly status: number; readonly code: string }>([
    { what: 'a look at its root', said: request('GET /'), status: 404, code: 'UnknownOperationException' },
    { what: 'a post of nothing', said: request('POST /'), status: 404, code: 'UnknownOperationException' },
    {
      what: 'JSON that says not what for',
      said: request('POST /', { 'content-type': 'application/x-amz-json-1.1' }, '{}'),
      status: 404,
      code: 'UnknownOperationException',
    },
    {
      what: 'broken JSON',
      said: request('POST /', callOf(list), '{"MaxResults":'),
      status: 400,
      code: 'SerializationException',
    },
    {
      what: 'JSON that is a list',
      said: request('POST /', callOf(list), '[]'),
      status: 400,
      code: 'SerializationException',
    },
    {
      what: 'an operation that nobody has',
      said: request('POST /', callOf('constructor'), '{}'),
      status: 400,
      code: 'UnknownOperationException',
    },
    {
      what: 'a form without an action',
      said: request('POST /', { 'content-type': 'application/x-www-form-urlencoded' }, 'Version=2011-06-15'),
      status: 404,
      code: 'UnknownOperationException',
    },
    {
      what: 'a form of a version that is no service’s',
      said: request('POST /', { 'content-type': 'application/x-www-form-urlencoded' }, 'Action=Go&Version=constructor'),
      status: 400,
      code: 'InvalidAction',
    },
    { what: 'a path that is nobody’s', said: request('PUT /a/b?c=d'), status: 404, code: 'UnknownOperationException' },
    {
      what: 'a path that climbs',
      said: request('GET /../../etc/passwd'),
      status: 404,
      code: 'UnknownOperationException',
    },
    {
      what: 'a path that climbs in disguise',
      said: request('GET /%2e%2e/%2e%2e/etc/passwd'),
      status: 404,
      code: 'UnknownOperationException',
    },
    { what: 'two slashes', said: request('GET //'), status: 404, code: 'UnknownOperationException' },
    { what: 'no path at all', said: request('OPTIONS *'), status: 404, code: 'UnknownOperationException' },
    {
      what: 'a strange host',
      said: request('GET /', { host: '..:x:-1' }),
      status: 404,
      code: 'UnknownOperationException',
    },
    { what: 'an empty host', said: request('GET /', { host: '' }), status: 404, code: 'UnknownOperationException' },
    { what: 'no host', said: request('GET /', { host: undefined }), status: 404, code: 'UnknownOperationException' },
    { what: 'what is not HTTP', said: 'EHLO example.com\r\n\r\n', status: 400, code: 'BadRequest' },
    {
      what: 'a broken chunk',
      said: `${request('POST /', chunked)}nonsense\r\n`,
      status: 400,
      code: 'BadRequest',
    },
    {
      what: 'headers without end',
      said: request('GET /', { 'x-filler': 'x'.repeat(20_000) }),
      status: 431,
      code: 'RequestHeaderSectionTooLarge',
    },
  ])('answers $what in a form of AWS’s', async ({ said, status, code }) => {
    const { url, defects } = await openServer();
    const answer = read(await exchange(url, said));
    expect([answer.status, codeIn(answer)]).toEqual([status, code]);
    expect(defects).toEqual([]);
  });

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

  it('says in CBOR to who speaks CBOR what it has not', async () => {
    const { url } = await openServer();
    const answer = await fetch(`${url}/service/GraniteServiceVersion20100801/operation/ListMetrics`, {
      method: 'POST',
      headers: { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      body: Buffer.from([0xa0]),
    });
    expect([answer.status, answer.headers.get('smithy-protocol')]).toEqual([400, 'rpc-v2-cbor']);
    const body = Buffer.from(await answer.arrayBuffer());
    // A map of two, the first of which is the type: a text of six bytes, and one of 25.
    expect(body.subarray(0, 4)).toEqual(Buffer.from([0xa2, 0x79, 0, 6]));
    expect(body.subarray(4, 38)).toEqual(Buffer.from('__type\x79\0\x19UnknownOperationException', 'latin1'));
  });

  it('gives its answers no type but its own', async () => {
    const { url } = await openServer();
    const headers = { ...callOf('<script>'), 'content-type': 'text/html' };
    const { type, body } = read(await exchange(url, request('POST /', headers, '{}')));
    expect(type).toBe('application/x-amz-json-1.1');
    expect(body).toContain('UnknownOperationException');
  });

  it('refuses what is far too large, and cuts nobody off who is still writing it', async () => {
    const { url, defects } = await openServer();
    const body = ' '.repeat(40 * mebibyte);
    const line = await dial(url);
    const cuts: unknown[] = [];
    line.on('error', (error) => cuts.push(error));
    const heard = heardBy(line);
    line.write(request('POST /', callOf(list), body));
    const whole = read(await heard);
    expect([whole.status, codeIn(whole)]).toEqual([413, 'RequestEntityTooLargeException']);
    expect(cuts).toEqual([]);

    const said = `${request('POST /', chunked)}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const pieces = read(await exchange(url, said));
    expect([pieces.status, codeIn(pieces)]).toEqual([413, 'RequestEntityTooLargeException']);
    expect(defects).toEqual([]);
  });

  it('takes it well that a client goes away, before its request is whole or before the answer', async () => {
    const { aws, url, defects, close } = await openServer();
    const half = await dial(url);
    half.write(request('POST /', { ...callOf(list), 'content-length': '100' }, '{'));
    half.destroy();
    const held = hold(aws, list);
    const impatient = await dial(url);
    impatient.write(request('POST /', callOf(list), '{}'));
    await held.arrived;
    impatient.destroy();
    expect(read(await exchange(url, request('POST /', callOf(list), '{}'))).status).toBe(200);
    held.release();
    await close();
    expect(defects).toEqual([]);
  });

  it('answers the second while the first has to wait', async () => {
    const { aws, url } = await openServer();
    const held = hold(aws, list);
    const first = exchange(url, request('POST /', callOf(list), '{}'));
    const second = read(await exchange(url, request('POST /', callOf('GetParameters'), '{"Names":["/a"]}')));
    expect(JSON.parse(second.body)).toEqual({ Parameters: [], InvalidParameters: ['/a'] });
    held.release();
    expect(JSON.parse(read(await first).body)).toEqual({ Parameters: [] });
  });

  it('answers one after another on one connection', async () => {
    const { url } = await openServer();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<{ readonly status: number | undefined; readonly reused: boolean }>((resolve, reject) => {
        const asked = startRequest(url, { agent, method: 'POST', headers: callOf(list) });
        asked.on('error', reject).on('response', (answer: IncomingMessage) => {
          answer.resume().on('end', () => resolve({ status: answer.statusCode, reused: asked.reusedSocket }));
        });
        asked.end('{}');
      });
    expect(await ask()).toEqual({ status: 200, reused: false });
    expect(await ask()).toEqual({ status: 200, reused: true });
    agent.destroy();
  });

  it('breaks the connection without a word where a time-out is asked for', async () => {
    const { aws, url, defects } = await openServer();
    const end = aws.dispatcher.interfere({ before: () => ({ kind: 'time-out' }) });
    expect(await exchange(url, request('POST /', callOf(list), '{}'))).toBe('');
    end();
    expect(read(await exchange(url, request('POST /', callOf(list), '{}'))).status).toBe(200);
    expect(defects).toEqual([]);
  });

  it('owns up to a defect of its own, and goes on', async () => {
    const { aws, url, defects } = await openServer();
    const defect = new TypeError('s3cr3t-detail');
    const end = aws.dispatcher.interfere({ before: () => Promise.reject(defect) });
    const answer = read(await exchange(url, request('POST /', callOf(list), '{}')));
    expect([answer.status, codeIn(answer)]).toEqual([500, 'InternalFailure']);
    expect(answer.body).not.toContain('s3cr3t-detail');
    expect(defects).toEqual([defect]);
    end();
    expect(read(await exchange(url, request('POST /', callOf(list), '{}'))).status).toBe(200);
  });
});
