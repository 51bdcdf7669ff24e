import { createHook } from 'node:async_hooks';
import { CognitoIdentityProviderClient, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';

// Alone in its file: the SDK reads the machine's AWS files once in a process, at its first look-up.
it('leaves the SDK nothing to look up in files, for a file takes real time', async () => {
  const reads: string[] = [];
  const hook = createHook({
    init(_, type) {
      if (type.startsWith('FS')) reads.push(type);
    },
  });
  const aws = createLocalAws();
  const configuration = () => aws.clientConfiguration('person');
  hook.enable();
  await new CognitoIdentityProviderClient(configuration()).send(new CreateUserPoolCommand({ PoolName: 'orders' }));
  await new SSMClient(configuration()).send(new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String' }));
  await new SQSClient(configuration()).send(new CreateQueueCommand({ QueueName: 'events' }));
  await new ResourceGroupsTaggingAPIClient(configuration()).send(new GetResourcesCommand({}));
  hook.disable();
  expect(reads).toEqual([]);
});
