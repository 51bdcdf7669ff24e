import { describe, expect, test } from 'vitest';
import { settings } from '../../infra/settings.ts';
import { account, region, synthesise } from './synthesis.ts';

const { deployed } = synthesise({ deploymentName: 'sync' });
const queues = deployed.all('AWS::SQS::Queue');
const fifo = { FifoQueue: true, ContentBasedDeduplication: true };

describe('the queues', () => {
  test('are two for work and three for what was given up, with the times and counts of the settings', () => {
    const { visibilitySeconds, maxReceiveCount, retentionSeconds } = settings.queues;
    const work = (name: string, deadLetters: string) => ({
      QueueName: name,
      VisibilityTimeout: visibilitySeconds,
      MessageRetentionPeriod: retentionSeconds,
      RedrivePolicy: { deadLetterTargetArn: `arn:aws:sqs:${region}:${account}:${deadLetters}`, maxReceiveCount },
      SqsManagedSseEnabled: true,
    });
    const deadLetters = (name: string) => ({
      QueueName: name,
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
    });
    const of = (name: string) => ({
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [`arn:aws:sqs:${region}:${account}:${name}`],
      },
    });
    expect(queues).toEqual([
      { ...deadLetters('sync-events-dead-letters'), ...of('sync-events') },
      { ...deadLetters('sync-sweeps-dead-letters.fifo'), ...of('sync-sweeps.fifo'), ...fifo },
      deadLetters('sync-undelivered'),
      work('sync-events', 'sync-events-dead-letters'),
      { ...work('sync-sweeps.fifo', 'sync-sweeps-dead-letters.fifo'), ...fifo },
    ]);
  });

  test('hide a message for six times as long as the function may run, and keep given-up ones longer than new ones', () => {
    expect(settings.queues.visibilitySeconds).toBeGreaterThanOrEqual(6 * settings.function.timeoutSeconds);
    expect(14 * 24 * 3600).toBeGreaterThan(settings.queues.retentionSeconds);
  });

  test('refuse everybody who does not use TLS', () => {
    const refusing = deployed.all('AWS::SQS::QueuePolicy').map(({ Queues, PolicyDocument }) => {
      const { Statement } = PolicyDocument as { Statement: object[] };
      expect(Statement).toContainEqual({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:*',
        Resource: expect.stringMatching(/^arn:aws:sqs:/),
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      return Queues;
    });
    expect(refusing.flat().map((url) => String(url).split('/').at(-1))).toEqual(
      queues.map(({ QueueName }) => QueueName),
    );
  });
});
