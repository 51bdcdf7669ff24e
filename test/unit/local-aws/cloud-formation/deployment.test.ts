import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../local-aws/cloud-formation/template.ts';
import { arnOf, changed, complete, deployed, role } from './stack-fixture.ts';

const hour = 3_600_000;
const change = { source: 'aws.ssm', detailType: 'Parameter Store Change', detail: { name: '/a' } };

describe('a deployed stack', () => {
  it('works: rules and schedules send, the function runs, its lines are in its log group', async () => {
    const { aws, bodies } = deployed(complete);
    aws.eventBus.publish(change);
    await aws.clock.settle();
    expect(bodies).toEqual(['{"name":"/a"}']);
    await aws.clock.advance(hour);
    expect(bodies).toEqual(['{"name":"/a"}', '{"kind":"sweep"}']);
    expect(aws.cloudWatch.lines('its-log').map(({ text }) => text)).toEqual(['heard', 'heard']);
  });

  it('describes its function as the template does', () => {
    const [found] = deployed(complete).functions;
    expect(found).toMatchObject({
      name: 'worker',
      codePath: '/code',
      environment: { QUEUE: 'https://sqs.eu-west-1.amazonaws.com/123456789012/work' },
      timeoutSeconds: 30,
      memoryMegabytes: 256,
      logGroup: 'its-log',
    });
    expect(found?.roleArn).toMatch(/^arn:aws:iam::123456789012:role\/Test-Worker-[0-9A-F]{12}$/);
  });

  it('tells its outputs, and leaves out what its conditions leave out', () => {
    const { stack, aws } = deployed(
      { ...complete, Other: { Type: 'AWS::SQS::Queue', Condition: 'Elsewhere', Properties: { QueueName: 'other' } } },
      {
        Conditions: { Elsewhere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'Home' }] } },
        Parameters: { Home: { Type: 'String', Default: 'us-east-1' } },
        Outputs: {
          Url: { Value: { Ref: 'Work' } },
          Stack: { Value: { 'Fn::Sub': `\${AWS::StackName} in \${AWS::AccountId}` } },
          Other: { Value: { Ref: 'Other' }, Condition: 'Elsewhere' },
        },
      },
    );
    expect(stack.outputs).toEqual({ Url: aws.sqs.queue('work').url, Stack: 'Test in 123456789012' });
    expect(aws.sqs.queues.map(({ name }) => name)).not.toContain('other');
  });

  it('has events come when there is a trail in it', async () => {
    const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Bucket' } } };
    expect(deployed(complete).aws.cloudTrail.logging).toBe(false);
    const { aws } = deployed({ Trail: trail, Bucket: { Type: 'AWS::S3::Bucket' } });
    expect(aws.cloudTrail.logging).toBe(true);
    const selector = { IncludeManagementEvents: true, ReadWriteType: 'ReadOnly' };
    const deaf = { ...trail, Properties: { ...trail.Properties, EventSelectors: [selector] } };
    expect(deployed({ Trail: deaf, Bucket: { Type: 'AWS::S3::Bucket' } }).aws.cloudTrail.logging).toBe(false);
  });
});

describe('what a template does not allow', () => {
  it('a rule sends neither to a queue whose policy names another, nor to its dead letters', async () => {
    const other = changed('Rule', { Name: 'another' });
    const { aws, bodies } = deployed({
      ...other,
      WorkPolicy: JSON.parse(
        JSON.stringify(complete.WorkPolicy).replace(
          '{"Fn::GetAtt":["Rule","Arn"]}',
          '"arn:aws:events:eu-west-1:1:rule/x"',
        ),
      ) as Resource,
    });
    aws.eventBus.publish(change);
    await aws.clock.settle();
    expect(bodies).toEqual([]);
    expect(aws.eventBus.deliveries).toMatchObject([{ outcome: 'failed' }]);
    expect(aws.sqs.queues.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('a schedule whose role may only send to its dead letters sends there', async () => {
    const Sender = role('scheduler.amazonaws.com', { Action: 'sqs:SendMessage', Resource: arnOf('Undelivered') });
    const { aws, bodies } = deployed({ ...complete, Sender });
    await aws.clock.advance(hour);
    expect(bodies).toEqual([]);
    const [undelivered] = aws.sqs.queues.filter(({ name }) => name.startsWith('Test-Undelivered-'));
    expect(undelivered?.messages.map(({ body }) => body)).toEqual(['{"kind":"sweep"}']);
  });

  it.each([
    ['Sender', 'Schedule (AWS::Scheduler::Schedule): User: scheduler.amazonaws.com is not authorized'],
    ['Worker', 'Function (AWS::Lambda::Function): User: lambda.amazonaws.com is not authorized'],
  ])('a service that the role %s does not trust cannot take it', (id, message) => {
    expect(() => deployed({ ...complete, [id]: role('ec2.amazonaws.com') })).toThrow(message);
  });

  it('a mapping is refused when the function may not poll', () => {
    const Worker = role('lambda.amazonaws.com', { Action: 'sqs:ReceiveMessage', Resource: arnOf('Work') });
    expect(() => deployed({ ...complete, Worker })).toThrow('does not have permissions to call DeleteMessage on SQS');
  });

  it.each([
    ['the role may not write them', { Worker: role('lambda.amazonaws.com', { Action: 'sqs:*', Resource: '*' }) }],
    [
      'there is no such group',
      {
        ...changed('Function', { LoggingConfig: { LogGroup: 'nowhere' } }),
        Worker: role('lambda.amazonaws.com', { Action: ['sqs:*', 'logs:*'], Resource: '*' }),
      },
    ],
  ])('lines are lost when %s', async (_, resources) => {
    const { aws, bodies } = deployed({ ...complete, ...resources });
    aws.eventBus.publish(change);
    await aws.clock.settle();
    expect(bodies).toHaveLength(1);
    expect(aws.cloudWatch.lines()).toEqual([]);
  });
});

describe('what is not known is refused, and never without effect', () => {
  it.each(Object.keys(complete))('a property of %s', (id) => {
    expect(() => deployed(changed(id, { Surprise: 1 }))).toThrow('has the property Surprise, which is not known here.');
  });

  it.each([
    ['Rule', { State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }],
    ['Rule', { EventBusName: 'custom' }],
    ['Rule', { Targets: [{ Id: 'work', Arn: arnOf('Work'), RoleArn: 'role' }] }],
    ['Schedule', { ScheduleExpression: 'cron(0 * * * ? *)' }],
    ['Schedule', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['Function', { Runtime: 'nodejs22.x' }],
    ['Function', { Code: { S3Bucket: 'assets', S3Key: 'other.zip' } }],
    ['Function', { LoggingConfig: undefined }],
    ['Mapping', { FunctionResponseTypes: ['Everything'] }],
    ['Mapping', { BatchSize: 'many' }],
    ['Work', { QueueName: 'no blanks please' }],
    ['WorkPolicy', { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Perhaps' }] } }],
  ])('a value of %s: %o', (id, properties) => {
    expect(() => deployed(changed(id, properties))).toThrow(new RegExp(`^${id} \\(AWS::`));
  });

  it('a type, a section, an attribute of a resource, a second queue of the same name', () => {
    const table = { Type: 'AWS::DynamoDB::Table' };
    expect(() => deployed({ Table: table })).toThrow('Table is of type AWS::DynamoDB::Table, which is not known here.');
    expect(() => deployed({}, { Mappings: {} } as object)).toThrow('The template has a section Mappings');
    const odd = { ...table, CreationPolicy: {} };
    expect(() => deployed({ Table: odd })).toThrow('Table (AWS::DynamoDB::Table) has CreationPolicy');
    const work = complete.Work ?? table;
    expect(() => deployed({ Work: work, Again: work })).toThrow('There is a queue work already.');
  });

  it('a parameter that would be read from an account, but only where somebody asks for it', () => {
    const Parameters = { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/version' } };
    expect(deployed(complete, { Parameters }).stack.outputs).toEqual({});
    const Outputs = { Version: { Value: { Ref: 'BootstrapVersion' } } };
    expect(() => deployed(complete, { Parameters, Outputs })).toThrow('would be read from an account');
  });
});
