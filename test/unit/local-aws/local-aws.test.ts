import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';

/** A toy that writes a parameter for each app client made; clients named `poison` fail. */
function deployToy(aws: LocalAws) {
  const dead = aws.sqs.create('dead');
  const queue = aws.sqs.create('events', {
    VisibilityTimeout: '360',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 5 }),
  });
  aws.eventBus.putRule({
    name: 'clients',
    pattern: {
      source: ['aws.cognito-idp'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventName: ['CreateUserPoolClient'], errorCode: [{ exists: false }] },
    },
    targets: [
      {
        queueArn: queue.arn,
        inputPaths: {
          id: '$.detail.responseElements.userPoolClient.clientId',
          name: '$.detail.requestParameters.clientName',
        },
        inputTemplate: '{"id": <id>, "name": <name>}',
      },
    ],
  });
  const ssm = new SSMClient(aws.clientConfiguration('reconciler'));
  const handler = async (event: SQSEvent) => {
    const failures: { itemIdentifier: string }[] = [];
    for (const { body, messageId } of event.Records) {
      const { id, name } = JSON.parse(body);
      if (name === 'poison') failures.push({ itemIdentifier: messageId });
      else await ssm.send(new PutParameterCommand({ Name: `/apis/${name}`, Value: id, Type: 'SecureString' }));
    }
    return { batchItemFailures: failures };
  };
  aws.lambda.deploy({ name: 'toy', handler, timeoutSeconds: 60 });
  const mapping = { queueArn: queue.arn, functionName: 'toy', batchingWindowSeconds: 5, reportBatchItemFailures: true };
  aws.lambda.map(mapping);
  return { queue, dead };
}

async function makeClients(aws: LocalAws, names: readonly string[]): Promise<Record<string, string>> {
  const cognito = new CognitoIdentityProviderClient(aws.clientConfiguration('pipeline'));
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'orders' }));
  const ids: Record<string, string> = {};
  for (const ClientName of names) {
    const command = new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName, GenerateSecret: true });
    ids[ClientName] = (await cognito.send(command)).UserPoolClient?.ClientId ?? '';
  }
  return ids;
}

describe('a whole AWS', () => {
  it('carries a change from Cognito through rule, queue and function to a parameter, and poison to the dead letters', async () => {
    const aws = createLocalAws();
    const { queue, dead } = deployToy(aws);
    const ids = await makeClients(aws, ['orders', 'poison']);
    await aws.clock.runUntilIdle();
    expect(aws.parameterStore.names()).toEqual(['/apis/orders']);
    expect(aws.parameterStore.value('/apis/orders')).toBe(ids.orders);
    expect(queue.messages).toEqual([]);
    expect(dead.messages.map(({ body }) => JSON.parse(body))).toEqual([{ id: ids.poison, name: 'poison' }]);
    expect(aws.lambda.invocations.map(({ records }) => records.length)).toEqual([2, 1, 1, 1, 1]);
  });

  it('does the very same again', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const aws = createLocalAws();
        deployToy(aws);
        await makeClients(aws, ['a', 'b', 'c', 'd', 'e']);
        await aws.clock.runUntilIdle();
        return { calls: aws.dispatcher.calls, runs: aws.lambda.invocations, end: aws.clock.now() };
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.calls.length).toBeGreaterThan(10);
  });

  it('lives its own life beside another', async () => {
    const one = createLocalAws();
    const other = createLocalAws({ trail: false, quotas: false, startAt: 0 });
    deployToy(one);
    const { queue } = deployToy(other);
    await makeClients(other, ['orders']);
    await other.clock.runUntilIdle();
    expect([one.parameterStore.names(), other.parameterStore.names(), queue.messages]).toEqual([[], [], []]);
    expect([one.clock.now(), other.clock.now()]).toEqual([Date.UTC(2026, 10, 20, 10), 0]);
  });

  it('shows tags in the index as late as it is told to', async () => {
    const aws = createLocalAws({ tagLagMilliseconds: 60_000, trail: false });
    const ssm = new SSMClient(aws.clientConfiguration('person'));
    const Tags = [{ Key: 'team', Value: 'a' }];
    await ssm.send(new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String', Tags }));
    const listed = () =>
      aws.tagging.operations.GetResources?.(
        { ResourceARNList: ['arn:aws:ssm:eu-west-1:123456789012:parameter/a'] },
        { operation: 'GetResources', caller: aws.callers.person, requestId: 'x', at: aws.clock.now() },
      );
    expect(listed()).toMatchObject({ ResourceTagMappingList: [] });
    await aws.clock.advance(60_000);
    expect(listed()).toMatchObject({ ResourceTagMappingList: [{ Tags }] });
  });
});
