/** Small stacks of every known type, deployed on an embedded AWS with a function that only remembers its events. */
import type { SQSEvent } from 'aws-lambda';
import { deployStack } from '../../../local-aws/cloud-formation/deployment.ts';
import type { DescribedFunction } from '../../../local-aws/cloud-formation/making.ts';
import type { Resource, Template } from '../../../local-aws/cloud-formation/template.ts';
import { createLocalAws } from '../../../local-aws/local-aws.ts';
import type { Json } from '../../../local-aws/service.ts';

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

export function role(service: string, ...statements: readonly Json[]): Resource {
  const allowed = statements.map((statement) => ({ Effect: 'Allow', ...statement }));
  const policy = { PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement: allowed } };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
      },
      Policies: allowed.length === 0 ? [] : [policy],
    },
  };
}

const polling = {
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: arnOf('Work'),
};
const logging = { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: arnOf('Logs') };

/** A rule and a schedule that send to a queue, which feeds a function. */
export const complete: Readonly<Record<string, Resource>> = {
  Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work', VisibilityTimeout: 60 } },
  Undelivered: { Type: 'AWS::SQS::Queue', Properties: {} },
  WorkPolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Work' }, { Ref: 'Undelivered' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: '*',
            Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Rule') } },
          },
        ],
      },
    },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'changes',
      State: 'ENABLED',
      EventPattern: { source: ['aws.ssm'] },
      Targets: [
        {
          Id: 'work',
          Arn: arnOf('Work'),
          InputTransformer: { InputPathsMap: { name: '$.detail.name' }, InputTemplate: '{"name":<name>}' },
          DeadLetterConfig: { Arn: arnOf('Undelivered') },
        },
      ],
    },
  },
  Sender: role('scheduler.amazonaws.com', {
    Action: 'sqs:SendMessage',
    Resource: [arnOf('Work'), arnOf('Undelivered')],
  }),
  Schedule: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(1 hour)',
      Target: {
        Arn: arnOf('Work'),
        RoleArn: arnOf('Sender'),
        Input: '{"kind":"sweep"}',
        DeadLetterConfig: { Arn: arnOf('Undelivered') },
        RetryPolicy: { MaximumRetryAttempts: 3 },
      },
    },
  },
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'its-log', RetentionInDays: 7 } },
  Worker: role('lambda.amazonaws.com', polling, logging),
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'worker',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
      Role: arnOf('Worker'),
      Timeout: 30,
      MemorySize: 256,
      LoggingConfig: { LogGroup: { Ref: 'Logs' }, LogFormat: 'JSON' },
      Environment: { Variables: { QUEUE: { Ref: 'Work' } } },
    },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Function' }, EventSourceArn: arnOf('Work'), BatchSize: 5 },
  },
};

/** This resource with these properties besides; `undefined` takes one away. */
export function changed(id: string, properties: Json): Readonly<Record<string, Resource>> {
  const { Type = '', Properties = {} } = complete[id] ?? {};
  const merged = Object.entries({ ...Properties, ...properties }).filter(([, value]) => value !== undefined);
  return { ...complete, [id]: { Type, Properties: Object.fromEntries(merged) } };
}

export function deployed(resources: Readonly<Record<string, Resource>>, more: Partial<Template> = {}) {
  const aws = createLocalAws({ trail: false });
  const bodies: string[] = [];
  const functions: DescribedFunction[] = [];
  const stack = deployStack(
    aws,
    { stackName: 'Test', template: { Resources: resources, ...more }, assets: new Map([['code.zip', '/code']]) },
    {
      execution: (described) => {
        functions.push(described);
        return ({ Records }: SQSEvent) => {
          bodies.push(...Records.map(({ body }) => body));
          described.log('heard', 'log');
        };
      },
      firstFiring: (everyMilliseconds) => aws.clock.now() + everyMilliseconds,
    },
  );
  return { aws, stack, bodies, functions };
}
