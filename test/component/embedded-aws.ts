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
import { createCallers } from '../local-aws/callers.ts';
import { VirtualClock } from '../local-aws/clock.ts';
import { createCognito } from '../local-aws/cognito/service.ts';
import { Dispatcher } from '../local-aws/dispatcher.ts';
import { createParameterStore } from '../local-aws/parameter-store/parameter-store.ts';
import { Sqs } from '../local-aws/queue/sqs.ts';
import { Quotas } from '../local-aws/quotas.ts';
import { RequestHandler } from '../local-aws/request-handler.ts';
import { VirtualRetryStrategy } from '../local-aws/retry-strategy.ts';
import type { Json, Operation, Service } from '../local-aws/service.ts';
import { defaultSwitches, type Switches } from '../local-aws/switches.ts';
import { createTagging } from '../local-aws/tagging.ts';

export const site = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };

export interface Wishes {
  readonly switches?: Partial<Switches>;
  readonly lane?: Lane;
  readonly signal?: AbortSignal;
  /** The customer key of created parameters. */
  readonly createKeyId?: string;
  /** How many Standard parameters the account may have. */
  readonly standardLimit?: number;
  readonly quotas?: boolean;
  readonly tagging?: { readonly pages?: 'sparse' | 'full'; readonly lagMilliseconds?: number };
}

export function createEmbeddedAws(wishes: Wishes = {}) {
  const clock = new VirtualClock(Date.UTC(2026, 10, 20, 10));
  const now = () => clock.now();
  const switches = { ...defaultSwitches, ...wishes.switches };
  const tagging = createTagging({ site, now, lagMilliseconds: 0, ...wishes.tagging });
  const cognito = createCognito({ site, switches, tags: tagging, trail: { record: () => {} }, now });
  const parameterStore = createParameterStore({
    site,
    switches,
    tags: tagging,
    events: { publish: () => {} },
    now,
    ...(wishes.standardLimit !== undefined && { standardLimit: wishes.standardLimit }),
  });
  const sqs = new Sqs({ site, clock });
  const quotas = new Quotas();
  quotas.enabled = wishes.quotas ?? false;
  const callers = createCallers(site);
  const dispatcher = new Dispatcher({
    clock,
    services: [cognito, parameterStore, tagging, sqs],
    callers: Object.values(callers),
    quotas,
  });
  const sdk = {
    region: site.region,
    credentials: { accessKeyId: callers.reconciler.accessKeyId, secretAccessKey: 'not checked' },
    requestHandler: new RequestHandler(dispatcher),
    retryStrategy: new VirtualRetryStrategy(clock, 4, () => 0.5),
    // Said outright, these are not looked for in files: reading one takes real time, which the clock knows nothing of.
    endpoint: 'https://embedded.invalid',
    authSchemePreference: ['sigv4'],
    defaultsMode: 'legacy',
    retryMode: 'standard',
    maxAttempts: 4,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'tests',
    defaultUserAgentProvider: async () => [['tests', '1']] satisfies [string, string][],
  };
  const sqsClient = new SQSClient(sdk);
  const counted: string[] = [];
  const caller = new Caller(new Pace(clock, wishes.lane ?? 'event'), (name) => counted.push(name), wishes.signal);

  return {
    clock,
    switches,
    cognito,
    parameterStore,
    tagging,
    sqs,
    dispatcher,
    sqsClient,
    caller,
    /** What the adapters say they called, in order. */
    counted,
    pools: new Cognito(new CognitoIdentityProviderClient(sdk), caller),
    parameters: new ParameterStore(new SSMClient(sdk), caller, wishes.createKeyId),
    index: new ResourceTags(new ResourceGroupsTaggingAPIClient(sdk), caller),
    queueAt: (url: string) => new FifoQueue(sqsClient, caller, url),
    /** Moves the clock as far as the call needs, and answers as it does. */
    finish: <Result>(promise: Promise<Result>): Promise<Result> => clock.finish(promise),
    /** Somebody else's call, past dispatcher, quotas and faults. */
    async perform(service: Service, operation: string, input: Json): Promise<Json> {
      const run: Operation | undefined = service.operations[operation];
      if (run === undefined) throw new Error(`no operation ${operation}`);
      return run(input, { operation, caller: callers.person, requestId: 'arranged', at: clock.now() });
    },
  };
}

export type EmbeddedAws = ReturnType<typeof createEmbeddedAws>;
