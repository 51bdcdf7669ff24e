import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Properties } from './properties.ts';
import type { Queues } from './queues.ts';

/** What the function may be allowed to touch. */
export interface Surroundings {
  readonly properties: Properties;
  readonly queues: Queues;
  readonly logGroup: ILogGroup;
}

/**
 * Everything the function may do, one statement a function. It deletes no parameter, changes nothing in Cognito and
 * touches no role. What only reports cannot write: the permission is not there.
 */
export function permissions(scope: Construct, { properties, queues, logGroup }: Surroundings): PolicyStatement[] {
  const parameterArns = properties.targets.map(({ prefix }) => parameterArn(scope, `${prefix}*`));
  const taggedArns = [...parameterArns, ...properties.targets.map(({ prefix }) => parameterArn(scope, `/${prefix}*`))];
  const writes = properties.mode === 'apply';
  return [
    readUserPools(scope, properties.userPools ?? ['*']),
    findTaggedPools(),
    readParameters(parameterArns),
    readOwners(taggedArns),
    describeParameters(),
    ...(writes ? [writeParameters(parameterArns), writeOwners(taggedArns)] : []),
    ...(properties.customerKeyArns.length > 0
      ? [useCustomerKeys(scope, properties.customerKeyArns, parameterArns, writes)]
      : []),
    receiveMessages(queues),
    sendSweeps(queues),
    writeLogs(logGroup),
  ];
}

/** The pool and its tags, its clients and their secrets. Actions on clients have the pool as their resource. */
function readUserPools(scope: Construct, userPoolIds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadUserPools',
    actions: [
      'cognito-idp:DescribeUserPool',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:ListUserPoolClients',
      'cognito-idp:ListUserPoolClientSecrets',
    ],
    resources: userPoolIds.map((resourceName) =>
      Stack.of(scope).formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName }),
    ),
  });
}

/** Which pools are tagged. AWS has no resource for it: it is an index over all of them. */
function findTaggedPools(): PolicyStatement {
  return new PolicyStatement({ sid: 'FindTaggedPools', actions: ['tag:GetResources'], resources: ['*'] });
}

/** Documents under the allowed prefixes; one by itself where it was said to be missing and cannot be created. */
function readParameters(resources: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadParameters',
    actions: ['ssm:GetParameter', 'ssm:GetParameters'],
    resources,
  });
}

/**
 * The tags that say whose a place is, of a parameter whose place is disputed or was overwritten. The reference writes
 * the ARN as everywhere, `parameter/a/b`; what has been seen in a refusal of a tagging call is the id put behind a
 * slash, `parameter//a/b`. Both are allowed: no parameter has an empty level, so they can only be the same one.
 */
function readOwners(resources: string[]): PolicyStatement {
  return new PolicyStatement({ sid: 'ReadOwners', actions: ['ssm:ListTagsForResource'], resources });
}

/** Tier and key of a parameter, which are sent back as read. Metadata only; AWS offers nothing narrower than all. */
function describeParameters(): PolicyStatement {
  return new PolicyStatement({ sid: 'DescribeParameters', actions: ['ssm:DescribeParameters'], resources: ['*'] });
}

/** The one thing it changes, beside its owner tags. */
function writeParameters(resources: string[]): PolicyStatement {
  return new PolicyStatement({ sid: 'WriteParameters', actions: ['ssm:PutParameter'], resources });
}

/**
 * Owner tags and no others, with `AddTagsToResource` or along with a new parameter: where policies go by tags, another
 * tag could open a parameter to somebody. A request without tags passes the condition and tags nothing; asking for
 * tag keys besides would refuse every one, should AWS not say them where a new parameter brings its tags.
 */
function writeOwners(resources: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteOwners',
    actions: ['ssm:AddTagsToResource'],
    resources,
    conditions: { 'ForAllValues:StringLike': { 'aws:TagKeys': ['ssm-sync:managed', 'ssm-sync:owner:*'] } },
  });
}

/**
 * The given keys, through Parameter Store and for parameters under the prefixes only: Encrypt is what a Standard
 * parameter needs, GenerateDataKey an Advanced one. `aws/ssm` needs no statement: it is open to who may use the parameter.
 */
function useCustomerKeys(
  scope: Construct,
  resources: readonly string[],
  parameterArns: readonly string[],
  writes: boolean,
): PolicyStatement {
  const { region, urlSuffix } = Stack.of(scope);
  return new PolicyStatement({
    sid: 'UseCustomerKeys',
    actions: ['kms:Decrypt', ...(writes ? ['kms:Encrypt', 'kms:GenerateDataKey'] : [])],
    resources: [...resources],
    conditions: {
      StringEquals: { 'kms:ViaService': `ssm.${region}.${urlSuffix}` },
      StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': [...parameterArns] },
    },
  });
}

/**
 * What Lambda's poller does in the function's name, which is also taking out what is done before its batch is; handing a
 * message back; and counting, to see whether a sweep is over and who has nothing to do.
 */
function receiveMessages({ events, sweeps }: Queues): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReceiveMessages',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    resources: [events.queueArn, sweeps.queueArn],
  });
}

/** A sweep's message a pool, and the rest of a large pass. */
function sendSweeps({ sweeps }: Queues): PolicyStatement {
  return new PolicyStatement({ sid: 'SendSweeps', actions: ['sqs:SendMessage'], resources: [sweeps.queueArn] });
}

/** Its own log group, which the stack makes: so not CreateLogGroup, as AWS's managed policy has it. */
function writeLogs({ logGroupArn }: ILogGroup): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroupArn],
  });
}

function parameterArn(scope: Construct, name: string): string {
  return Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) });
}
