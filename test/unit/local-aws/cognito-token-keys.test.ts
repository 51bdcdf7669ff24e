import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { basic, cognitoWeb } from './cognito-web-fixture.ts';

const grant = { grant_type: 'client_credentials' };
const flow = 'ALLOW_CLIENT_TOKEN_AUTH';
const nobody = { accessKeyId: '', arn: '' };

describe('a machine at the token endpoint', () => {
  test('gets no token that the first published key proves: that one is for id tokens', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const { json } = await web.token(grant, basic(id, secret));
    const [first = {}] = (await web.keys()).keys;
    const read = jwtVerify(String(json.access_token), await importJWK(first, 'RS256'), {
      currentDate: new Date(web.clock.now),
    });
    await expect(read).rejects.toThrow('signature verification failed');
  });

  test('shares the pool’s keys with everybody who asks first at the same time', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    const ask = () => web.token(grant, basic(id, secret));
    const [first, second, { keys }] = await Promise.all([ask(), ask(), web.keys()]);
    const kids = [first, second].map(({ json }) => decodeProtectedHeader(String(json.access_token)).kid);
    expect(keys).toEqual((await web.keys()).keys);
    expect(kids).toEqual([keys[1]?.kid, keys[1]?.kid]);
  });

  test('occupies the clock from its question to the answer, whether there is a key or not', async () => {
    const web = cognitoWeb();
    const { id, secret = '' } = web.machine();
    for (const _ of ['no key', 'a key']) {
      const asked = web.token(grant, basic(id, secret));
      expect(web.occupied()).toBeGreaterThan(0);
      expect((await asked).status).toBe(200);
      expect(web.occupied()).toBe(0);
    }
  });

  test('is waited for by a clock that is moved by hand', async () => {
    const { cognito, clock } = createLocalAws();
    const call = (operation: string, input: Record<string, unknown>): Record<string, Record<string, string>> => {
      const given = { operation, caller: nobody, requestId: 'request', at: clock.now() };
      return cognito.operations[operation]?.(input, given) as Record<string, Record<string, string>>;
    };
    const UserPoolId = call('CreateUserPool', { PoolName: 'customers' }).UserPool?.Id;
    const client = { UserPoolId, ClientName: 'orders', GenerateSecret: true, ExplicitAuthFlows: [flow] };
    const { ClientId, ClientSecret } = call('CreateUserPoolClient', client).UserPoolClient ?? {};
    let answer: unknown;
    const note = async (asked: unknown): Promise<void> => {
      answer = await asked;
    };
    const noted = note(call('GetClientToken', { ClientId, Secret: ClientSecret }));
    await clock.settle();
    expect(answer).toMatchObject({ ClientAuthenticationResult: { ExpiresIn: 3600 } });
    await noted;
  });
});
