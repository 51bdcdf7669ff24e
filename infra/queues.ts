import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { settings } from './settings.ts';

const { visibilitySeconds, maxReceiveCount, retentionSeconds } = settings.queues;

const common = {
  // What EventBridge could not deliver lies here as the raw event. SQS's own key needs no grants.
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
} satisfies QueueProps;

/** AWS's most. A message keeps the age it had, so this must be longer than the first queue's retention. */
const deadLetterRetention = Duration.days(14);

/**
 * Where messages wait: events (standard) and sweeps (FIFO, one group a pool), each with its dead-letter queue for what
 * was received too often, and one more for what EventBridge could not deliver at all. That one is apart because its
 * messages are no requests: EventBridge puts the event itself there, untransformed, and Scheduler accepts no FIFO queue.
 */
export class Queues extends Construct {
  readonly events: Queue;
  readonly eventDeadLetters: Queue;
  readonly sweeps: Queue;
  readonly sweepDeadLetters: Queue;
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, deploymentName: string) {
    super(scope, id);
    const fifo = { fifo: true, contentBasedDeduplication: true };
    const deadLetters = { ...common, retentionPeriod: deadLetterRetention };
    this.eventDeadLetters = new Queue(this, 'EventDeadLetters', {
      ...deadLetters,
      queueName: `${deploymentName}-events-dead-letters`,
      redriveAllowPolicy: { sourceQueues: [this.#named(`${deploymentName}-events`)] },
    });
    this.sweepDeadLetters = new Queue(this, 'SweepDeadLetters', {
      ...deadLetters,
      ...fifo,
      queueName: `${deploymentName}-sweeps-dead-letters.fifo`,
      redriveAllowPolicy: { sourceQueues: [this.#named(`${deploymentName}-sweeps.fifo`)] },
    });
    this.undelivered = new Queue(this, 'Undelivered', { ...deadLetters, queueName: `${deploymentName}-undelivered` });
    Validations.of(this.undelivered).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: of the rules and of the schedule.',
    });
    for (const queue of [this.eventDeadLetters, this.sweepDeadLetters, this.undelivered]) {
      Validations.of(queue).acknowledge({
        id: 'Serverless-SQSRedrivePolicy',
        reason: 'It is where messages end. An alarm tells a person as soon as one lies there.',
      });
    }

    const work = {
      ...common,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.seconds(retentionSeconds),
    };
    this.events = new Queue(this, 'Events', {
      ...work,
      queueName: `${deploymentName}-events`,
      deadLetterQueue: { queue: this.eventDeadLetters, maxReceiveCount },
    });
    this.sweeps = new Queue(this, 'Sweeps', {
      ...work,
      ...fifo,
      queueName: `${deploymentName}-sweeps.fifo`,
      deadLetterQueue: { queue: this.sweepDeadLetters, maxReceiveCount },
    });
  }

  /** The queue of this name. By name, for it and its dead-letter queue cannot both wait for the other to be made. */
  #named(queueName: string): IQueue {
    const arn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return Queue.fromQueueArn(this, `Named-${queueName}`, arn);
  }
}
