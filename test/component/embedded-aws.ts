/** The adapters on an embedded AWS of their own, for one test: the SDK's real clients, virtual time, no network. */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { Caller } from '../../lambdas/aws/caller.ts';
import { Cognito } from '../../lambdas/aws/cognito.ts';
import { type Lane, Pace } from '../../lambdas/aws/pace.ts';
import { ParameterStore } from '../../lambdas/aws/parameter-store.ts';
import { FifoQueue } from '../../lambdas/aws/queue.ts';
import { ResourceTags } from '../../lambdas/aws/tagging-index.ts';
import { createLocalAws, type LocalAwsOptions } from '../local-aws/local-aws.ts';
import type { Json, Operation, Service } from '../local-aws/service.ts';

export interface Wishes extends LocalAwsOptions {
  readonly lane?: Lane;
  readonly signal?: AbortSignal;
  /** The customer key of created parameters. */
  readonly createKeyId?: string;
}

/** As the reconciler's own clients are made. */
export const maxAttempts = 4;

export function createEmbeddedAws({ lane = 'event', signal, createKeyId, ...options }: Wishes = {}) {
  const aws = createLocalAws({ quotas: false, ...options });
  const { clock } = aws;
  const sdk = () => aws.clientConfiguration('reconciler', { maxAttempts });
  const sqsClient = new SQSClient({ ...sdk(), md5: false });
  const counted: string[] = [];
  const caller = new Caller(new Pace(clock, lane), (name) => counted.push(name), signal);

  return {
    ...aws,
    sqsClient,
    caller,
    /** What the adapters say they called, in order. */
    counted,
    pools: new Cognito(new CognitoIdentityProviderClient(sdk()), caller),
    parameters: new ParameterStore(new SSMClient(sdk()), caller, createKeyId),
    index: new ResourceTags(new ResourceGroupsTaggingAPIClient(sdk()), caller),
    queueAt: (url: string) => new FifoQueue(sqsClient, caller, url),
    /** Moves the clock as far as the call needs, and answers as it does. */
    finish: <Result>(promise: Promise<Result>): Promise<Result> => clock.finish(promise),
    /** Somebody else's call, past dispatcher, quotas and faults. */
    async perform(service: Service, operation: string, input: Json): Promise<Json> {
      const call = { operation, caller: aws.callers.person, requestId: 'arranged', at: clock.now() };
      return operationOf(service, operation)(input, call);
    },
    /** From now on this operation answers as told: for answers that AWS may give and the embedded one does not. */
    amend(service: Service, operation: string, change: (original: Operation) => Operation): void {
      Object.assign(service.operations, { [operation]: change(operationOf(service, operation)) });
    },
  };
}

export type EmbeddedAws = ReturnType<typeof createEmbeddedAws>;

function operationOf(service: Service, name: string): Operation {
  const operation = service.operations[name];
  if (operation === undefined) throw new Error(`no operation ${name}`);
  return operation;
}
