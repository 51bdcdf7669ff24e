import {
  GetFunctionConfigurationCommand,
  InvalidParameterValueException,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { endpointOf, inProcess } from './client-fixture.ts';
import { complete, deployed } from './cloud-formation/stack-fixture.ts';
import { world } from './function-fixture.ts';
import { exchange, openServer, read, request, signedFor } from './http-fixture.ts';
import { roleOf } from './iam-fixture.ts';

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:worker';
const work = 'arn:aws:sqs:eu-west-1:123456789012:work';

/** The stack with a worker, asked over HTTP. */
async function asked() {
  const { aws, stack } = deployed(complete);
  const lambda = new LambdaClient(await endpointOf(aws));
  return { aws, stack, lambda };
}

describe('the configuration of a function', () => {
  it('is what its template says', async () => {
    const { lambda } = await asked();
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'worker' }));
    expect(configuration).toMatchObject({
      FunctionName: 'worker',
      FunctionArn: arn,
      Runtime: 'nodejs24.x',
      Role: expect.stringMatching(/^arn:aws:iam::123456789012:role\/Test-Worker-/),
      Handler: 'index.handler',
      Timeout: 30,
      MemorySize: 256,
      LastModified: '2026-11-20T10:00:00.000+0000',
      State: 'Active',
      Version: '$LATEST',
      Architectures: ['x86_64'],
      Environment: { Variables: { QUEUE: 'https://sqs.eu-west-1.amazonaws.com/123456789012/work' } },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: 'its-log', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO' },
    });
  });

  it.each([arn, '123456789012:function:worker', 'function:worker', `${arn}:$LATEST`, 'worker:$LATEST'])(
    'is found by %s',
    async (FunctionName) => {
      const { lambda } = await asked();
      const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      expect(found.FunctionArn).toBe(arn);
    },
  );

  it.each([
    [
      'another name',
      { FunctionName: 'nobody' },
      'Function not found: arn:aws:lambda:eu-west-1:123456789012:function:nobody',
    ],
    ['a version that was never published', { FunctionName: 'worker', Qualifier: '3' }, `Function not found: ${arn}:3`],
    ['another region', { FunctionName: arn.replace('eu-west-1', 'us-east-1') }, "Functions from 'us-east-1' are not"],
  ])('is not there for %s, as the SDK’s own exception', async (_, input, message) => {
    const { lambda } = await asked();
    const answer = lambda.send(new GetFunctionConfigurationCommand(input));
    await expect(answer).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    await expect(answer).rejects.toThrow(message);
  });

  it('is refused for what is no name, for two qualifiers and for another account', async () => {
    const { lambda } = await asked();
    const ask = (FunctionName: string, Qualifier?: string) =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));
    await expect(ask('no name')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(ask('worker:1', '2')).rejects.toBeInstanceOf(InvalidParameterValueException);
    const foreign = ask(arn.replace('123456789012', '999999999999'));
    await expect(foreign).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
  });

  it('needs a signature, whose refusal has the status of this protocol', async () => {
    const { url } = await openServer();
    const line = 'GET /2015-03-31/functions/worker/configuration';
    for (const headers of [{}, { authorization: signedFor('lambda', 'STRANGER') }]) {
      expect(read(await exchange(url, request(line, headers))).status).toBe(403);
    }
  });

  it('is shown to a role that may see it, and to no other', async () => {
    const { aws } = deployed(complete);
    const sessionOf = (name: string, action: string): string => {
      const roleArn = aws.iam.putRole(roleOf(name, { Action: action, Resource: arn }));
      return aws.iam.assumeRole(roleArn, 'lambda.amazonaws.com', name).accessKeyId;
    };
    const ask = async (accessKeyId: string) => {
      const lambda = new LambdaClient(await endpointOf(aws, accessKeyId));
      return lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'worker' }));
    };
    await expect(ask(sessionOf('seer', 'lambda:GetFunctionConfiguration'))).resolves.toMatchObject({ Timeout: 30 });
    const refused = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
    await expect(ask(sessionOf('other', 'lambda:GetFunction'))).rejects.toMatchObject(refused);
  });

  it('is answered in process too', async () => {
    const lambda = new LambdaClient(inProcess(deployed(complete).aws));
    const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'worker' }));
    expect(found.MemorySize).toBe(256);
  });
});

describe('the mappings of a function', () => {
  it('say what feeds it, and whether it is fed', async () => {
    const { lambda, stack } = await asked();
    const list = () => lambda.send(new ListEventSourceMappingsCommand({ FunctionName: 'worker' }));
    expect((await list()).EventSourceMappings).toMatchObject([
      {
        State: 'Enabled',
        BatchSize: 5,
        EventSourceArn: work,
        FunctionArn: arn,
        UUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
    for (const source of stack.sources) source.enabled = false;
    expect((await list()).EventSourceMappings).toMatchObject([{ State: 'Disabled' }]);
  });

  it('are found by queue, and not by another one', async () => {
    const { lambda } = await asked();
    const count = async (EventSourceArn: string) =>
      (await lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }))).EventSourceMappings?.length;
    expect([await count(work), await count(`${work}er`)]).toEqual([1, 0]);
    await expect(count('work')).rejects.toMatchObject({ name: 'ValidationException' });
    const nobody = lambda.send(new ListEventSourceMappingsCommand({ FunctionName: 'nobody' }));
    await expect(nobody).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('come in pages', async () => {
    const { aws, dead } = world(async () => {});
    aws.lambda.map({ queueArn: aws.sqs.create('more', { VisibilityTimeout: '60' }).arn, functionName: 'reconciler' });
    const lambda = new LambdaClient(inProcess(aws));
    const first = await lambda.send(new ListEventSourceMappingsCommand({ MaxItems: 1 }));
    const second = await lambda.send(new ListEventSourceMappingsCommand({ MaxItems: 1, Marker: first.NextMarker }));
    const arns = [first, second].flatMap(({ EventSourceMappings = [] }) =>
      EventSourceMappings.map((one) => one.EventSourceArn),
    );
    expect(arns).toEqual(['events', 'more'].map((name) => dead.arn.replace('dead', name)));
    expect(second.NextMarker).toBeUndefined();
    const wrong = [{ MaxItems: 0 }, { MaxItems: 10_001 }, { Marker: 'x' }];
    for (const input of wrong) await expect(lambda.send(new ListEventSourceMappingsCommand(input))).rejects.toThrow();
  });
});
