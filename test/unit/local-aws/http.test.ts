import { describe, expect, it } from 'vitest';
import { callOf, codeIn, exchange, openServer, read, request } from './http-fixture.ts';

const list = 'DescribeParameters';
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
    {
      what: 'an expectation that nobody can meet',
      said: request('POST /', { ...callOf(list), expect: 'nonsense' }, '{}'),
      status: 417,
      code: 'ExpectationFailed',
    },
  ])('answers $what in a form of AWS’s', async ({ said, status, code }) => {
    const { url, defects } = await openServer();
    const answer = read(await exchange(url, said));
    expect([answer.status, codeIn(answer)]).toEqual([status, code]);
    expect(defects).toEqual([]);
  });
});
