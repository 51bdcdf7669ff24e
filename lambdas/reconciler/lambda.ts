import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { systemClock } from '../aws/system-clock.ts';
import { parseConfiguration } from '../core/configuration.ts';
import { createReconciler } from './reconciler.ts';

/** What Lambda runs: the reconciler on the real AWS, configured by its environment. */

const configuration = parseConfiguration(process.env);
const { name } = configuration.deployment;

// No client gets a logger: the SDK's would print what it sends to PutParameter. Retries are the SDK's standard ones;
// adaptive ones would slow every pool for one pool's throttle.
const retries = { retryMode: 'standard', maxAttempts: 4 };
// A message sent again may be answered with the checksum of the first one, whose text was another. TLS sees to the rest.
const unchecked = { md5: false } as const;

export const handler = createReconciler({
  configuration,
  clients: {
    cognito: new CognitoIdentityProviderClient(retries),
    ssm: new SSMClient(retries),
    tagging: new ResourceGroupsTaggingAPIClient(retries),
    sqs: new SQSClient({ ...retries, ...unchecked }),
  },
  clock: systemClock,
  logger: new Logger({ serviceName: name }),
  metrics: new Metrics({ namespace: 'CognitoSsmSync', serviceName: name }),
});
