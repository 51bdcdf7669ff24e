import { describe, expect, it } from 'vitest';
import { codeIn, exchange, newPool, openServer, read, request } from './http-fixture.ts';

describe('an AWS over HTTP', () => {
  it('knows a host by its name, whatever its port and case', async () => {
    const { aws, url } = await openServer();
    const pool = newPool(aws);
    const path = `/${pool}/.well-known/openid-configuration`;
    for (const host of ['Cognito-IDP.eu-west-1.amazonaws.com:4566', '127.0.0.1:4566', 'localhost']) {
      const { status, body } = read(await exchange(url, request(`GET ${path}`, { host })));
      expect(status).toBe(200);
      expect(JSON.parse(body).issuer).toBe(`https://cognito-idp.eu-west-1.amazonaws.com/${pool}`);
    }
  });

  it('answers HEAD for an issuer’s documents as it answers GET, but for the body', async () => {
    const { aws, url } = await openServer();
    const pool = newPool(aws);
    for (const document of ['jwks.json', 'openid-configuration']) {
      const ask = async (method: string) =>
        read(await exchange(url, request(`${method} /${pool}/.well-known/${document}`)));
      const [whole, head] = [await ask('GET'), await ask('HEAD')];
      const withoutDate = (headers: string) => headers.replace(/^date: .*$/im, '');
      expect(head).toMatchObject({ status: 200, body: '' });
      expect(withoutDate(head.headers)).toBe(withoutDate(whole.headers));
      expect(whole.headers).toContain(`ontent-length: ${whole.body.length}`);
    }
  });

  it('refuses as a proxy, in the words of its tunnel, what is for somebody else’s host', async () => {
    const { url } = await openServer();
    const answer = read(await exchange(url, request('GET http://user:pass@example.com/a', { host: '127.0.0.1' })));
    expect([answer.status, answer.type]).toEqual([403, 'application/json']);
    const message = 'example.com is no https host of this AWS, and it opens no way to others.';
    expect(JSON.parse(answer.body)).toEqual({ message });
  });

  it.each(['http://127.0.0.1:4566/a', 'http://localhost/a', 'http://ssm.eu-west-1.amazonaws.com/a'])(
    'answers %s, a host of its own, also when it is asked as a proxy',
    async (target) => {
      const { url } = await openServer();
      const answer = read(await exchange(url, request(`GET ${target}`, { host: 'example.com' })));
      expect([answer.status, codeIn(answer)]).toEqual([404, 'UnknownOperationException']);
    },
  );
});
