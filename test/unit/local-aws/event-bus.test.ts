import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../local-aws/json-protocol.ts';
import { createLocalAws } from '../../local-aws/local-aws.ts';

function world() {
  const aws = createLocalAws();
  const queue = aws.sqs.create('events');
  const publish = (name: string) =>
    aws.eventBus.publish({ source: 'aws.ssm', detailType: 'Parameter Store Change', detail: { name } });
  const rule = (target: { inputPaths?: Record<string, string>; inputTemplate?: string; deadLetterQueueArn?: string }) =>
    aws.eventBus.putRule({
      name: 'changes',
      pattern: { source: ['aws.ssm'], detail: { name: [{ prefix: '/' }] } },
      targets: [{ queueArn: queue.arn, ...target }],
    });
  return { aws, queue, publish, rule, bodies: () => queue.messages.map(({ body }) => JSON.parse(body)) };
}

const names = { inputPaths: { name: '$.detail.name' }, inputTemplate: '{"name": <name>}' };

describe('the event bus', () => {
  it('delivers what a rule matches, whole or transformed, and nothing else', () => {
    const { publish, rule, bodies } = world();
    rule({});
    publish('/a');
    publish('a');
    rule(names);
    publish('/b');
    expect(bodies()).toEqual([
      expect.objectContaining({
        source: 'aws.ssm',
        'detail-type': 'Parameter Store Change',
        account: '123456789012',
        region: 'eu-west-1',
        time: '2026-11-20T10:00:00Z',
        detail: { name: '/a' },
      }),
      { name: '/b' },
    ]);
  });

  it('gives each delivery the fate it is told: lost, late, twice, overtaken', async () => {
    const { aws, publish, rule, bodies } = world();
    rule(names);
    const fates: Record<string, number[]> = { '/lost': [], '/late': [5000], '/twice': [0, 1000] };
    aws.eventBus.fate = ({ event }) => fates[Object(event.detail).name] ?? [0];
    for (const name of ['/lost', '/late', '/twice']) publish(name);
    expect(bodies()).toEqual([{ name: '/twice' }]);
    await aws.clock.runUntilIdle();
    expect(bodies()).toEqual([{ name: '/twice' }, { name: '/twice' }, { name: '/late' }]);
    expect(aws.eventBus.deliveries.map(({ at, outcome }) => [at - Date.UTC(2026, 10, 20, 10), outcome])).toEqual([
      [0, 'lost'],
      [0, 'delivered'],
      [1000, 'delivered'],
      [5000, 'delivered'],
    ]);
  });

  it('puts what it cannot deliver, as it was, into the target’s dead-letter queue', () => {
    const { aws, publish, rule, bodies } = world();
    const dead = aws.sqs.create('dead');
    rule({ inputPaths: { id: '$.detail.id' }, inputTemplate: '{"id": <id>}', deadLetterQueueArn: dead.arn });
    publish('/a');
    expect(bodies()).toEqual([]);
    expect(dead.messages.map(({ body }) => JSON.parse(body).detail)).toEqual([{ name: '/a' }]);
    expect(dead.messages[0]?.attributes).toMatchObject({
      RULE_ARN: { StringValue: expect.stringMatching(/^arn:aws:events:eu-west-1:\d{12}:rule\//) },
      ERROR_CODE: { StringValue: 'ERROR_FROM_TARGET' },
    });
    expect(aws.eventBus.deliveries).toMatchObject([{ outcome: 'failed' }]);
    aws.switches.missingInputPath = 'empty-text';
    publish('/b');
    expect(bodies()).toEqual([{ id: '' }]);
  });

  it('sends to FIFO queues with the target’s group, and fails without one', () => {
    const { aws, publish } = world();
    const fifo = aws.sqs.create('sweep.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    const pattern = { source: ['aws.ssm'] };
    const target = { queueArn: fifo.arn };
    aws.eventBus.putRule({ name: 'changes', pattern, targets: [{ ...target, messageGroupId: 'g' }, target] });
    publish('/a');
    expect(fifo.messages.map(({ groupId }) => groupId)).toEqual(['g']);
    expect(aws.eventBus.deliveries.map(({ outcome }) => outcome)).toEqual(['delivered', 'failed']);
  });

  it('takes custom events from callers, but none that claims to be AWS’s', async () => {
    const { aws, queue } = world();
    aws.eventBus.putRule({
      name: 'all',
      pattern: { source: [{ exists: true }] },
      targets: [{ queueArn: queue.arn }],
    });
    const entry = { Source: 'my.app', DetailType: 'x', Detail: '{}' };
    const Entries = [entry, { ...entry, Source: 'aws.ssm' }, { ...entry, Detail: '[]' }, { ...entry, DetailType: '' }];
    const { body } = await answerRequest(aws.dispatcher, {
      headers: {
        'x-amz-target': 'AWSEvents.PutEvents',
        authorization: 'Credential=LOCALPERSON/20261120/eu-west-1/events/aws4_request',
      },
      body: JSON.stringify({ Entries }),
    });
    const answer = JSON.parse(body);
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries.map(({ ErrorCode }: { ErrorCode?: string }) => ErrorCode)).toEqual([
      undefined,
      'NotAuthorizedForSourceException',
      'MalformedDetail',
      'InvalidArgument',
    ]);
    expect(queue.messages).toHaveLength(1);
  });
});
