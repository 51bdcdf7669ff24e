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
  /** Aborted when they want to stop at once, whatever is under way. */
  readonly now: AbortSignal;
}

/** What every command works with: a deployment, AWS through its adapters at a person's pace, and the terminal. */
export class Session {
  readonly parts: Parts;
  readonly found: FoundDeployment;
  readonly caller: Caller;
  readonly pools: Cognito;
  readonly parameters: ParameterStore;
  readonly index: ResourceTags;
  readonly calls: CallCount;

  private constructor(parts: Parts, found: FoundDeployment, caller: Caller, calls: CallCount) {
    const { clients } = parts;
    this.parts = parts;
    this.found = found;
    this.caller = caller;
    this.calls = calls;
    this.pools = new Cognito(clients.cognito, caller);
    this.parameters = new ParameterStore(clients.ssm, caller, found.configuration.createKeyId);
    this.index = new ResourceTags(clients.tagging, caller);
  }

  /** Finds the deployment first: it says what may be written where. @throws CommandError */
  static async open(parts: Parts, choice: DeploymentChoice): Promise<Session> {
    const { clients, clock, now } = parts;
    const calls: CallCount = { total: 0 };
    const count = (): void => void calls.total++;
    // Without a census: who else is at work is known only when the deployment is.
    const found = await findDeployment(clients, new Caller(new Pace(clock, 'person'), count, now), choice);
    const { eventQueueUrl, sweepQueueUrl } = found.configuration;
    const queues = found.arn === undefined ? [] : [eventQueueUrl, sweepQueueUrl];
    const counting = new Caller(new Pace(clock, 'person'), count, now);
    const census = new Census(clock, async () => {
      const sizes = await Promise.all(queues.map((url) => queueSize(clients.sqs, counting, url)));
      return sizes.length > 0 && sizes.every((size) => size === 0)
        ? { events: 2, sweeps: 2 }
        : { events: 1, sweeps: 1 };
    });
    return new Session(parts, found, new Caller(new Pace(clock, 'person', new Map(), census), count, now), calls);
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
