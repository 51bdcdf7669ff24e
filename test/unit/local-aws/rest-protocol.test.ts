import { describe, expect, it } from 'vitest';
import { codeIn, exchange, openServer, read, request, signedFor } from './http-fixture.ts';

const path = '/2015-03-31/functions/worker/configuration';

/** A server with a function and what it answers to a line. */
async function served() {
  const { aws, url } = await openServer();
  aws.lambda.deploy({ name: 'worker', handler: () => undefined, timeoutSeconds: 60 });
  const ask = async (line: string, headers: Record<string, string> = {}, body = '') =>
    read(await exchange(url, request(line, { authorization: signedFor('lambda'), ...headers }, body)));
  return { aws, ask };
}

describe('REST over HTTP', () => {
  it.each([path, `${path}/`, path.replace('worker', 'function%3Aworker'), `${path}?Qualifier=%24LATEST`])(
    'is told by its path: %s',
    async (asked) => {
      const { ask } = await served();
      const answer = await ask(`GET ${asked}`);
      expect([answer.status, answer.type]).toEqual([200, 'application/json']);
      expect(JSON.parse(answer.body)).toMatchObject({ FunctionName: 'worker' });
    },
  );

  it.each([
    `PUT ${path}`,
    `POST ${path}`,
    'GET /2015-03-31/functions/worker/code-signing-config',
    `GET ${path}/x`,
    'GET /2015-03-31/functions//configuration',
    'GET /2015-03-31/functions/%E0%A4%A/configuration',
    'GET /schedules',
  ])('has nothing at %s', async (line) => {
    const { ask } = await served();
    const answer = await ask(line);
    expect([answer.status, codeIn(answer)]).toEqual([404, 'UnknownOperationException']);
  });

  it('says an error by its header and in its body', async () => {
    const { ask } = await served();
    const answer = await ask(`GET ${path.replace('worker', 'none')}`);
    expect(answer.status).toBe(404);
    expect(answer.headers).toMatch(/^x-amzn-errortype: ResourceNotFoundException\r?$/im);
    expect(JSON.parse(answer.body).Message).toMatch(/^Function not found: /);
  });

  it('takes no number for another', async () => {
    const { ask } = await served();
    const answer = await ask('GET /2015-03-31/event-source-mappings?MaxItems=1e1');
    expect(answer.headers).toMatch(/^x-amzn-errortype: SerializationException\r?$/im);
  });

  it('is no page of a user pool’s domain', async () => {
    const { ask } = await served();
    const host = 'acme.auth.eu-west-1.amazoncognito.com';
    expect((await ask(`GET ${path}`, { host })).headers).not.toContain('x-amzn-requestid');
    expect((await ask(`GET ${path}`, { host: 'lambda.eu-west-1.amazonaws.com' })).status).toBe(200);
  });
});

describe('JSON over HTTP', () => {
  const old = { 'x-amzn-query-mode': 'true', 'content-type': 'application/x-amz-json-1.0' };
  const dead = 'arn:aws:sqs:eu-west-1:123456789012:dead';

  it('takes a namespace before the name of a service', async () => {
    const { ask } = await served();
    const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails';
    expect((await ask('POST /', { 'x-amz-target': target }, '{}')).status).toBe(200);
  });

  it('tells those who once spoke the query protocol its names of errors', async () => {
    const { aws, ask } = await served();
    const redrive = { deadLetterTargetArn: aws.sqs.create('dead').arn, maxReceiveCount: 1 };
    aws.sqs.create('events', { RedrivePolicy: JSON.stringify(redrive) });
    const post = (target: string, input: object) =>
      ask('POST /', { ...old, 'x-amz-target': target }, JSON.stringify(input));
    const data = await post('GraniteServiceVersion20100801.GetMetricData', {});
    expect(data.headers).toMatch(/^x-amzn-query-error: ValidationError;Sender\r?$/im);
    const move = () => post('AmazonSQS.StartMessageMoveTask', { SourceArn: dead });
    expect((await move()).status).toBe(200);
    const name = 'AWS.SimpleQueueService.UnsupportedOperation';
    expect((await move()).headers).toContain(`x-amzn-query-error: ${name};Sender`);
  });
});
