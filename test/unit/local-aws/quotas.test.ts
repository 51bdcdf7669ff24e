import { CloudTrailClient, DescribeTrailsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { LambdaClient, ListEventSourceMappingsCommand, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { inProcess } from './client-fixture.ts';

const second = 1000;

/** How many of so many calls at once are let in, and what the last of the others hears. */
async function admitted(calls: readonly Promise<unknown>[]) {
  const results = await Promise.allSettled(calls);
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  return { admitted: results.length - refused.length, refusal: refused.at(-1) };
}

describe('the rates of what a doctor asks', () => {
  it('are fifteen a second for all of Lambda’s control plane', async () => {
    const aws = createLocalAws();
    const lambda = new LambdaClient(inProcess(aws));
    const ask = () => admitted(Array.from({ length: 20 }, () => lambda.send(new ListEventSourceMappingsCommand({}))));
    const { admitted: first, refusal } = await ask();
    expect(first).toBe(15);
    expect(refusal).toBeInstanceOf(TooManyRequestsException);
    expect(refusal).toMatchObject({ $metadata: { httpStatusCode: 429 } });
    await aws.clock.advance(second);
    expect((await ask()).admitted).toBe(15);
  });

  it('are CloudTrail’s own for each operation', async () => {
    const trails = new CloudTrailClient(inProcess(createLocalAws()));
    const described = await admitted(Array.from({ length: 12 }, () => trails.send(new DescribeTrailsCommand({}))));
    expect(described).toMatchObject({ admitted: 10, refusal: { name: 'ThrottlingException' } });
    const stop = () => trails.send(new StopLoggingCommand({ Name: 'management-events' }));
    expect((await admitted([stop(), stop()])).admitted).toBe(1);
  });
});
