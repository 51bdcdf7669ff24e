/** Functions, and the mappings that feed them. */
import { mayWriteLogs, pollerRefusal } from '../iam/lambda-checks.ts';
import { arnIn, type DescribedFunction, forPeople, type Made, type Maker, type Order, type Stack } from './making.ts';

const lambda = 'lambda.amazonaws.com';

export const makeFunction: Maker = (order): Made => {
  const { stack, properties } = order;
  properties.ignore({ Description: forPeople });
  properties.only('Runtime', 'nodejs24.x');
  const described = describe(order);
  const { name, roleArn, timeoutSeconds, memoryMegabytes, logGroup, log } = described;
  stack.roles.set(name, roleArn);
  stack.account.lambda.deploy({
    name,
    timeoutSeconds,
    memoryMegabytes,
    logGroup,
    log: (text) => log(text, 'error'),
    handler: stack.execution(described),
    template: described,
  });
  return { ref: name, attributes: { Arn: arnIn(stack.account.site, 'lambda', `function:${name}`) } };
};

function describe({ stack, properties, madeUpName }: Order): DescribedFunction {
  const name = properties.text('FunctionName', madeUpName(64));
  const code = properties.part('Code');
  code.ignore({ S3Bucket: 'there is no bucket here: its key tells which asset it is' });
  const logging = properties.part('LoggingConfig');
  const logGroup = logging.text('LogGroup');
  const roleArn = properties.text('Role');
  const environment = properties.has('Environment') ? properties.part('Environment').value('Variables') : {};
  // Lambda tries the role when the function is made.
  stack.account.iam.assumeRole(roleArn, lambda, name);
  return {
    name,
    roleArn,
    handler: properties.text('Handler'),
    codePath: stack.assetPath(code.text('S3Key')),
    environment: Object.fromEntries(
      Object.entries(environment as object).map(([variable, value]) => [variable, String(value)]),
    ),
    timeoutSeconds: properties.number('Timeout', 3),
    memoryMegabytes: properties.number('MemorySize', 128),
    logGroup,
    logFormat: logging.text('LogFormat', 'Text'),
    logLevel: logging.text('ApplicationLogLevel', 'INFO'),
    systemLogLevel: logging.text('SystemLogLevel', 'INFO'),
    // JavaScript runs on both; Lambda's own default is the first.
    architecture: properties.texts('Architectures')[0] ?? 'x86_64',
    log: logOf(stack, roleArn, logGroup),
  };
}

/** A group that is not there cannot be written to: the function's role may not make one, and nobody else does. */
function logOf({ account, logGroups }: Stack, roleArn: string, logGroup: string): DescribedFunction['log'] {
  const arn = arnIn(account.site, 'logs', `log-group:${logGroup}`);
  const written = logGroups.has(logGroup) && mayWriteLogs(account.iam, roleArn, arn);
  return (text, level) => {
    if (written) account.cloudWatch.write(logGroup, text, level);
  };
}

export const makeEventSourceMapping: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.only('Enabled', undefined, true);
  const functionName = properties.text('FunctionName');
  const queueArn = properties.text('EventSourceArn');
  const responses = properties.texts('FunctionResponseTypes');
  const unknown = responses.find((type) => type !== 'ReportBatchItemFailures');
  if (unknown !== undefined) throw new Error(`There is no response type ${unknown}.`);
  const refused = pollerRefusal(stack.account.iam, stack.roles.get(functionName) ?? '', queueArn);
  if (refused) throw refused;
  const source = stack.account.lambda.map({
    functionName,
    queueArn,
    batchSize: properties.number('BatchSize', 10),
    batchingWindowSeconds: properties.number('MaximumBatchingWindowInSeconds', 0),
    ...(properties.has('ScalingConfig') && {
      maximumConcurrency: properties.part('ScalingConfig').number('MaximumConcurrency'),
    }),
    reportBatchItemFailures: responses.length > 0,
  });
  stack.sources.push(source);
  return { ref: madeUpName() };
};
