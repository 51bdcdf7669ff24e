import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { callOf, dial, heardBy, hold, openServer, read, request, requestOfMuch } from './http-fixture.ts';

const list = 'DescribeParameters';

describe('an AWS that closes', () => {
  it('gives the answers under way, takes no more requests, and waits for nobody who only holds the line', async () => {
    const { aws, url, close } = await openServer();
    const held = hold(aws, list);
    const silent = await dial(url);
    const half = await dial(url);
    half.write(request('POST /', { ...callOf(list), 'content-length': '100' }, '{'));
    const stubborn = heardBy(half);
    const waiting = await dial(url);
    const heard = heardBy(waiting);
    waiting.write(request('POST /', { ...callOf(list), connection: 'keep-alive' }, '{}'));
    await held.arrived;
    const closed = close();
    await expect(dial(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    held.release();
    await closed;
    expect(JSON.parse(read(await heard).body)).toEqual({ Parameters: [] });
    expect(await stubborn).toBe('');
    silent.destroy();
  });

  it('does not answer what is asked on an open line afterwards', async () => {
    const { aws, url, close } = await openServer();
    const held = hold(aws, list);
    const line = await dial(url);
    const heard = heardBy(line);
    line.write(request('POST /', { ...callOf(list), connection: 'keep-alive' }, '{}'));
    await held.arrived;
    const closed = close();
    const put = '{"Name":"/late","Value":"x","Type":"String"}';
    line.write(request('POST /', { ...callOf('PutParameter'), connection: 'keep-alive' }, put));
    // It takes two turns of the event loop to arrive.
    for (let turn = 0; turn < 50; turn += 1) await turnOfTheEventLoop();
    held.release();
    await closed;
    expect((await heard).match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(aws.parameterStore.names()).toEqual([]);
  });

  it('gives a long answer to its end, however slowly it is read', async () => {
    const { aws, url, close } = await openServer();
    const held = hold(aws, 'ReceiveMessage');
    const line = await dial(url);
    line.write(requestOfMuch(aws));
    await held.arrived;
    const closed = close();
    held.release();
    for (let turn = 0; turn < 50; turn += 1) await turnOfTheEventLoop();
    const { body } = read(await heardBy(line));
    expect(JSON.parse(body).Messages).toHaveLength(10);
    await closed;
  });
});
