/** The two that are compared, seen alike through real SDK clients. */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createLocalAws } from '../local-aws/local-aws.ts';
import type { Clients } from './operations.ts';

/** A new embedded AWS, with nothing in it. */
export function embeddedSide(): Clients {
  const aws = createLocalAws({ quotas: false });
  const configuration = () => aws.clientConfiguration('person', { maxAttempts: 1 });
  return {
    ssm: new SSMClient(configuration()),
    cognito: new CognitoIdentityProviderClient(configuration()),
    tagging: new ResourceGroupsTaggingAPIClient(configuration()),
  };
}

/** Everything that the SDK would otherwise look up in this machine's AWS files and environment is said here. */
export function motoSide(endpoint: string): Clients {
  const configuration = {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-checked' },
    maxAttempts: 1,
    retryMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    disableClockSkewCorrection: true,
    userAgentAppId: 'contract',
  };
  return {
    ssm: new SSMClient(configuration),
    cognito: new CognitoIdentityProviderClient(configuration),
    tagging: new ResourceGroupsTaggingAPIClient(configuration),
  };
}
