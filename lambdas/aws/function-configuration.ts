import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Caller } from './caller.ts';

/** A deployed function, as far as its configuration tells what the deployment is. */
export interface DeployedFunction {
  readonly arn: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Undefined: there is no such function in the region. */
export async function deployedFunction(
  client: LambdaClient,
  caller: Caller,
  name: string,
): Promise<DeployedFunction | undefined> {
  const answer = await caller.call(
    { operation: 'GetFunctionConfiguration', pace: 'deployment-read', answers: ['ResourceNotFoundException'] },
    (options) => client.send(new GetFunctionConfigurationCommand({ FunctionName: name }), options),
  );
  return answer && { arn: answer.FunctionArn ?? '', environment: answer.Environment?.Variables ?? {} };
}
