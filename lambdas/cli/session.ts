import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { Caller } from '../aws/caller.ts';
import { Census } from '../aws/census.ts';
import { Cognito } from '../aws/cognito.ts';
import { Pace } from '../aws/pace.ts';
import { ParameterStore } from '../aws/parameter-store.ts';
import { queueSize } from '../aws/queue.ts';
import { ResourceTags } from '../aws/tagging-index.ts';
import type { Clock } from '../pass/ports.ts';
import { type DeploymentChoice, type FoundDeployment, findDeployment } from './deployment.ts';
import type { Terminal } from './terminal.ts';

/** The SDK's clients, in the person's name. */
export interface Clients {
  readonly cognito: CognitoIdentityProviderClient;
  readonly ssm: SSMClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly events: EventBridgeClient;
  readonly cloudTrail: CloudTrailClient;
  readonly cloudWatch: CloudWatchClient;
  readonly scheduler: SchedulerClient;
  readonly kms: KMSClient;
}

/** What the program is made of; tests put an embedded AWS and a clock of theirs behind it. */
export interface Parts {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
}

/** Pools and parameters as a pass uses them, and what they call AWS by. */
interface Adapters {
  readonly caller: Caller;
  readonly pools: Cognito;
  readonly parameters: ParameterStore;
}

/** What every command works with: a deployment, AWS through its adapters at a person's pace, and the terminal. */
export class Session {
  readonly parts: Parts;
  readonly found: FoundDeployment;
  /** Stops at the person's signal, like the adapters made of it. */
  readonly caller: Caller;
  readonly pools: Cognito;
  readonly parameters: ParameterStore;
  readonly index: ResourceTags;
  /** For what has begun to write: it goes on to its end. */
  readonly uninterrupted: Adapters;
  readonly calls: CallCount;

  private constructor(parts: Parts, found: FoundDeployment, pace: Pace, calls: CallCount) {
    const { clients, signal } = parts;
    const count = countTo(calls);
    this.parts = parts;
    this.found = found;
    this.calls = calls;
    this.caller = new Caller(pace, count, signal);
    const adapters = (caller: Caller): Adapters => ({
      caller,
      pools: new Cognito(clients.cognito, caller),
      parameters: new ParameterStore(clients.ssm, caller, found.configuration.createKeyId),
    });
    const { pools, parameters } = adapters(this.caller);
    this.pools = pools;
    this.parameters = parameters;
    this.index = new ResourceTags(clients.tagging, this.caller);
    this.uninterrupted = adapters(new Caller(pace, count));
  }

  /** Finds the deployment first: it says what may be written where. @throws CommandError */
  static async open(parts: Parts, choice: DeploymentChoice): Promise<Session> {
    const { clients, clock, signal } = parts;
    const calls: CallCount = { total: 0 };
    const caller = new Caller(new Pace(clock, 'person'), countTo(calls), signal);
    const found = await findDeployment(clients, caller, choice);
    const { eventQueueUrl, sweepQueueUrl } = found.configuration;
    const queues = found.arn === undefined ? [] : [eventQueueUrl, sweepQueueUrl];
    const census = new Census(clock, async () => {
      const sizes = await Promise.all(queues.map((url) => queueSize(clients.sqs, caller, url)));
      const isIdle = sizes.length > 0 && sizes.every((size) => size === 0);
      return isIdle ? { events: 2, sweeps: 2 } : { events: 1, sweeps: 1 };
    });
    return new Session(parts, found, new Pace(clock, 'person', new Map(), census), calls);
  }

  get deployment() {
    return this.found.configuration.deployment;
  }

  get terminal(): Terminal {
    return this.parts.terminal;
  }
}

/** Calls to AWS so far. */
export interface CallCount {
  total: number;
}

function countTo(calls: CallCount): () => void {
  return () => {
    calls.total += 1;
  };
}
