/** Lambda as its clients ask it: how a function is configured and what feeds it. Nothing is changed this way. */
import type { EventSourceMappingConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { DeployedMapping, Lambda } from './lambda.ts';
import { functionArn, groupOf } from './lambda-function.ts';
import { functionPattern, nameIn, qualifierIn } from './lambda-names.ts';
import { optionalNumber, optionalText, text } from './members.ts';
import { pageAfter } from './pages.ts';
import { AwsError, type Json, type Service, type Site } from './service.ts';
import { seconds, type Wire } from './wire.ts';

type Deployed = NonNullable<ReturnType<Lambda['deployed']>>;

/** However many are asked for. */
const mostMappings = 100;
const anyArn = /^arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)$/;

export function createLambdaApi(site: Site, lambda: Lambda): Service {
  return {
    target: 'AWSLambda',
    name: 'lambda',
    operations: {
      GetFunctionConfiguration(input) {
        const reference = text(input, 'FunctionName', functionPattern);
        const name = nameIn(reference, site);
        const qualifier = qualifierIn(reference, optionalText(input, 'Qualifier', { min: 1, max: 128 }));
        // No version is ever published and no alias made.
        const found = qualifier === undefined || qualifier === '$LATEST' ? lambda.deployed(name) : undefined;
        if (found === undefined) throw noFunction(`${functionArn(site, name)}${qualifier ? `:${qualifier}` : ''}`);
        return { ...configurationOf(found, site) };
      },
      ListEventSourceMappings: (input) => listMappings(input, site, lambda),
    },
  };
}

/** Its code is not here as Lambda has it, so neither is anything said of its size or hash. */
function configurationOf(deployed: Deployed, site: Site): Wire<FunctionConfiguration> {
  const { name, timeoutSeconds, memoryMegabytes = 128, template, modifiedAt } = deployed;
  const LogGroup = groupOf(deployed);
  return {
    FunctionName: name,
    FunctionArn: functionArn(site, name),
    Runtime: 'nodejs24.x',
    Timeout: timeoutSeconds,
    MemorySize: memoryMegabytes,
    LastModified: new Date(modifiedAt).toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LoggingConfig: { LogFormat: 'Text', LogGroup },
    ...(template && {
      Role: template.roleArn,
      Handler: template.handler,
      Architectures: [template.architecture === 'arm64' ? 'arm64' : 'x86_64'],
      LoggingConfig: loggingOf(template, LogGroup),
      // Lambda leaves it out of a function that has no variable.
      ...(Object.keys(template.environment).length > 0 && { Environment: { Variables: { ...template.environment } } }),
    }),
  };
}

/** Levels are of the JSON format alone. */
function loggingOf({ logFormat, logLevel, systemLogLevel }: NonNullable<Deployed['template']>, LogGroup: string): Json {
  if (logFormat !== 'JSON') return { LogFormat: 'Text', LogGroup };
  return { LogFormat: 'JSON', ApplicationLogLevel: logLevel, SystemLogLevel: systemLogLevel, LogGroup };
}

function listMappings(input: Json, site: Site, lambda: Lambda): Json {
  const reference = optionalText(input, 'FunctionName', functionPattern);
  const name = reference === undefined ? undefined : nameIn(reference, site);
  const queueArn = optionalText(input, 'EventSourceArn', { pattern: anyArn });
  const size = Math.min(optionalNumber(input, 'MaxItems', { min: 1, max: 10_000 }) ?? mostMappings, mostMappings);
  if (name !== undefined && lambda.deployed(name) === undefined) throw noFunction(functionArn(site, name));
  const fitting = lambda.mappings.filter(
    (mapping) =>
      (name === undefined || mapping.functionName === name) &&
      (queueArn === undefined || mapping.queueArn === queueArn),
  );
  const refusal = new AwsError('InvalidParameterValueException', 'Invalid Marker');
  const page = pageAfter(fitting, ({ id }) => id, { size, token: optionalText(input, 'Marker'), refusal });
  return {
    EventSourceMappings: page.items.map((mapping) => mappingShown(mapping, site)),
    ...(page.token !== undefined && { NextMarker: page.token }),
  };
}

function mappingShown(mapping: DeployedMapping, site: Site): Wire<EventSourceMappingConfiguration> {
  const { partition, region, account } = site;
  return {
    UUID: mapping.id,
    EventSourceMappingArn: `arn:${partition}:lambda:${region}:${account}:event-source-mapping:${mapping.id}`,
    EventSourceArn: mapping.queueArn,
    FunctionArn: functionArn(site, mapping.functionName),
    BatchSize: mapping.batchSize ?? 10,
    MaximumBatchingWindowInSeconds: mapping.batchingWindowSeconds ?? 0,
    FunctionResponseTypes: mapping.reportBatchItemFailures === true ? ['ReportBatchItemFailures'] : [],
    ...(mapping.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
    }),
    LastModified: seconds(mapping.modifiedAt),
    State: mapping.source.enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
  };
}

function noFunction(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}
