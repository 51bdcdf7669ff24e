import { describe, expect, it } from 'vitest';
import { serve } from '../../local-aws/http/server.ts';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';
import { basic, machine } from './cognito-web-fixture.ts';
import { callOf, exchange, newPool, openServer, read, request, signedFor } from './http-fixture.ts';

const host = 'orders.auth.eu-west-1.amazoncognito.com';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const app = '{"redirect_uris":["https://agent.example/callback"]}';

/** A pool with a domain where anybody may register, and a client that gets tokens there. */
function machineIn(aws: LocalAws): { readonly id: string; readonly secret: string } {
  const call = (operation: string, input: Record<string, unknown>) => {
    const given = { operation, caller: aws.callers.person, requestId: 'request', at: aws.clock.now() };
    return aws.cognito.operations[operation]?.(input, given) as Record<string, Record<string, string>>;
  };
  const UserPoolId = newPool(aws, { DcrConfiguration: { OpenDcrEnabled: true } });
  const scopes = ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName }));
  call('CreateResourceServer', { UserPoolId, Identifier: 'orders', Name: 'orders', Scopes: scopes });
  call('CreateUserPoolDomain', { UserPoolId, Domain: 'orders' });
  const settings = { UserPoolId, ClientName: 'orders', GenerateSecret: true, ...machine };
  const { ClientId: id = '', ClientSecret: secret = '' } = call('CreateUserPoolClient', settings).UserPoolClient ?? {};
  return { id, secret };
}

function tokenRequest(headers: Record<string, string>, body = 'grant_type=client_credentials'): string {
  return request('POST /oauth2/token?a=b', { ...form, host, ...headers }, body);
}

describe('who listens to an AWS over HTTP', () => {
  it('hears of tokens and registrations, for which client, and how they ended', async () => {
    const { aws, url, told } = await openServer();
    const { id, secret } = machineIn(aws);
    const token = { method: 'POST', host, path: '/oauth2/token' };
    await exchange(url, tokenRequest(basic(id, secret)));
    await exchange(url, tokenRequest({}, `grant_type=client_credentials&client_id=${id}&client_secret=wrong`));
    await exchange(url, tokenRequest({}));
    const registration = { host, 'content-type': 'application/json' };
    const { body } = read(await exchange(url, request('POST /oauth2/register', registration, app)));
    expect(told).toEqual([
      { ...token, status: 200, clientId: id },
      { ...token, status: 400, code: 'invalid_client', clientId: id },
      { ...token, status: 400, code: 'invalid_request' },
      { ...token, path: '/oauth2/register', status: 201, clientId: JSON.parse(body).client_id },
    ]);
  });

  it('hears of an issuer’s documents, and of what is not here, in whatever protocol', async () => {
    const { aws, url, told } = await openServer();
    const path = `/${newPool(aws)}/.well-known/jwks.json`;
    await exchange(url, request(`GET ${path}`));
    await exchange(url, request('GET /', { authorization: signedFor('s3') }));
    await exchange(url, request('GET /', { 'smithy-protocol': 'rpc-v2-cbor' }));
    await exchange(url, request('POST /', form, 'Action=ListUsers'));
    await exchange(url, request('GET http://example.com/a', { host: 'example.com' }));
    await exchange(url, 'CONNECT example.com:443 HTTP/1.1\r\n\r\n');
    await exchange(url, request('POST /', { ...callOf('ListKeys'), expect: 'nonsense' }, '{}'));
    await exchange(url, request('POST /', callOf('ListKeys'), ' '.repeat(2 ** 23 + 1)));
    const root = { method: 'GET', host: '127.0.0.1', path: '/' };
    expect(told).toEqual([
      { ...root, path, status: 200 },
      { ...root, status: 501, code: 'NotImplemented' },
      { ...root, status: 400, code: 'UnknownOperationException' },
      { ...root, method: 'POST', status: 400, code: 'UnknownOperationException' },
      { ...root, host: 'example.com', path: '/a', status: 403 },
      { ...root, method: 'CONNECT', host: 'example.com', path: '', status: 403 },
      { ...root, method: 'POST', status: 417, code: 'ExpectationFailed' },
      { ...root, method: 'POST', status: 413, code: 'RequestEntityTooLargeException' },
    ]);
  });

  it('hears nothing twice: the dispatcher tells of its own', async () => {
    const { url, told } = await openServer();
    await exchange(url, request('POST /', callOf('DescribeParameters'), '{}'));
    await exchange(url, request('POST /', callOf('ListKeys'), '{}'));
    await exchange(url, request('POST /', form, 'Action=GetCallerIdentity&Version=2011-06-15'));
    expect(told).toEqual([]);
  });

  it('never hears a secret that stands where the id belongs, nor anything long', async () => {
    const { aws, url, told } = await openServer();
    const { secret } = machineIn(aws);
    const chosen = '26lettersandnumbersofasecr';
    const call = { operation: 'CreateUserPoolClient', caller: aws.callers.person, requestId: 'request', at: 0 };
    const client = { UserPoolId: newPool(aws), ClientName: 'chosen', ClientSecret: chosen };
    await aws.cognito.operations.CreateUserPoolClient?.(client, call);
    for (const id of [secret, chosen, 'x'.repeat(300)]) await exchange(url, tokenRequest(basic(id, 'a')));
    await exchange(url, request(`GET /${'x'.repeat(300)}`));
    expect(told.map(({ clientId }) => clientId)).toEqual([undefined, undefined, undefined, undefined]);
    expect(told.at(-1)?.path).toBe(`/${'x'.repeat(199)}`);
    expect(JSON.stringify(told)).not.toContain(chosen);
  });

  it('cannot change an answer: what it throws is told as a defect', async () => {
    const aws = createLocalAws();
    const mistake = new Error('a listener’s');
    const defects: unknown[] = [];
    const server = await serve(aws, {
      onDefect: (error) => defects.push(error),
      onAnswer: () => {
        throw mistake;
      },
    });
    try {
      expect(read(await exchange(server.url, request('GET /'))).status).toBe(404);
      expect(defects).toEqual([mistake]);
    } finally {
      await server.close();
    }
  });
});
