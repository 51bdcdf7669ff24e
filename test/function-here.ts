/** The reconciler's function in this process, on the clock of an embedded AWS and behind its clients. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { parseConfiguration } from '../lambdas/core/configuration.ts';
import { type Clients, createReconciler } from '../lambdas/reconciler/reconciler.ts';
import { showAsReconciler } from './deployed-assembly.ts';
import type { DescribedFunction } from './local-aws/cloud-formation/making.ts';
import { consoleTo } from './local-aws/cloud-watch.ts';
import type { LambdaFunction } from './local-aws/lambda-function.ts';
import type { Aws } from './local-aws/local-aws.ts';
import type { Caller } from './local-aws/service.ts';

type Handler = LambdaFunction['handler'];

/** What the function is built with: the sources' own, or a build of them with something changed. */
export interface Build {
  readonly createReconciler: typeof createReconciler;
  readonly parseConfiguration: typeof parseConfiguration;
}

export const asItIs: Build = { createReconciler, parseConfiguration };

/**
 * The function as lambda.ts builds it, in environments as Lambda has them: one run at a time in each, kept warm for the
 * next, and one more where all are busy. A run that is killed takes its environment with it.
 */
export function createFunction(aws: Aws, described: DescribedFunction, build: Build = asItIs): Handler {
  const session = showAsReconciler(aws, described);
  const warm: Handler[] = [];
  return async (event, context) => {
    const environment = warm.pop() ?? createEnvironment(aws, described, session, build);
    try {
      return await environment(event, context);
    } finally {
      warm.push(environment);
    }
  };
}

/** One environment, with this AWS behind its clients and its console. */
function createEnvironment(
  aws: Aws,
  described: DescribedFunction,
  session: Caller,
  { createReconciler, parseConfiguration }: Build,
): Handler {
  const configuration = parseConfiguration({ ...described.environment, AWS_REGION: aws.site.region });
  const serviceName = configuration.deployment.name;
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: 'CognitoSsmSync', serviceName });
  // Powertools writes to a console of its own; its lines go where Lambda would send them.
  for (const telemetry of [logger, metrics]) Reflect.set(telemetry, 'console', consoleTo(described.log));
  return createReconciler({ configuration, clients: createClients(aws, session), clock: aws.clock, logger, metrics });
}

/** Real SDK clients on the embedded AWS, as whoever the function is there. */
function createClients(aws: Aws, session: Caller): Clients {
  const configuration = () => aws.clientConfiguration(session, { maxAttempts: 4 });
  return {
    cognito: new CognitoIdentityProviderClient(configuration()),
    ssm: new SSMClient(configuration()),
    tagging: new ResourceGroupsTaggingAPIClient(configuration()),
    sqs: new SQSClient({ ...configuration(), md5: false }),
  };
}
