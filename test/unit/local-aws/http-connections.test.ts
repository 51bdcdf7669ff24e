import { Agent, type IncomingMessage, request as startRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { callOf, codeIn, dial, exchange, heardBy, hold, openServer, read, request } from './http-fixture.ts';

const list = 'DescribeParameters';
const mebibyte = 2 ** 20;
const chunked = { ...callOf(list), 'transfer-encoding': 'chunked', 'content-length': undefined };

describe('an AWS over HTTP', () => {
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

  it('takes eight mebibytes, and not a byte more', async () => {
    const { url } = await openServer();
    const codeOf = async (bytes: number) =>
      codeIn(read(await exchange(url, request('POST /', callOf(list), ' '.repeat(bytes)))));
    expect(await codeOf(8 * mebibyte)).toBe('SerializationException');
    expect(await codeOf(8 * mebibyte + 1)).toBe('RequestEntityTooLargeException');
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
