import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { describe, expect, test } from 'vitest';
import { basic, cognitoWeb, scopes } from './cognito-web-fixture.ts';

const grant = { grant_type: 'client_credentials' };

describe('a machine at the token endpoint', () => {
  test('gets a token with the claims of Cognito, which the pool’s published keys prove', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const { status, headers, json } = await web.token(grant, basic(id, secret));
    expect({ status, json }).toEqual({
      status: 200,
      json: { access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' },
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json;charset=UTF-8', pragma: 'no-cache' });
    expect(headers['cache-control']).toContain('no-store');
    const { payload, protectedHeader } = await web.verified(json.access_token);
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: (await web.keys()).keys[1]?.kid });
    const now = web.clock.now / 1000;
    expect(payload).toEqual({
      sub: id,
      token_use: 'access',
      scope: 'orders/read orders/write',
      auth_time: now,
      iss: web.issuer,
      exp: now + 3600,
      iat: now,
      version: 2,
      jti: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      client_id: id,
    });
  });

  test('gets a token that AWS’s own verifier takes for this client and these scopes, and for no other client', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const { json } = await web.token(grant, basic(id, secret));
    // The verifier reads the machine's time, which is not this AWS's: how long a token lives is proven elsewhere.
    const graceSeconds = Number.MAX_SAFE_INTEGER;
    const verifier = CognitoJwtVerifier.create({ userPoolId: web.poolId, tokenUse: 'access', graceSeconds });
    const keys = (await web.keys()) as unknown as Parameters<typeof verifier.cacheJwks>[0];
    verifier.cacheJwks(keys);
    const token = String(json.access_token);
    await expect(verifier.verify(token, { clientId: id, scope: scopes })).resolves.toMatchObject({ client_id: id });
    await expect(verifier.verify(token, { clientId: 'another' })).rejects.toThrow('Client ID not allowed');
  });

  test.each([
    ['in the header', (id: string, secret: string) => [{}, basic(id, secret)] as const],
    ['in the header, in lower case', (id: string, secret: string) => [{}, lowerCase(basic(id, secret))] as const],
    ['in the form', (id: string, secret: string) => [{ client_id: id, client_secret: secret }, {}] as const],
    [
      'at both places',
      (id: string, secret: string) => [{ client_id: id, client_secret: secret }, basic(id, secret)] as const,
    ],
  ])('may show its credentials %s', async (_, credentials) => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const [form, headers] = credentials(id, secret);
    expect((await web.token({ ...grant, ...form }, headers)).status).toBe(200);
  });

  test('may show a secret with a plus sign, escaped in the header or as it is', async () => {
    const web = cognitoWeb();
    const { id } = web.machine({ GenerateSecret: false, ClientSecret: 'chosen+by+the+caller+1234' });
    for (const shown of ['chosen+by+the+caller+1234', 'chosen%2Bby%2bthe%2Bcaller%2B1234']) {
      expect((await web.token(grant, basic(id, shown))).status).toBe(200);
    }
  });

  test('may name its content type with a character set, in any case', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const type = { 'content-type': 'Application/X-WWW-form-urlencoded; charset=UTF-8' };
    expect((await web.token(grant, { ...basic(id, secret), ...type })).status).toBe(200);
  });

  test('gets the scopes that it asks for, each once, and all of its own when it asks for none', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const granted = async (scope: string): Promise<unknown> => {
      const { json } = await web.token({ ...grant, scope }, basic(id, secret));
      return (await web.verified(json.access_token)).payload.scope;
    };
    expect(await granted('orders/write')).toBe('orders/write');
    expect(await granted(' orders/write  orders/read orders/write')).toBe('orders/write orders/read');
    expect(await granted('')).toBe('orders/read orders/write');
  });

  test('gets a token for as long as its settings say, and not a second longer', async () => {
    const web = cognitoWeb();
    const validity = { AccessTokenValidity: 20, TokenValidityUnits: { AccessToken: 'minutes' } };
    const { id, secret = '' } = web.machine(validity);
    const { json } = await web.token(grant, basic(id, secret));
    expect(json.expires_in).toBe(1200);
    web.clock.now += 1_199_000;
    await web.verified(json.access_token);
    web.clock.now += 1000;
    await expect(web.verified(json.access_token)).rejects.toThrow('"exp" claim timestamp check failed');
  });

  test('may use every living secret, and a deleted one no longer', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const at = { UserPoolId: web.poolId, ClientId: id };
    const added = web.call('AddUserPoolClientSecret', at).ClientSecretDescriptor?.ClientSecretValue ?? '';
    const statuses = async (): Promise<readonly number[]> => [
      (await web.token(grant, basic(id, secret))).status,
      (await web.token(grant, basic(id, added))).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    const [original] = web.call('ListUserPoolClientSecrets', at).ClientSecrets ?? [];
    web.call('DeleteUserPoolClientSecret', { ...at, ClientSecretId: original?.ClientSecretId });
    expect(await statuses()).toEqual([400, 200]);
  });

  test('gets no two tokens alike, and leaves no record on the trail', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const before = web.records.length;
    const tokens = [await web.token(grant, basic(id, secret)), await web.token(grant, basic(id, secret))];
    const ids = await Promise.all(tokens.map(async ({ json }) => (await web.verified(json.access_token)).payload.jti));
    expect(new Set(ids).size).toBe(2);
    expect(web.records).toHaveLength(before);
  });
});

function lowerCase({ authorization }: { authorization: string }): { authorization: string } {
  return { authorization: authorization.replace('Basic', 'basic') };
}
