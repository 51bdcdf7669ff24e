import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import {
  callOf,
  dial,
  exchange,
  heardBy,
  hold,
  openServer,
  read,
  request,
  requestOfMuch,
  type Served,
} from './http-fixture.ts';
import { secured, tunnel } from './tunnel-fixture.ts';

const parameters = 'ssm.eu-west-1.amazonaws.com';

/** What a client of TLS says first. */
function helloTo(servername: string, ca: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = new Duplex({ read() {}, write: (chunk: Buffer) => resolve(chunk) });
    connect({ socket, servername, ca }).on('error', () => {});
  });
}

/** What comes behind the first empty line. */
function firstBytesAfterHead(line: Socket): Promise<Buffer> {
  let heard = Buffer.alloc(0);
  return new Promise((resolve) => {
    line.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      const end = heard.indexOf('\r\n\r\n') + 4;
      if (end > 4 && heard.length > end) resolve(heard.subarray(end));
    });
  });
}

async function ask(served: Served, host: string, said: string): Promise<ReturnType<typeof read>> {
  const line = await secured(served, host);
  const heard = heardBy(line);
  line.write(said);
  return read(await heard);
}

describe('the tunnel to this AWS', () => {
  it('leads to the same answers under the host’s own name', async () => {
    const served = await openServer();
    const put = '{"Name":"/a","Value":"x","Type":"String"}';
    await exchange(served.url, request('POST /', callOf('PutParameter'), put));
    const said = request('POST /', { ...callOf('GetParameters'), host: parameters }, '{"Names":["/a"]}');
    const answer = await ask(served, parameters, said);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ Parameters: [{ Name: '/a', Value: 'x', Version: 1 }] });
    expect(JSON.parse(answer.body)).toEqual(JSON.parse(read(await exchange(served.url, said)).body));
  });

  it('answers many requests one after another', async () => {
    const served = await openServer();
    const line = await secured(served, parameters);
    const heard = heardBy(line);
    const said = (connection: string) =>
      request('POST /', { ...callOf('GetParameters'), connection }, '{"Names":["/a"]}');
    line.write(said('keep-alive') + said('close'));
    expect((await heard).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });

  it('shows a certificate for that host, and for no other', async () => {
    const served = await openServer();
    const line = await secured(served, parameters);
    expect(line.authorized).toBe(true);
    expect(line.getPeerCertificate().subjectaltname).toBe(`DNS:${parameters}`);
    line.destroy();
    await expect(secured(served, parameters, 'sts.eu-west-1.amazonaws.com')).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it('is trusted by nobody who was not told of its authority', async () => {
    const served = await openServer();
    const stranger = await openServer();
    await expect(secured({ ...served, authority: stranger.authority }, parameters)).rejects.toMatchObject({
      code: expect.stringMatching(/CERT|SELF_SIGNED|UNABLE_TO/),
    });
  });

  it('hears what a client says that does not wait for its first words', async () => {
    const { url, authority } = await openServer();
    const line = await dial(url);
    line.write(
      Buffer.concat([Buffer.from(`CONNECT ${parameters}:443 HTTP/1.1\r\n\r\n`), await helloTo(parameters, authority)]),
    );
    const heard = await firstBytesAfterHead(line);
    // A handshake record of TLS (RFC 8446, section 5.1): it got the client's.
    expect(heard[0]).toBe(22);
    line.destroy();
  });

  it.each([
    { to: 'another host', authority: 'example.com:443' },
    { to: 'another port of a host of its own', authority: `${parameters}:80` },
    { to: 'a host that only looks like one of its own', authority: 'amazonaws.com.example.com:443' },
    { to: 'a host that cannot be', authority: '*.amazonaws.com:443' },
    { to: 'a host without a name', authority: '.amazonaws.com:443' },
    { to: 'a host longer than names can be', authority: `${'a'.repeat(64)}.amazonaws.com:443` },
    { to: 'the machine itself', authority: '127.0.0.1:443' },
    { to: 'nothing', authority: ':443' },
  ])('refuses to lead to $to, and says so', async ({ authority }) => {
    const { url, defects } = await openServer();
    const answer = read(await exchange(url, `CONNECT ${authority} HTTP/1.1\r\n\r\n`));
    expect([answer.status, answer.type]).toEqual([403, 'application/json']);
    expect(JSON.parse(answer.body).message).toMatch(/ is no https host of this AWS, and it opens no way to others\.$/);
    expect(defects).toEqual([]);
  });

  it('does not keep this AWS from closing, and its answer under way is given first', async () => {
    const served = await openServer();
    const held = hold(served.aws, 'ReceiveMessage');
    const { line: idle } = await tunnel(served.url, `${parameters}:443`);
    const line = await secured(served, 'sqs.eu-west-1.amazonaws.com');
    const heard = heardBy(line);
    line.write(requestOfMuch(served.aws));
    await held.arrived;
    const closed = served.close();
    held.release();
    expect(JSON.parse(read(await heard).body).Messages).toHaveLength(10);
    await closed;
    idle.destroy();
  });
});
