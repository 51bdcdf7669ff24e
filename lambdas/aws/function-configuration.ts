import {
  type EventSourceMappingConfiguration,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import type { Caller } from './caller.ts';

/** A deployed function, as far as its configuration tells what the deployment is. */
export interface DeployedFunction {
  readonly arn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly runtime: string | undefined;
  /** `Active`, `Pending`, `Inactive`, `Failed`. */
  readonly state: string | undefined;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number | undefined;
}

/** What feeds a function. */
export interface EventSource {
  readonly id: string;
  readonly sourceArn: string;
  /** `Enabled`, `Disabled`, or on the way from one to the other. */
  readonly state: string;
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
  const modifiedAt = Date.parse(answer?.LastModified ?? '');
  return (
    answer && {
      arn: answer.FunctionArn ?? '',
      environment: answer.Environment?.Variables ?? {},
      runtime: answer.Runtime,
      state: answer.State,
      modifiedAt: Number.isNaN(modifiedAt) ? undefined : modifiedAt,
    }
  );
}

export async function eventSources(
  client: LambdaClient,
  caller: Caller,
  functionName: string,
): Promise<readonly EventSource[]> {
  const found: EventSourceMappingConfiguration[] = [];
  let marker: string | undefined;
  do {
    const page = await caller.call({ operation: 'ListEventSourceMappings', pace: 'deployment-read' }, (options) =>
      client.send(new ListEventSourceMappingsCommand({ FunctionName: functionName, Marker: marker }), options),
    );
    found.push(...(page?.EventSourceMappings ?? []));
    marker = page?.NextMarker || undefined;
  } while (marker !== undefined);
  return found.map(({ UUID = '', EventSourceArn = '', State = '' }) => ({
    id: UUID,
    sourceArn: EventSourceArn,
    state: State,
  }));
}
