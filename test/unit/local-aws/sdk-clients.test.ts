import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';
import { AwsError } from '../../local-aws/service.ts';

const parameter = { Name: '/apis/orders', Value: 'first', Type: 'String' } as const;

function ssmOf(aws: LocalAws, maxAttempts?: number): SSMClient {
  return new SSMClient(aws.clientConfiguration('person', maxAttempts === undefined ? {} : { maxAttempts }));
}

describe('the real SDK clients on the embedded AWS', () => {
  it('reach Cognito, whose errors arrive as its typed exceptions', async () => {
    const aws = createLocalAws();
    const cognito = new CognitoIdentityProviderClient(aws.clientConfiguration('person'));
    const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'orders' }));
    const found = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: UserPool?.Id }));
    expect(found.UserPool?.Name).toBe('orders');
    const missing = cognito.send(new DescribeUserPoolCommand({ UserPoolId: 'eu-west-1_AbCdEfGhI' }));
    await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('reach Parameter Store, with texts beyond ASCII unharmed', async () => {
    const aws = createLocalAws();
    const ssm = ssmOf(aws);
    await ssm.send(new PutParameterCommand({ ...parameter, Value: 'naïve ✓ 𝄞' }));
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: parameter.Name }));
    expect(Parameter?.Value).toBe('naïve ✓ 𝄞');
    await expect(ssm.send(new GetParameterCommand({ Name: '/none' }))).rejects.toBeInstanceOf(ParameterNotFound);
  });

  it('reach the tagging index, which knows the tags of both services', async () => {
    const aws = createLocalAws();
    const cognito = new CognitoIdentityProviderClient(aws.clientConfiguration('person'));
    await cognito.send(new CreateUserPoolCommand({ PoolName: 'orders', UserPoolTags: { team: 'a' } }));
    await ssmOf(aws).send(new PutParameterCommand({ ...parameter, Tags: [{ Key: 'team', Value: 'a' }] }));
    const tagging = new ResourceGroupsTaggingAPIClient(aws.clientConfiguration('reconciler'));
    const arns: string[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await tagging.send(new GetResourcesCommand({ TagFilters: [{ Key: 'team' }], PaginationToken }));
      arns.push(...(page.ResourceTagMappingList ?? []).map(({ ResourceARN = '' }) => ResourceARN));
      PaginationToken = page.PaginationToken;
    } while (PaginationToken);
    expect(arns.map((arn) => arn.split(':')[2]).sort()).toEqual(['cognito-idp', 'ssm']);
  });

  it('reach SQS, whose checksums they verify and whose errors keep their old names', async () => {
    const aws = createLocalAws();
    const sqs = new SQSClient(aws.clientConfiguration('person'));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'events' }));
    const sent = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', MessageBody: 'é', MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } },
          { Id: 'late', MessageBody: 'x', DelaySeconds: 901 },
        ],
      }),
    );
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(sent.Failed?.map(({ Id, Code }) => [Id, Code])).toEqual([['late', 'InvalidParameterValue']]);
    const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    expect(received.Messages?.[0]).toMatchObject({ Body: 'é', MessageAttributes: { kind: { StringValue: 'x' } } });

    const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }));
    await expect(missing).rejects.toBeInstanceOf(QueueDoesNotExist);
    await expect(missing).rejects.toMatchObject({ Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue' } });
    const empty = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageDeduplicationId: 'x' }));
    await expect(empty).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('need no real time, not even for their first call: they look nothing up in files', async () => {
    const aws = createLocalAws();
    let answered = false;
    void ssmOf(aws)
      .send(new PutParameterCommand(parameter))
      .then(() => {
        answered = true;
      });
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(true);
  });

  it('retry what is throttled, in virtual time only', async () => {
    const aws = createLocalAws();
    const ssm = ssmOf(aws, 10);
    const started = aws.clock.now();
    const puts = Array.from({ length: 7 }, (_, index) =>
      ssm.send(new PutParameterCommand({ ...parameter, Name: `/apis/${index}` })),
    );
    await aws.clock.finish(Promise.all(puts));
    expect(aws.parameterStore.names()).toHaveLength(7);
    // Three a second: the seventh comes in the third second at the earliest.
    expect(aws.clock.now() - started).toBeGreaterThanOrEqual(2000);
    expect(aws.dispatcher.calls.filter(({ errorCode }) => errorCode === 'ThrottlingException').length).toBeGreaterThan(
      3,
    );
  });

  it('give up after their attempts, with the typed error', async () => {
    const aws = createLocalAws();
    aws.dispatcher.interfere({
      before: () => ({ kind: 'error', error: new AwsError('ThrottlingException', 'slow', 400) }),
    });
    const put = ssmOf(aws, 4).send(new PutParameterCommand(parameter));
    await expect(aws.clock.finish(put)).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { attempts: 4 },
    });
    expect(aws.dispatcher.count('PutParameter')).toBe(4);
  });

  it('retry a time-out, whether it struck before the effect or after it', async () => {
    for (const moment of ['before', 'after'] as const) {
      const aws = createLocalAws();
      let strikes = 1;
      aws.dispatcher.interfere({
        [moment]: () => {
          strikes -= 1;
          return strikes === 0 ? { kind: 'time-out', milliseconds: 5000 } : undefined;
        },
      });
      const put = new PutParameterCommand({ ...parameter, Overwrite: true });
      const { Version } = await aws.clock.finish(ssmOf(aws).send(put));
      expect([moment, Version]).toEqual([moment, moment === 'before' ? 1 : 2]);
      expect(aws.dispatcher.calls.map(({ errorCode }) => errorCode)).toEqual(['time-out', undefined]);
    }
  });

  it('stop waiting when told to', async () => {
    const aws = createLocalAws();
    aws.dispatcher.latencyMilliseconds = 1000;
    const controller = new AbortController();
    const put = ssmOf(aws).send(new PutParameterCommand(parameter), { abortSignal: controller.signal });
    await aws.clock.settle();
    controller.abort();
    await expect(put).rejects.toMatchObject({ name: 'AbortError' });
  });
});
